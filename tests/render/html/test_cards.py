"""Tables that become cards on a narrow screen: each cell has the head of its column, and roles."""

from __future__ import annotations

from lxml import html

from s55.render.html.cards import with_cards

TABLE = """\
<!-- <table class="cards"> --><table class="items cards">
<caption>What was asked</caption>
<thead>
<tr><th scope="col">No</th></tr>
<tr><th scope="col" class="x">Item</th><th colspan="2">Owner <em>&amp;</em>
  day</th><td></td></tr>
</thead>
<tbody>
<tr><th scope="row" title="a > b">R1</th><td>
<table class="inner"><thead><tr><th>Boats</th></tr></thead>
<tbody><tr><td>4</td></tr></tbody></table>
</td><td role="presentation">May</td><td>None</td><td>More</td></tr>
</tbody>
</table>
"""


def test_cells_have_the_heads_of_their_columns() -> None:
    """As words, for all columns that a head spans; not those beyond, nor tables within."""
    page = html.fragment_fromstring(with_cards(TABLE), create_parent="div")
    heads = [(cell.text_content().strip(), cell.get("data-head")) for cell in page.xpath(".//td")]
    assert heads == [
        ("", None),
        ("Boats\n4", "Owner & day"),
        ("4", None),
        ("May", "Owner & day"),
        ("None", None),
        ("More", None),
    ]
    assert [cell.get("data-head") for cell in page.xpath(".//th")] == [
        None,
        None,
        None,
        "Item",
        None,
    ]


def test_elements_say_that_they_are_a_table() -> None:
    """Each has its role, unless the layout gave it one; those of other tables are as they were."""
    page = html.fragment_fromstring(with_cards(TABLE), create_parent="div")
    roles = [(one.tag, one.get("role")) for one in page.iter("table", "thead", "tbody", "tr")]
    assert roles[:4] == [("table", "table"), ("thead", "rowgroup"), ("tr", "row"), ("tr", "row")]
    assert roles[4:6] == [("tbody", "rowgroup"), ("tr", "row")]
    assert {role for _, role in roles[6:]} == {None}
    cells = [(one.text, one.get("role")) for one in page.iter("th", "td") if one.text]
    assert ("R1", "rowheader") in cells
    assert ("No", "columnheader") in cells
    assert ("May", "presentation") in cells
    assert ("None", "cell") in cells


def test_nothing_else_changes() -> None:
    """Without the attributes it is the page that the layout wrote."""
    made = with_cards(TABLE)
    for name in ("table", "rowgroup", "row", "columnheader", "rowheader", "cell"):
        made = made.replace(f' role="{name}"', "")
    made = made.replace(' data-head="Owner &amp; day"', "").replace(' data-head="Item"', "")
    assert made == TABLE
    other = TABLE.replace("items cards", "cardsharp")
    assert with_cards(other) == other
