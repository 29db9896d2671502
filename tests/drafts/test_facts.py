"""The facts of a draft: what is listed, and that a change writes it and nothing else."""

from __future__ import annotations

import pytest

from s55.drafts.facts import fact_groups, with_draft_facts
from s55.drafts.items.adding import NewItem, places_for_items, with_item
from s55.drafts.load import response_of
from s55.errors import S55Error
from s55.sources.facts import FactChange
from tests.command import ROOT

TEXT = (ROOT / "responses/online-fraud-2026.yaml").read_text(encoding="utf-8")
SECOND = "recommendations.items[1]"


def changed(path: str, value: str, text: str = TEXT, seen: str | None = None) -> str:
    """The draft with one fact filled in, by somebody who has seen what it says."""
    found = {fact.path: fact.value for group in fact_groups(text) for fact in group.facts}
    return with_draft_facts(text, [FactChange(path, found[path] if seen is None else seen, value)])


def lines(text: str, other: str) -> tuple[list[str], list[str]]:
    """The lines of one text that the other does not have, and the other way round."""
    one, two = text.splitlines(), other.splitlines()
    return [line for line in one if line not in two], [line for line in two if line not in one]


def test_what_a_draft_says_is_listed() -> None:
    groups = {group.path: group for group in fact_groups(TEXT)}
    assert list(groups) == [
        "inspection",
        "recommendations.items[0]",
        SECOND,
        "recommendations.items[2]",
        "areas_for_improvement",
        "chief_officer",
        "letter",
    ]
    assert groups[SECOND].title == "Recommendation 3"
    said = {groups[SECOND].key(fact): fact.said for fact in groups[SECOND].facts if fact.value}
    assert said == {
        "number": "3",
        "addressed_to": "chief constables",
        "complete_by": "By April 2027",
        "due": "Friday 30 April 2027",
    }
    assert groups["inspection"].facts[2].value == "Thematic\nFraud"


@pytest.mark.parametrize(
    ("path", "value", "gone", "new"),
    [
        (
            "inspection.published",
            "2026-10-20",
            ["  published: 2026-10-19     # day 56 is Sunday 13 December: publish by Friday 11 "
             "December 2026"],
            ["  published: 2026-10-20     # day 56 is Sunday 13 December: publish by Friday 11 "
             "December 2026"],
        ),
        ("inspection.forces", "Norfolk Constabulary \r\n\r\nSuffolk Constabulary\r\n",
         ["    - All local forces in England and Wales"],
         ["    - Norfolk Constabulary", "    - Suffolk Constabulary"]),
        (f"{SECOND}.number", "3a", ["    - number: 3"], ["    - number: 3a"]),
        (f"{SECOND}.number", "7", ["    - number: 3"], ["    - number: 7"]),
        (f"{SECOND}.owner", "Head of  crime", [], ["      owner: Head of crime"]),
        (f"{SECOND}.applies", "no", [], ["      applies: no"]),
        (f"{SECOND}.complete_by", "", [], []),
        (f"{SECOND}.status", "in progress", [], ["      status: in progress"]),
        ("letter.sent", "2026-12-01", [], ["letter:", "  sent: 2026-12-01"]),
        (
            "recommendations.items[0].applies",
            "",
            ["      applies: no           # kept here, and not printed"],
            [],
        ),
    ],
)  # fmt: skip
def test_a_fact_is_written_and_nothing_else(
    path: str, value: str, gone: list[str], new: list[str]
) -> None:
    text = changed(path, value)
    assert lines(TEXT, text) == (gone, new)
    response_of(text)
    found = {fact.path: fact.value for group in fact_groups(text) for fact in group.facts}
    assert found[path] == "\n".join(
        " ".join(one.split()) for one in value.split("\n") if one.strip()
    )


def test_what_is_filled_in_as_it_is_changes_not_a_byte() -> None:
    every = [
        FactChange(fact.path, fact.value, fact.value)
        for group in fact_groups(TEXT)
        for fact in group.facts
    ]
    assert with_draft_facts("\ufeff" + TEXT.replace("\n", "\r\n"), every) == (
        "\ufeff" + TEXT.replace("\n", "\r\n")
    )


def test_what_somebody_else_wrote_is_not_replaced_unseen() -> None:
    theirs = changed(f"{SECOND}.due", "2027-05-31")
    owner = FactChange(f"{SECOND}.owner", "", "Head of crime")
    with pytest.raises(S55Error) as caught:
        with_draft_facts(theirs, [owner, FactChange(f"{SECOND}.due", "2027-04-30", "2027-06-30")])
    (problem,) = caught.value.problems
    assert (problem.code, problem.path) == ("K101", f"{SECOND}.due")
    assert "'2027-05-31'" in problem.message
    # What the person did not touch stays as the other one has it.
    both = with_draft_facts(
        theirs, [owner, FactChange(f"{SECOND}.due", "2027-04-30", "2027-04-30")]
    )
    item = dict(response_of(both).all_items())[SECOND]
    assert (str(item.due), item.owner) == ("2027-05-31", "Head of crime")


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("inspection.title", " ", "K103"),
        ("inspection.link.address", "hmicfrs", "D103"),
        ("inspection.published", "2026-13-45", "D104"),
        (f"{SECOND}.number", "1" * 21, "D103"),
        (f"{SECOND}.status", "nearly", "K102"),
        (f"{SECOND}.owner", "a\u0007b", "D117"),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(path: str, value: str, code: str) -> None:
    with pytest.raises(S55Error) as caught:
        changed(path, value)
    assert [(one.code, one.path) for one in caught.value.problems] == [(code, path)]


