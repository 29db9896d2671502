// Makes what is pasted from Word and from web pages plain, and says what it left out.
import { listMarks, wordOnline } from "./online.js";
import { mayBeLinked } from "./schema.js";
import { lineEndsBetweenBlocks, notes, plainParagraphs, remarksLeftOut, signsLeftOut, styledByClass, styles, wordLists } from "./word.js";

const EMBEDDED =
  "img, picture, svg, canvas, video, audio, iframe, object, embed, math, v\\:shape, v\\:imagedata";
const FIELDS = "input, select, textarea, button, progress, meter, dialog, template";
const SILENT = "script, style, meta, link, title, head, base, noscript, v\\:shapetype, xml";
const BLOCKS = "p, div, h1, h2, h3, h4, h5, h6, li, ul, ol, blockquote, pre, table, tr, section, br";
const KNOWN = new Set(
  ("a abbr address article aside b big blockquote body br caption center cite code col colgroup dd " +
    "del dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i ins kbd " +
    "label legend li main mark nav ol p pre q s samp search section small span strike strong sub " +
    "summary details sup table tbody td tfoot th thead time tr tt u ul var wbr o:p st1:place " +
    "google-sheets-html-origin").split(" "),
);
const CANNOT_BE_PRINTED =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ue000-\uf8ff]/g;
const PLAIN_COLOURS = /^(#0{3,6}|black|windowtext|auto|inherit|initial|unset|currentcolor|transparent|none|white|#f{3,6}|rgb\(0, ?0, ?0\)|rgb\(255, ?255, ?255\)|rgba\(0, ?0, ?0, ?0\))$/i;

const counted = (number, one, several) => (number === 1 ? `1 ${one}` : `${number} ${several}`);

function unwrapped(element) {
  element.replaceWith(...element.childNodes);
}

function wrapped(element, tag) {
  const outer = element.ownerDocument.createElement(tag);
  outer.append(...element.childNodes);
  element.append(outer);
}

class Paste {
  constructor(html) {
    const renamed = html.replace(/<style\b[^]*?<\/style\s*>/gi, "").replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="));
    this.body = new DOMParser().parseFromString(renamed, "text/html").body;
    this.sheets = [...html.matchAll(/<style\b[^>]*>([^]*?)<\/style\s*>/gi)].map((one) => one[1]).join("\n");
    this.dropped = [];
    this.hasLostWords = false;
  }

  all(selector) {
    return [...this.body.querySelectorAll(selector)];
  }

  drop(what) {
    if (!this.dropped.includes(what)) this.dropped.push(what);
  }

  lost(number, one, several) {
    if (!number) return;
    this.drop(counted(number, one, several));
    this.hasLostWords = true;
  }

  html() {
    this.comments();
    styledByClass(this.body, this.sheets);
    for (const one of this.all(SILENT)) one.remove();
    this.embedded();
    wordLists(this.body);
    wordOnline(this.body);
    listMarks(this.body);
    this.deleted();
    this.lost(remarksLeftOut(this.body), "remark", "remarks");
    this.lost(signsLeftOut(this.body), "sign of a symbol font", "signs of a symbol font");
    if (notes(this.body)) this.drop("bold and italic words in notes");
    lineEndsBetweenBlocks(this.body);
    plainParagraphs(this.body);
    this.marks();
    this.links();
    this.tables();
    this.unknown();
    for (const one of this.all("[data-style]")) one.removeAttribute("data-style");
    this.characters();
    return this.body.innerHTML;
  }

  comments() {
    const walker = document.createTreeWalker(this.body, NodeFilter.SHOW_COMMENT);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    for (const one of found) one.remove();
  }

  embedded() {
    const pictures = this.all(EMBEDDED).filter((one) => !one.parentElement.closest(EMBEDDED));
    for (const one of pictures) one.remove();
    if (pictures.length) this.drop(counted(pictures.length, "picture", "pictures or films"));
    const fields = this.all(FIELDS);
    for (const one of fields) one.remove();
    if (fields.length) this.drop("fields of a form");
  }

  // What somebody deleted while changes were tracked.
  deleted() {
    const found = this.all("del").filter((one) => one.textContent.trim());
    for (const one of found) one.remove();
    this.lost(found.length, "deleted passage", "deleted passages");
  }

  marks() {
    for (const one of this.all("b, strong")) {
      if (/^(normal|[1-5]00)$/.test(styles(one)["font-weight"] ?? "")) unwrapped(one);
    }
    for (const one of this.all("*")) {
      const style = styles(one);
      const line = `${style["text-decoration"] ?? ""} ${style["text-decoration-line"] ?? ""}`;
      const isWord = one.matches("span, font, ins, u, s, a, mark");
      if (isWord && /^(bold|bolder|[6-9]00)$/.test(style["font-weight"] ?? "")) wrapped(one, "strong");
      if (isWord && style["font-style"] === "italic") wrapped(one, "em");
      if (line.includes("line-through") || one.matches("s, strike")) {
        this.drop("the lines through words that are struck out");
      } else if ((line.includes("underline") || one.matches("u")) && !one.closest("a")) {
        this.drop("underlining");
      }
      if (one.matches("sub, sup") && one.textContent.trim()) this.drop("raised and lowered letters");
      const colours = [style.color, style["background-color"], style.background, one.getAttribute("color"), one.getAttribute("bgcolor")];
      if (one.matches("mark") || (!one.closest("a") && colours.some((each) => each && !PLAIN_COLOURS.test(each.split(" ")[0])))) {
        this.drop("colours");
      }
    }
    for (const one of this.all("tt, kbd, samp")) wrapped(one, "code");
  }

  links() {
    const lost = this.all("a").filter((one) => !mayBeLinked((one.getAttribute("href") ?? "").trim()));
    const named = lost.filter((one) => one.hasAttribute("href"));
    for (const one of lost) unwrapped(one);
    if (named.length) this.drop(counted(named.length, "link that leads to no web address", "links that lead to no web address"));
  }

  tables() {
    for (const table of this.all("table table")) unwrapped(table);
    for (const caption of this.all("caption")) {
      const paragraph = document.createElement("p");
      paragraph.append(...caption.childNodes);
      caption.closest("table")?.before(paragraph);
      caption.remove();
    }
    for (const one of this.all("td, th")) {
      const several = [...one.querySelectorAll("p, li, div")].filter((block) => block.textContent.trim() && !block.querySelector("p, li, div"));
      if (several.length > 1) this.drop("paragraphs within cells");
      for (const block of [...one.querySelectorAll(BLOCKS)]) {
        block.before(" ");
        block.after(" ");
        unwrapped(block);
      }
    }
    let joined = false;
    for (const table of this.all("table")) {
      const rows = [...table.querySelectorAll("tr")];
      for (const [at, row] of rows.entries()) {
        for (const one of [...row.cells ?? []]) {
          const [wide, high] = [one.colSpan, one.rowSpan];
          if (wide <= 1 && high <= 1) continue;
          joined = true;
          const place = [...row.cells].indexOf(one);
          for (let added = 1; added < Math.min(wide, 50); added += 1) one.after(document.createElement(one.tagName));
          for (const below of rows.slice(at + 1, at + Math.min(high, 200))) {
            for (let added = 0; added < Math.min(wide, 50); added += 1) {
              below.insertBefore(document.createElement("td"), below.cells[place] ?? null);
            }
          }
          one.removeAttribute("colspan");
          one.removeAttribute("rowspan");
        }
      }
    }
    if (joined) this.drop("the joining of cells");
  }

  unknown() {
    const names = new Set(this.all("*").map((one) => one.localName).filter((one) => !KNOWN.has(one)));
    if (names.size) this.drop(`unknown elements (${[...names].slice(0, 3).join(", ")})`);
  }

  characters() {
    const walker = document.createTreeWalker(this.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) walker.currentNode.data = this.plain(walker.currentNode.data);
  }

  plain(text) {
    const kept = text.replace(CANNOT_BE_PRINTED, (sign) => ("\n\r".includes(sign) ? sign : ""));
    if (kept.length < text.length) this.drop("characters that cannot be printed");
    return kept;
  }
}

const said = ({ dropped, hasLostWords }) =>
  dropped.length ? `Left out of what you pasted: ${dropped.join(", ")}. ${hasLostWords ? "All other words" : "The words"} are kept.` : "";

// Returns the HTML that is kept, and a line on what was left out; '' for nothing.
export function cleaned(html) {
  if (html.includes("data-pm-slice")) return { html, left: "" };
  const paste = new Paste(html);
  return { html: paste.html(), left: said(paste) };
}

export function cleanedText(text) {
  const paste = new Paste("");
  return { text: paste.plain(text), left: said(paste) };
}
