// What the buttons and the keys of the editor do.
import { chainCommands, exitCode, lift, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { InputRule, inputRules, textblockTypeInputRule, wrappingInputRule } from "prosemirror-inputrules";
import { liftListItem, sinkListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
import { NodeSelection, TextSelection } from "prosemirror-state";
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, goToNextCell, isInTable, selectedRect } from "prosemirror-tables";
import { schema } from "./schema.js";

const { nodes, marks } = schema;

function around(state, test) {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const node = $from.node(depth);
    if (test(node)) return { node, pos: $from.before(depth) };
  }
  return null;
}

function hasMark(state, type) {
  const { from, $from, to, empty } = state.selection;
  return empty ? Boolean(type.isInSet(state.storedMarks ?? $from.marks())) : state.doc.rangeHasMark(from, to, type);
}

const isList = (node) => node.type === nodes.bullet_list || node.type === nodes.ordered_list;

const KINDS = {
  bullets: { type: nodes.bullet_list, attrs: {} },
  numbers: { type: nodes.ordered_list, attrs: { style: "1", delimiter: "." } },
  letters: { type: nodes.ordered_list, attrs: { style: "a", delimiter: "()" } },
};

function kindOf(node) {
  if (node.type === nodes.bullet_list) return "bullets";
  return node.attrs.style === "1" && node.attrs.delimiter !== "()" ? "numbers" : "letters";
}

const inList = (state, kind) => {
  const found = around(state, isList);
  return found !== null && kindOf(found.node) === kind;
};

// Makes a list of paragraphs, another kind of a list, and paragraphs of a list of this kind.
function list(kind) {
  const { type, attrs } = KINDS[kind];
  return (state, dispatch) => {
    const found = around(state, isList);
    if (found === null) return wrapInList(type, attrs)(state, dispatch);
    if (kindOf(found.node) === kind) return liftListItem(nodes.list_item)(state, dispatch);
    dispatch?.(state.tr.setNodeMarkup(found.pos, type, { tight: found.node.attrs.tight, ...attrs }));
    return true;
  };
}

const inHeading = (state, low) => {
  const { parent } = state.selection.$from;
  return parent.type === nodes.heading && (low ? parent.attrs.level > 2 : parent.attrs.level <= 2);
};

function heading(level) {
  return (state, dispatch) =>
    inHeading(state, level > 2)
      ? setBlockType(nodes.paragraph)(state, dispatch)
      : setBlockType(nodes.heading, { level })(state, dispatch);
}

const inQuote = (state) => around(state, (node) => node.type === nodes.blockquote) !== null;

function quote(state, dispatch) {
  const { $from, $to } = state.selection;
  if (!inQuote(state)) return wrapIn(nodes.blockquote)(state, dispatch);
  const range = $from.blockRange($to, (node) => node.type === nodes.blockquote);
  if (range === null) return lift(state, dispatch);
  dispatch?.(state.tr.lift(range, range.depth - 1).scrollIntoView());
  return true;
}

function table(state, dispatch) {
  if (isInTable(state)) return false;
  const row = (type) => nodes.table_row.create(null, [0, 1, 2].map(() => type.createAndFill()));
  const made = nodes.table.create(null, [row(nodes.table_header), row(nodes.table_cell), row(nodes.table_cell)]);
  if (dispatch) {
    const tr = state.tr.replaceSelectionWith(made);
    const at = tr.mapping.map(state.selection.from, -1);
    tr.setSelection(TextSelection.near(tr.doc.resolve(Math.max(0, at - 1)), 1));
    tr.doc.nodesBetween(Math.max(0, at - 2), tr.doc.content.size, (node, pos) => {
      if (node.eq(made)) tr.setSelection(TextSelection.near(tr.doc.resolve(pos + 1), 1));
    });
    dispatch(tr.scrollIntoView());
  }
  return true;
}

// The first row of a table is its head, as in the Markdown: also if the head before was deleted.
function headed(tr, start) {
  let at = start + 1;
  tr.doc.nodeAt(start - 1)?.firstChild.forEach((cell) => {
    tr.setNodeMarkup(at, nodes.table_header, cell.attrs);
    at += cell.nodeSize;
  });
  return tr;
}

const row = (state, dispatch) => {
  if (!isInTable(state)) return false;
  const { map, tableStart } = selectedRect(state);
  if (map.height === 1) return deleteTable(state, dispatch);
  return deleteRow(state, dispatch && ((tr) => dispatch(headed(tr, tableStart))));
};
const column = (state, dispatch) => {
  if (!isInTable(state)) return false;
  const { map } = selectedRect(state);
  return map.width === 1 ? deleteTable(state, dispatch) : deleteColumn(state, dispatch);
};

const plain = (state, dispatch) => {
  const { from, to } = state.selection;
  dispatch?.(state.tr.removeMark(from, to).setStoredMarks([]));
  return true;
};

const lineEnd = chainCommands(exitCode, (state, dispatch) => {
  if (!state.selection.$from.parent.inlineContent) return false;
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create(), true).scrollIntoView());
  return true;
});

const markItem = splitListItem(nodes.list_item);

