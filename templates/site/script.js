// Lets people search and sort the lists of these pages. Without this script they are complete.
// It keeps nothing and asks for nothing.
"use strict";

// A text as it is compared: without capitals and accents.
const folded = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/gu, " ");

const made = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

// The words of a cell or of a row, without the labels that a narrow window shows before each value.
const wordsOf = (element) => {
  const copy = element.cloneNode(true);
  for (const label of copy.querySelectorAll(".label")) label.remove();
  return copy.textContent.trim();
};

// What a cell is sorted by: its value (a date or a number), or else its words.
const valueOf = (cell) => cell.dataset.value ?? wordsOf(cell);

// Rows in which nothing is given stand last, whichever way the others stand.
const compared = (one, other, direction, language) => {
  if (one === "" || other === "") return (one === "") - (other === "");
  return direction * one.localeCompare(other, language, { numeric: true });
};

function searchable(table, rows, groups) {
  const texts = rows.map((row) => folded(wordsOf(row)));
  const field = made("input", { type: "search", id: `${table.id}-search`, autocomplete: "off" });
  const label = made("label", { for: field.id }, table.dataset.search);
  const count = made("output", { for: field.id, role: "status", "aria-live": "polite" });
  const show = () => {
    const wanted = folded(field.value).trim().split(" ");
    rows.forEach((row, index) => {
      row.hidden = !wanted.every((word) => texts[index].includes(word));
    });
    const shown = rows.filter((row) => !row.hidden).length;
    count.textContent = table.dataset.count
      .replace("{shown}", shown)
      .replace("{all}", rows.length);
    groups.refresh();
  };
  field.addEventListener("input", show);
  table.before(made("div", { class: "tools", role: "search" }, made("div", {}, label, field), count));
  show();
}

// The rows that stand in groups, as the years do. A group's head is shown as long as one of its rows
// is; none is while the rows stand in another order.
function grouping(table) {
  const homes = [...table.tBodies].map((body) => [body, [...body.rows]]);
  const ways = document.querySelectorAll(".years");
  let grouped = true;
  const refresh = () => {
    for (const [, rows] of homes) {
      const head = rows.find((row) => row.classList.contains("group"));
      if (head) head.hidden = !grouped || rows.every((row) => row === head || row.hidden);
    }
    for (const way of ways) way.hidden = !grouped;
  };
  return {
    refresh,
    together() {
      grouped = true;
      for (const [body, rows] of homes) body.append(...rows);
      refresh();
    },
    apart(rows) {
      grouped = false;
      homes[0][0].append(...rows);
      refresh();
    },
  };
}

function sortable(table, rows, groups) {
  const language = document.documentElement.lang || undefined;
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = made("button", { type: "button", title: table.dataset.sort });
    button.append(...head.childNodes);
    head.append(button);
    if (head.dataset.order) head.setAttribute("aria-sort", head.dataset.order);
    button.addEventListener("click", () => {
      const order = head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", order);
      if (head.dataset.order === order) {
        groups.together();
        return;
      }
      const keys = new Map(rows.map((row) => [row, valueOf(row.cells[column])]));
      const direction = order === "ascending" ? 1 : -1;
      groups.apart(
        [...rows].sort((one, other) =>
          compared(keys.get(one), keys.get(other), direction, language),
        ),
      );
    });
  });
}

document.querySelectorAll("table.list").forEach((table, number) => {
  table.id ||= `list-${number + 1}`;
  const rows = [...table.tBodies].flatMap((body) =>
    [...body.rows].filter((row) => !row.classList.contains("group")),
  );
  const groups = grouping(table);
  searchable(table, rows, groups);
  sortable(table, rows, groups);
});
