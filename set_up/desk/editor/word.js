// What Word, and LibreOffice after it, write in ways of their own: lists as paragraphs, notes and remarks as links.
import { mayBeLinked } from "./schema.js";

const SYMBOLS = /symbol|wingdings|webdings/i;
const ROMAN = { i: 1, v: 5, x: 10, l: 50, c: 100 };

// The styles of an element, by their names: those of an attribute that was renamed, as the page's
// own policy lets no style attribute be read.
export function styles(element) {
  const found = {};
  for (const part of (element.dataset.style ?? "").split(";")) {
    const [name, ...value] = part.split(":");
    found[name.trim().toLowerCase()] = value.join(":").trim();
  }
  return found;
}

// Gives words the styles that the page's own sheet has for their class.
export function styledByClass(body, sheets) {
  for (const [, selector, rules] of sheets.matchAll(/^\s*((?:span|a)\.[\w-]+)[^{},]*\{([^}]*)\}/gm)) {
    for (const one of body.querySelectorAll(selector)) one.dataset.style = `${rules};${one.dataset.style ?? ""}`;
  }
}

function romanOf(said) {
  const values = [...said.toLowerCase()].map((one) => ROMAN[one]);
  return values.reduce((sum, one, at) => sum + (one < values[at + 1] ? -one : one), 0);
}

// What a mark says of its list; null for a sign, such as a bullet.
function numbering(mark, last) {
  const [, said] = /^\(?([a-zA-Z]|[ivxlcIVXLC]+|\d+)[.)]$/.exec(mark) ?? [];
  if (said === undefined) return null;
  const delimiter = mark.startsWith("(") ? "()" : mark.at(-1);
  if (/\d/.test(said)) return { start: Number(said), style: "1", delimiter };
  const isLower = said === said.toLowerCase();
  const letter = said.toLowerCase().charCodeAt(0) - 96;
  const isRoman = said.length > 1 || (/[ivx]/i.test(said) && !(last?.style.toLowerCase() === "a" && last.next === letter));
  if (isRoman) return { start: romanOf(said), style: isLower ? "i" : "I", delimiter };
  return { start: letter, style: isLower ? "a" : "A", delimiter };
}

class WordLists {
  constructor() {
    this.open = [];
    this.last = null;
  }

  add(paragraph, [, name, level]) {
    const marker = [...paragraph.querySelectorAll("span")].find((one) => styles(one)["mso-list"] === "Ignore");
    const mark = marker?.textContent.trim() ?? "";
    marker?.remove();
    const follows = this.last !== null && paragraph.previousElementSibling === this.last;
    if (!follows || this.last.dataset.list !== name) this.open = [];
    while (this.open.length > Number(level)) this.open.pop();
    const before = this.open.length === Number(level) ? this.open.at(-1).numbers : null;
    const numbers = numbering(mark, before);
    if (numbers === null && /\d/.test(mark)) {
      // Such as 1.1: no list of ours counts so, and its number may be referred to.
      paragraph.prepend(`${mark} `);
      this.open = [];
      return;
    }
    while (this.open.length < Number(level)) this.begin(paragraph, name, numbers);
    const { list, numbers: kept } = this.open.at(-1);
    if (kept) kept.next = (numbers?.start ?? kept.next) + 1;
    const item = list.ownerDocument.createElement("li");
    item.append(...paragraph.childNodes);
    list.append(item);
    paragraph.remove();
  }

  begin(paragraph, name, numbers) {
    const list = paragraph.ownerDocument.createElement(numbers ? "ol" : "ul");
    list.dataset.list = name;
    if (numbers) {
      list.dataset.marks = numbers.style;
      list.dataset.delimiter = numbers.delimiter;
      list.setAttribute("start", numbers.start);
    }
    const parent = this.open.at(-1)?.list;
    if (parent) (parent.lastElementChild ?? parent.appendChild(list.ownerDocument.createElement("li"))).append(list);
    else {
      paragraph.before(list);
      this.last = list;
    }
    this.open.push({ list, numbers: numbers && { ...numbers } });
  }
}

// Word writes the entries of a list as paragraphs, each with its mark as words. The number of a
// heading is words too.
export function wordLists(body) {
  for (const marker of body.querySelectorAll(":is(h1, h2, h3, h4, h5, h6) span")) {
    if (styles(marker)["mso-list"] === "Ignore") marker.replaceWith(`${marker.textContent.trim()} `);
  }
  const lists = new WordLists();
  for (const paragraph of body.querySelectorAll("p")) {
    const level = /^(l\d+) level(\d)/.exec(styles(paragraph)["mso-list"] ?? "");
    if (level) lists.add(paragraph, level);
  }
}