def test_no_other_place_can_be_written() -> None:
    with pytest.raises(S55Error) as caught:
        with_draft_facts(TEXT, [FactChange("sign_off.name", "", "Me")])
    assert [one.code for one in caught.value.problems] == ["K102"]


def test_a_draft_that_cannot_be_understood_is_put_right_fact_by_fact() -> None:
    broken = TEXT.replace("2026-10-19", "2026-10-32").replace("due: 2027-04-30", "due: April", 1)
    titles = {group.path: group.title for group in fact_groups(broken)}
    assert titles[SECOND] == "Recommendation, entry 2"
    with pytest.raises(S55Error):
        response_of(broken)
    once = changed("inspection.published", "2026-10-19", broken)
    assert response_of(changed(f"{SECOND}.due", "2027-04-30", once)) == response_of(TEXT)
    assert fact_groups("[") == ()


@pytest.mark.parametrize(
    ("place", "written"),
    [
        (
            "recommendations.items",
            "\n    - number: 9\n      text: |\n        By May:\n\n        - one\n",
        ),
        (
            "causes_of_concern.items",
            "\ncauses_of_concern:\n  items:\n    - number: 9\n      text: |\n        By May:\n",
        ),
    ],
)
def test_an_item_is_added_at_the_end_of_its_list(place: str, written: str) -> None:
    text, path = with_item(TEXT, NewItem(place, " 9 ", "By May:\r\n\r\n- one\r\n"))
    assert written in text
    assert lines(TEXT, text)[0] == []
    added = dict(response_of(text).all_items())[path]
    assert (added.number, added.text) == ("9", "By May:\n\n- one\n")


@pytest.mark.parametrize(
    ("new", "code", "path"),
    [
        (NewItem("sign_off", "", "a"), "K102", "place"),
        (NewItem("causes_of_concern.items[0].recommendations", "", "a"), "K102", "place"),
        (NewItem("recommendations.items", "", " \n"), "K103", "new.text"),
        (NewItem("recommendations.items", "1" * 21, "a"), "D103", "new.number"),
    ],
)
def test_an_item_that_cannot_be_is_refused(new: NewItem, code: str, path: str) -> None:
    with pytest.raises(S55Error) as caught:
        with_item(TEXT, new)
    assert [(one.code, one.path) for one in caught.value.problems] == [(code, path)]


def test_a_recommendation_of_a_cause_of_concern_is_added_to_it() -> None:
    cause, _ = with_item(TEXT, NewItem("causes_of_concern.items", "", "Too late."))
    place = "causes_of_concern.items[0].recommendations"
    assert places_for_items(cause)[place] == (
        "A recommendation of the cause of concern 1 in the draft"
    )
    text, path = with_item(cause, NewItem(place, "", "Be in time."))
    assert path == f"{place}[0]"
    assert dict(response_of(text).all_items())[path].text == "Be in time.\n"


def test_judgments_are_facts() -> None:
    text = (ROOT / "responses/peel-2021-22.yaml").read_text(encoding="utf-8")
    path = "judgments.items[0].grade"
    after = changed(path, "good", text)
    judgments = response_of(after).judgments
    assert judgments is not None
    assert judgments.items[0].grade.value == "good"
    assert len(lines(text, after)[1]) <= 1
    with pytest.raises(S55Error):
        changed(path, "splendid", text)


def test_an_area_for_improvement_alone_can_be_one_for_priority_action() -> None:
    """Of other items the draft holds no such fact."""
    text = (ROOT / "responses/call-handling-2024.yaml").read_text(encoding="utf-8")
    with_it = {
        group.path
        for group in fact_groups(text)
        if any(fact.path.endswith(".priority") for fact in group.facts)
    }
    areas = [f"areas_for_improvement.items[{number}]" for number in range(2)]
    assert with_it == set(areas)
    assert "\n      priority: yes\n" in changed(f"{areas[1]}.priority", "yes", text)


@pytest.mark.parametrize("written", ["", "  items: []\n", "  items:\n#    - number: 1\n"])
def test_that_a_report_has_no_items_of_a_kind_is_a_fact(written: str) -> None:
    """As drafts are started; what says so already, or says both, has it too."""
    text = f"{TEXT}\ncauses_of_concern:\n{written}"
    groups = {group.path: group for group in fact_groups(text)}
    assert groups["causes_of_concern"].title == "Causes of concern"
    assert "recommendations" not in groups
    after = changed("causes_of_concern.none", "yes", text)
    part = response_of(after).causes_of_concern
    assert (part is not None and part.none) is True
    both = f"{TEXT}\ncauses_of_concern:\n  none: yes\n  items:\n    - text: It is slow.\n"
    assert changed("causes_of_concern.none", "", both) != both
    own = after.replace("none: yes", "none: The report names none.")
    (fact,) = {group.path: group for group in fact_groups(own)}["causes_of_concern"].facts
    assert (fact.title, fact.value) == (
        "Sentence which says that the report has none",
        "The report names none.",
    )


def test_a_draft_without_any_part_for_items_can_say_that_there_are_none() -> None:
    before, _, rest = TEXT.partition("\nrecommendations:")
    text = before + "\n" + rest[rest.index("\nchief_officer:") :]
    after = changed("recommendations.none", "yes", text)
    recommendations = response_of(after).recommendations
    assert (recommendations is not None and recommendations.none) is True
    other = text + "\nareas_for_improvement:\n  items:\n    - text: It is slow.\n"
    assert "recommendations" not in {group.path for group in fact_groups(other)}
