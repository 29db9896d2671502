// What the editor can hold: what docs/text.md has, and nothing else.
// s55/richtext/editor reads and makes the same kinds of nodes.
import { Schema } from "prosemirror-model";

const ADDRESS = /^(https?:\/\/\S+|mailto:[^\s@]+@[^\s@]+|tel:\+?[\d().-]+)$/i;

export const mayBeLinked = (address) => ADDRESS.test(address);

const STYLES = { a: "lower-alpha", A: "upper-alpha", i: "lower-roman", I: "upper-roman" };

function numbersOf(dom) {
  const start = Number.parseInt(dom.getAttribute("start") ?? "1", 10);
  const type = dom.getAttribute("type") ?? "1";
  const style = type in STYLES ? type : "1";
  return {
    start: Number.isNaN(start) ? 1 : Math.max(0, start),
    style: dom.dataset.marks ?? style,
    delimiter: dom.dataset.delimiter ?? ".",
    tight: true,
  };
}

const cell = {
  content: "paragraph",
  attrs: { align: { default: "" }, colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null } },
  isolating: true,
};
const alignOf = (dom) => ({
  align: ["left", "center", "right"].find((one) => one === (dom.dataset.align ?? dom.getAttribute("align"))) ?? "",
});

export const schema = new Schema({
  nodes: {
    doc: { content: "block+" },
    paragraph: {
      content: "inline*",
      group: "block",
      parseDOM: [{ tag: "p" }],
      toDOM: () => ["p", 0],
    },
    heading: {
      attrs: { level: { default: 2 } },
      content: "(text | hard_break)*",
      group: "block",
      defining: true,
      parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({
        tag: `h${level}`,
        getAttrs: (dom) => ({ level: Number(dom.dataset.level ?? (level <= 2 ? 2 : 3)) }),
      })),
      toDOM: (node) => [node.attrs.level <= 2 ? "h2" : "h3", { "data-level": node.attrs.level }, 0],
    },
    bullet_list: {
      attrs: { tight: { default: true } },
      content: "list_item+",
      group: "block",
      parseDOM: [{ tag: "ul" }],
      toDOM: () => ["ul", 0],
    },
    ordered_list: {
      attrs: {
        start: { default: 1 },
        style: { default: "1" },
        delimiter: { default: "." },
        tight: { default: true },
      },
      content: "list_item+",
      group: "block",
      parseDOM: [{ tag: "ol", getAttrs: numbersOf }],
      toDOM: ({ attrs: { start, style, delimiter } }) => [
        "ol",
        { start, type: style, "data-marks": style, "data-delimiter": delimiter },
        0,
      ],
    },
    list_item: {
      attrs: { value: { default: null } },
      content: "paragraph block*",
      defining: true,
      parseDOM: [{ tag: "li" }],
      toDOM: ({ attrs: { value } }) => ["li", value === null ? {} : { value }, 0],
    },
    blockquote: {
      content: "block+",
      group: "block",
      defining: true,
      parseDOM: [{ tag: "blockquote" }],
      toDOM: () => ["blockquote", 0],
    },
    code_block: {
      content: "text*",
      marks: "",
      group: "block",
      code: true,
      defining: true,
      parseDOM: [{ tag: "pre", preserveWhitespace: "full" }],
      toDOM: () => ["pre", ["code", 0]],
    },
    horizontal_rule: {
      group: "block",
      parseDOM: [{ tag: "hr" }],
      toDOM: () => ["hr"],
    },
    table: {
      content: "table_row+",
      group: "block",
      tableRole: "table",
      isolating: true,
      parseDOM: [{ tag: "table" }],
      toDOM: () => ["table", ["tbody", 0]],
    },
    table_row: {
      content: "(table_header | table_cell)*",
      tableRole: "row",
      parseDOM: [{ tag: "tr" }],
      toDOM: () => ["tr", 0],
    },
    table_header: {
      ...cell,
      tableRole: "header_cell",
      parseDOM: [{ tag: "th", getAttrs: alignOf }],
      toDOM: ({ attrs: { align } }) => ["th", { scope: "col", "data-align": align }, 0],
    },
    table_cell: {
      ...cell,
      tableRole: "cell",
      parseDOM: [{ tag: "td", getAttrs: alignOf }],
      toDOM: ({ attrs: { align } }) => ["td", { "data-align": align }, 0],
    },
    text: { group: "inline" },
    hard_break: {
      inline: true,
      group: "inline",
      selectable: false,
      parseDOM: [{ tag: "br" }],
      toDOM: () => ["br"],
    },
    note: {
      attrs: { label: { default: "" }, markdown: { default: "" } },
      inline: true,
      group: "inline",
      atom: true,
      parseDOM: [
        {
          tag: "span[data-note]",
          getAttrs: (dom) => ({ label: dom.dataset.label ?? "", markdown: dom.dataset.note }),
        },
      ],
      toDOM: ({ attrs: { label, markdown } }) => [
        "span",
        { class: "desk-note", "data-note": markdown, "data-label": label, title: markdown },
        "note",
      ],
    },
  },
  marks: {
    link: {
      attrs: { href: {}, title: { default: "" } },
      inclusive: false,
      parseDOM: [
        {
          tag: "a[href]",
          getAttrs: (dom) => {
            const href = dom.getAttribute("href").trim();
            return mayBeLinked(href) ? { href, title: dom.getAttribute("title") ?? "" } : false;
          },
        },
      ],
      toDOM: ({ attrs: { href, title } }) => ["a", title ? { href, title } : { href }, 0],
    },
    em: { parseDOM: [{ tag: "i" }, { tag: "em" }], toDOM: () => ["em", 0] },
    strong: { parseDOM: [{ tag: "b" }, { tag: "strong" }], toDOM: () => ["strong", 0] },
    code: { parseDOM: [{ tag: "code" }], toDOM: () => ["code", 0] },
  },
});