const escaped = (text) => text.replace(/[\\`*_[\]<>&~|]/g, "\\$&");

// The Markdown of a note's words; bold and italic words in it become plain.
function noteMarkdown(block) {
  const words = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return escaped(node.data);
    const inner = [...node.childNodes].map(words).join("");
    const href = node.localName === "a" ? (node.getAttribute("href") ?? "").trim() : "";
    if (href && inner.trim() && mayBeLinked(href)) return `[${inner}](<${href}>)`;
    return /^(p|div|li|br)$/.test(node.localName) ? ` ${inner} ` : inner;
  };
  return words(block).replace(/\s+/g, " ").trim().replace(/^([#+-])|^(\d+)([.)])/, (all, sign, number, mark) => (sign ? `\\${sign}` : `${number}\\${mark}`));
}

const named = (body, name) => body.querySelector(`[id="${CSS.escape(name)}"], [name="${CSS.escape(name)}"]`);

// A note is a link that leads to a place below, from where a link leads back. Says whether bold or
// italic words in one became plain.
export function notes(body) {
  const lists = new Set();
  let arePlain = false;
  for (const link of [...body.querySelectorAll('a[href^="#"]')]) {
    const target = named(body, link.getAttribute("href").slice(1));
    const own = link.getAttribute("name") || link.id || link.querySelector("[id]")?.id || link.closest("sup[id]")?.id;
    if (!target || !own || !(link.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
    let block = target.closest("li, p, div") ?? target;
    if (block.localName === "p" && block.parentElement.matches("div[id]")) block = block.parentElement;
    const back = [...block.querySelectorAll("a[href]")].find((one) => one.getAttribute("href") === `#${own}`);
    if (!back || block.contains(link)) continue;
    back.remove();
    arePlain ||= block.querySelector("b, strong, i, em") !== null;
    const note = link.ownerDocument.createElement("span");
    note.dataset.note = noteMarkdown(block);
    note.textContent = "note";
    (link.closest("sup") ?? link).replaceWith(note);
    lists.add(block.parentElement);
    block.remove();
  }
  // What is left of the list of notes is a line above it, and nothing else.
  for (const one of lists) {
    let empty = one;
    while (empty !== body && empty.isConnected && !empty.textContent.trim()) {
      const outer = empty.parentElement;
      empty.remove();
      empty = outer;
    }
  }
  return arePlain;
}

// The remarks in the margin: a mark in the text, and a list at its end. Gives how many there were.
export function remarksLeftOut(body) {
  const marks = [...body.querySelectorAll("a.msocomanchor, a.sdcommentanc, span.MsoCommentReference")];
  for (const one of marks) one.remove();
  const found = [...body.querySelectorAll("div")].filter((one) => /^comment(-list)?$/.test(styles(one)["mso-element"] ?? ""));
  const count = found.filter((one) => styles(one)["mso-element"] === "comment").length;
  for (const one of found) one.remove();
  return count;
}

// Signs of fonts that draw other things than letters: their letters would say something else.
export function signsLeftOut(body) {
  const found = [...body.querySelectorAll("span, font")].filter((one) => {
    const style = styles(one);
    const font = style["mso-symbol-font-family"] ?? style["font-family"] ?? one.getAttribute("face") ?? "";
    return SYMBOLS.test(font.split(",")[0]) && one.textContent.trim() !== "" && style["mso-list"] === undefined;
  });
  const outer = found.filter((one) => !found.some((other) => other !== one && other.contains(one)));
  for (const one of outer) one.remove();
  return outer.length;
}

const BESIDE = /^(p|div|h[1-6]|ul|ol|dl|blockquote|pre|table|hr|br|section|article)$/;

// Whether nothing but blocks, or nothing at all, is on one side of a line end.
function isAlone(lineEnd, side) {
  let node = lineEnd[side];
  while (node?.nodeType === Node.TEXT_NODE && !node.data.trim()) node = node[side];
  return node === null || BESIDE.test(node.localName ?? "");
}

// Line ends between blocks, such as Google Docs writes before a table, would be empty paragraphs.
export function lineEndsBetweenBlocks(body) {
  for (const one of body.querySelectorAll("br")) {
    if (one.closest("p, li, td, th, pre, h1, h2, h3, h4, h5, h6")) continue;
    if (isAlone(one, "previousSibling") && isAlone(one, "nextSibling")) one.remove();
  }
}

// Tabs become spaces, paragraphs without words go, and quotations are those of a style.
export function plainParagraphs(body) {
  for (const one of body.querySelectorAll("span")) {
    if (styles(one)["mso-tab-count"] !== undefined) one.replaceWith(" ");
  }
  for (const one of body.querySelectorAll("p")) {
    if (!one.textContent.trim() && !one.querySelector("[data-note]") && !one.closest("td, th, li")) one.remove();
  }
  let last = null;
  for (const one of body.querySelectorAll("p.MsoQuote, p.MsoIntenseQuote")) {
    if (last === null || one.previousElementSibling !== last) {
      last = one.ownerDocument.createElement("blockquote");
      one.before(last);
    }
    last.append(one);
  }
}