// The buttons, in groups: what they are called, the keys of each, what they do, whether they are on.
export const BUTTONS = [
  [
    { name: "Bold", keys: "Mod-b", run: toggleMark(marks.strong), on: (state) => hasMark(state, marks.strong) },
    { name: "Italic", keys: "Mod-i", run: toggleMark(marks.em), on: (state) => hasMark(state, marks.em) },
    { name: "Link", keys: "Mod-k", dialog: "link", on: (state) => hasMark(state, marks.link) },
  ],
  [
    { name: "Heading", keys: "Mod-Alt-1", run: heading(2), on: (state) => inHeading(state, false) },
    { name: "Lower heading", keys: "Mod-Alt-2", run: heading(3), on: (state) => inHeading(state, true) },
  ],
  [
    { name: "Bullets", keys: "Mod-Shift-l", run: list("bullets"), on: (state) => inList(state, "bullets") },
    { name: "Numbers", keys: "Mod-Shift-7", run: list("numbers"), on: (state) => inList(state, "numbers") },
    { name: "Letters", keys: "Mod-Shift-8", run: list("letters"), on: (state) => inList(state, "letters") },
    { name: "Further in", keys: "Alt-Shift-ArrowRight", run: sinkListItem(nodes.list_item) },
    { name: "Further out", keys: "Alt-Shift-ArrowLeft", run: liftListItem(nodes.list_item) },
  ],
  [
    { name: "Quotation", keys: "Mod-Shift-9", run: quote, on: inQuote },
    { name: "Table", run: table },
    { name: "Note", keys: "Mod-Alt-f", dialog: "note" },
  ],
  [
    { name: "Row below", run: addRowAfter, only: isInTable },
    { name: "Column to the right", run: addColumnAfter, only: isInTable },
    { name: "Delete row", run: row, only: isInTable },
    { name: "Delete column", run: column, only: isInTable },
  ],
  [
    { name: "Undo", keys: "Mod-z", run: undo },
    { name: "Redo", keys: "Mod-y", run: redo },
  ],
];

export function keys(open) {
  const made = {
    "Mod-Shift-z": redo,
    "Mod-Alt-0": setBlockType(nodes.paragraph),
    "Mod-`": toggleMark(marks.code),
    "Mod-Space": plain,
    "Shift-Enter": lineEnd,
    Enter: chainCommands(markItem, (state) => isInTable(state)),
    Tab: goToNextCell(1),
    "Shift-Tab": goToNextCell(-1),
  };
  for (const { keys: pressed, run, dialog } of BUTTONS.flat()) {
    if (!pressed) continue;
    made[pressed] = dialog ? () => open(dialog) : run;
  }
  return made;
}

const begins = (mark) => (/\d/.test(mark) ? "1" : mark);

export const typed = () =>
  inputRules({
    rules: [
      textblockTypeInputRule(/^(#{2,6})\s$/, nodes.heading, (found) => ({ level: found[1].length })),
      wrappingInputRule(/^\s*>\s$/, nodes.blockquote),
      wrappingInputRule(/^\s*[-*•]\s$/, nodes.bullet_list),
      wrappingInputRule(/^(\d{1,3})([.)])\s$/, nodes.ordered_list, (found) => ({
        start: Number(found[1]), style: "1", delimiter: found[2], tight: true,
      })),
      wrappingInputRule(/^(\(?)([aAiI1])\)\s$/, nodes.ordered_list, (found) => ({
        start: 1, style: begins(found[2]), delimiter: found[1] ? "()" : ")", tight: true,
      })),
      new InputRule(/`([^`]+)`$/, (state, found, start, end) =>
        state.tr.replaceWith(start, end, schema.text(found[1], [marks.code.create()])).removeStoredMark(marks.code)),
    ],
  });

// The link or note that the cursor is at: what the dialog shows.
export function linkAt(state) {
  const { $from, empty } = state.selection;
  const mark = marks.link.isInSet($from.marks()) ?? marks.link.isInSet($from.nodeAfter?.marks ?? []);
  if (!mark || !empty) return { mark: mark ?? null, from: state.selection.from, to: state.selection.to };
  let [from, to] = [$from.pos, $from.pos];
  $from.parent.forEach((node, offset) => {
    const begin = $from.start() + offset;
    const end = begin + node.nodeSize;
    if (mark.isInSet(node.marks) && begin <= $from.pos && end >= $from.pos) [from, to] = [Math.min(from, begin), Math.max(to, end)];
  });
  return { mark, from, to };
}

export function setLink(view, href) {
  const { mark, from, to } = linkAt(view.state);
  const tr = view.state.tr;
  if (!href) tr.removeMark(from, to, marks.link);
  else if (from === to) tr.insertText(href, from).addMark(from, from + href.length, marks.link.create({ href }));
  else tr.addMark(from, to, marks.link.create({ href, title: mark?.attrs.title ?? "" }));
  view.dispatch(tr);
}

export function noteAt(state) {
  const { selection } = state;
  if (selection instanceof NodeSelection && selection.node.type === nodes.note) return { node: selection.node, pos: selection.from };
  const { $from, empty } = selection;
  if (!empty) return null;
  if ($from.nodeBefore?.type === nodes.note) return { node: $from.nodeBefore, pos: $from.pos - 1 };
  if ($from.nodeAfter?.type === nodes.note) return { node: $from.nodeAfter, pos: $from.pos };
  return null;
}

export function setNote(view, markdown) {
  const found = noteAt(view.state);
  const tr = view.state.tr;
  if (found && !markdown) tr.delete(found.pos, found.pos + 1);
  else if (found) tr.setNodeMarkup(found.pos, null, { ...found.node.attrs, markdown });
  else if (markdown) tr.insert(view.state.selection.to, nodes.note.create({ markdown }));
  view.dispatch(tr);
}

export const mayHaveNote = (state) => state.selection.$to.parent.contentMatchAt(0).matchType(nodes.note) !== null;
