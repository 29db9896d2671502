// Makes an editor of the form for a text: see docs/desk.md. Without this script the form works too.
import { baseKeymap } from "prosemirror-commands";
import { gapCursor } from "prosemirror-gapcursor";
import { history } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { Node, Slice, Fragment } from "prosemirror-model";
import { EditorState, Plugin } from "prosemirror-state";
import { isInTable, tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import { askFor } from "./asking.js";
import { keys, typed } from "./commands.js";
import { button, element } from "./dom.js";
import { cleaned, cleanedText } from "./paste.js";
import { Saving } from "./saving.js";
import { schema } from "./schema.js";
import { Toolbar } from "./toolbar.js";

class Editor {
  constructor(form) {
    this.form = form;
    this.area = form.querySelector("textarea");
    this.label = form.querySelector("label");
    this.label.id = "text-label";
    this.status = element("p", { class: "desk-status", role: "status" }, "Saved as you type.");
    this.left = element("p", { class: "desk-status", role: "status" });
    this.problems = element("div", { class: "desk-problems", role: "status", "aria-label": "What is to be put right in this text" });
    this.other = element("div", { class: "desk-other", role: "status" });
    this.switch = button("Show as Markdown", () => this.switched(), { class: "govuk-button govuk-button--secondary" });
    this.toolbar = new Toolbar("editor", (what) => this.asked(what));
    this.place = element("div", { class: "desk-editor", hidden: true }, this.toolbar.dom);
    this.help = document.getElementById("how-editor");
    this.saving = new Saving(form.dataset.edit, form.elements.at.value, this.area.value, {
      written: () => this.written(),
      answered: (answer) => this.answered(answer),
      told: (line, isPassing) => this.told(line, isPassing),
      typed: form.dataset.typed,
    });
    this.before = this.area.value;
    this.isMarkdown = true;
  }

  start() {
    this.area.before(this.place);
    this.place.before(this.other);
    this.area.after(this.left, this.status, this.problems);
    this.form.querySelector("button[type=submit]").after(this.switch);
    this.area.addEventListener("input", () => this.saving.changed());
    this.form.addEventListener("submit", (event) => this.submitted(event));
    addEventListener("pagehide", () => this.saving.leaving());
    addEventListener("beforeunload", (event) => {
      if (this.saving.losesSomething) event.preventDefault();
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.saving.save();
    });
    return this.shown();
  }

  // --- the two ways to write -----------------------------------------------------

  written() {
    if (this.isMarkdown) return { text: this.area.value };
    return { document: JSON.stringify(this.view.state.doc), before: this.before };
  }

  // Shows the Markdown of the field in the editor, if the editor can hold it.
  async shown() {
    let answer;
    try {
      answer = await this.saving.asked({ text: this.area.value });
    } catch {
      this.told("The desk does not answer. You can write on as Markdown.");
      return;
    }
    this.problem(answer.problems);
    // What was wrong when the page was made: from now on it stands below the text.
    document.querySelector(".govuk-error-summary")?.remove();
    for (const one of document.querySelectorAll("[id^=text-told-]")) one.remove();
    this.area.setAttribute("aria-describedby", "how-markdown");
    this.area.classList.remove("govuk-textarea--error");
    this.area.parentElement.classList.remove("govuk-form-group--error");
    if (!answer.document) {
      this.told(`This text can be written as Markdown alone. ${answer.reason}`);
      this.switch.textContent = "Show as a document";
      return;
    }
    this.before = answer.text;
    try {
      this.open(answer.document);
    } catch (failure) {
      this.told(`This text can be written as Markdown alone: the editor cannot hold it (${failure.message}).`);
      return;
    }
  }

  open(made) {
    const doc = Node.fromJSON(schema, made);
    doc.check();
    const state = EditorState.create({ doc, plugins: this.plugins() });
    if (this.view) this.view.updateState(state);
    else this.view = this.viewed(state);
    this.toolbar.update(this.view);
    this.mode(false);
  }

  async switched() {
    if (this.isMarkdown) {
      await this.shown();
      this.focus();
      return;
    }
    try {
      const answer = await this.saving.asked(this.written());
      this.problem(answer.problems);
      if (answer.text === null) return;
      this.area.value = answer.text;
      this.mode(true);
      this.focus();
    } catch {
      this.told("The desk does not answer, so the Markdown cannot be shown now.");
    }
  }

  mode(isMarkdown) {
    this.isMarkdown = isMarkdown;
    this.area.hidden = !isMarkdown;
    this.place.hidden = isMarkdown;
    this.switch.textContent = isMarkdown ? "Show as a document" : "Show as Markdown";
    document.getElementById("how-markdown").hidden = !isMarkdown;
    this.help.hidden = isMarkdown;
  }

  focus() {
    if (this.isMarkdown) this.area.focus();
    else this.view.focus();
  }

  plugins() {
    return [
      typed(),
      keymap(keys((what) => this.asked(what))),
      keymap({
        "Alt-F10": () => {
          this.toolbar.focus();
          return true;
        },
        "Mod-s": () => {
          this.saving.save();
          return true;
        },
      }),
      keymap(baseKeymap),
      history(),
      gapCursor(),
      tableEditing(),
      new Plugin({ props: this.pasting() }),
    ];
  }

  pasting() {
    return {
      transformPastedHTML: (html) => {
        const { html: kept, left } = cleaned(html);
        this.left.textContent = left;
        return kept;
      },
      transformPastedText: (text) => {
        const { text: kept, left } = cleanedText(text);
        this.left.textContent = left;
        return kept;
      },
      handlePaste: (view, _event, slice) => {
        if (!isInTable(view.state) || slice.content.childCount < 2) return false;
        if (slice.content.firstChild.type.spec.tableRole) return false;
        // A cell holds one paragraph.
        const words = slice.content.textBetween(0, slice.content.size, " ", " ");
        view.dispatch(view.state.tr.replaceSelection(new Slice(Fragment.from(schema.text(words)), 0, 0)));
        return true;
      },
      handleDoubleClickOn: (_view, _pos, node) => node.type === schema.nodes.note && this.asked("note"),
    };
  }

  viewed(state) {
    const view = new EditorView(this.place, {
      state,
      attributes: {
        id: "editor",
        class: "govuk-textarea desk-document",
        role: "textbox",
        "aria-multiline": "true",
        ...(this.area.lang ? { lang: this.area.lang } : {}),
        "aria-labelledby": "text-label",
        "aria-describedby": "how-keys",
        spellcheck: "true",
      },
      dispatchTransaction: (transaction) => {
        view.updateState(view.state.apply(transaction));
        this.toolbar.update(view);
        if (transaction.docChanged) this.saving.changed();
      },
    });
    this.label.addEventListener("click", () => view.focus());
    return view;
  }

  asked(what) {
    return askFor(what, this.view, (line) => this.told(line));
  }

  // --- saving --------------------------------------------------------------------

  told(line, isPassing = false) {
    // What passes in a moment is not read out.
    this.status.setAttribute("aria-live", isPassing ? "off" : "polite");
    if (this.status.textContent !== line) this.status.textContent = line;
  }

  problem(problems) {
    const made = problems.map((one) =>
      element(
        "li",
        {},
        element("strong", { class: `govuk-tag govuk-tag--${one.severity === "error" ? "red" : "yellow"}` }, one.severity),
        ` ${one.message}. ${one.hint} `,
        element("span", { class: "govuk-hint govuk-!-display-inline" }, one.code),
      ));
    const said = made.map((one) => one.textContent).join("\n");
    if (said === this.problemsSaid) return;
    this.problemsSaid = said;
    this.problems.replaceChildren(...(made.length ? [element("ul", { class: "govuk-list desk-words" }, ...made)] : []));
  }

  answered(answer) {
    this.problem(answer.now === undefined ? answer.problems : []);
    if (answer.now !== undefined) this.overtaken(answer);
    else if (answer.saved) {
      if (!this.isMarkdown) this.before = answer.text;
      const lost = answer.lost_marks ? " Some words in bold or italics are saved as plain words: Markdown cannot write them there." : "";
      if (this.saving.isSaved) this.told(`Saved.${lost}`, !lost);
    } else this.told("Not saved: see what is to be put right.");
  }

  // Somebody else has changed the text: both are shown, and nothing is written until one is chosen.
  overtaken(answer) {
    this.saving.hold();
    this.told("Not saved: somebody else has changed this text.");
    const settle = (run) => async () => {
      this.other.replaceChildren();
      this.saving.release(answer.now);
      await run();
      this.focus();
    };
    this.other.replaceChildren(
      element("h2", { class: "govuk-heading-m" }, "Somebody else has changed this text"),
      element("p", { class: "govuk-body" }, "It says now:"),
      element("div", { class: "govuk-inset-text" }, element("p", { class: "desk-typed" }, answer.now.trim() || "(nothing)")),
      element("p", { class: "govuk-body" }, "What you wrote is below, and is not saved yet. Put into it what is to stay of theirs."),
      element(
        "div",
        { class: "govuk-button-group" },
        button("Save what I wrote", settle(() => {
          this.saving.changed();
          return this.saving.save();
        }), { class: "govuk-button" }),
        button("Take what it says now", settle(() => {
          this.saving.saved = this.saving.changes;
          this.area.value = answer.now.replace(/\n+$/, "");
          this.told("This is what it says now.");
          return this.shown();
        }), { class: "govuk-button govuk-button--secondary" }),
      ),
    );
  }

  async submitted(event) {
    event.preventDefault();
    if (!(await this.saving.save())) return;
    location.href = this.form.dataset.after;
  }
}

const form = document.querySelector("form[data-edit]");
if (form) new Editor(form).start();
