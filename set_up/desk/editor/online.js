// What Word for the web and Google Docs write in ways of their own: lists entry by entry, headings
// as paragraphs, and the kind of a list's numbers as its style.
import { styles } from "./word.js";

const MARKS = {
  "lower-alpha": "a",
  "lower-latin": "a",
  "upper-alpha": "A",
  "upper-latin": "A",
  "lower-roman": "i",
  "upper-roman": "I",
};

// Gives lists the kind of their numbers, which these programs write as the style of each entry.
export function listMarks(body) {
  for (const list of body.querySelectorAll("ol:not([type])")) {
    const [first] = list.querySelectorAll(":scope > li");
    const style = styles(list)["list-style-type"] ?? (first && styles(first)["list-style-type"]);
    if (MARKS[style]) list.setAttribute("type", MARKS[style]);
  }
}

const levelOf = (entry) => Math.max(1, Number(entry.dataset.ariaLevel) || 1);

// What stands before and after the number of an entry, such as %1) or (%1).
function delimiterOf(entry) {
  const shown = entry.dataset.leveltext ?? "";
  if (/^\(.*\)$/.test(shown)) return "()";
  return shown.endsWith(")") ? ")" : ".";
}

class WrappedLists {
  constructor() {
    this.open = [];
    this.last = null;
  }

  add(wrapper) {
    const follows = this.last !== null && this.last.nextElementSibling === wrapper;
    if (!follows) this.open = [];
    for (const list of [...wrapper.querySelectorAll("ul, ol")]) {
      for (const entry of [...list.children]) this.entry(wrapper, list, entry);
    }
    wrapper.remove();
  }

  entry(wrapper, list, entry) {
    const level = levelOf(entry);
    while (this.open.length > level) this.open.pop();
    // A list of another kind at the same level is a list of its own.
    const same = this.open[level - 1];
    const isOther = same && (same.localName !== list.localName || same.dataset.of !== entry.dataset.listid);
    if (isOther) this.open.length = level - 1;
    while (this.open.length < level) this.begin(wrapper, list, entry);
    this.open.at(-1).append(entry);
  }

  begin(wrapper, list, entry) {
    const made = list.cloneNode(false);
    made.dataset.of = entry.dataset.listid;
    if (made.localName === "ol") made.dataset.delimiter = delimiterOf(entry);
    const parent = this.open.at(-1);
    if (parent) (parent.lastElementChild ?? parent.appendChild(document.createElement("li"))).append(made);
    else {
      wrapper.before(made);
      this.last = made;
    }
    this.open.push(made);
  }
}

// Word for the web writes each entry of a list as a list, headings as paragraphs with their level,
// and a space at the end of each paragraph.
export function wordOnline(body) {
  for (const one of body.querySelectorAll("span.EOP")) one.remove();
  for (const one of body.querySelectorAll("p[role=heading]")) {
    const heading = document.createElement(`h${Math.min(6, Math.max(1, Number(one.getAttribute("aria-level")) || 2))}`);
    heading.append(...one.childNodes);
    one.replaceWith(heading);
  }
  const lists = new WrappedLists();
  for (const one of body.querySelectorAll("div.ListContainerWrapper")) lists.add(one);
}
