// The row of buttons: one stop for the Tab key, arrows from one to the next (WAI-ARIA: toolbar).
import { BUTTONS } from "./commands.js";
import { button, element } from "./dom.js";

const isMac = navigator.platform.startsWith("Mac");
const WORDS = { Mod: isMac ? "Cmd" : "Ctrl", ArrowRight: "→", ArrowLeft: "←" };
const ARIA = { Mod: isMac ? "Meta" : "Control" };

const shown = (keys) => keys.split("-").map((one) => WORDS[one] ?? (one.length === 1 ? one.toUpperCase() : one)).join("+");
const aria = (keys) => keys.split("-").map((one) => ARIA[one] ?? one).join("+");

export class Toolbar {
  constructor(id, open) {
    this.known = [];
    const groups = BUTTONS.map((group) =>
      element("div", { class: "desk-toolbar__group" }, ...group.map((about) => this.made(about, open))));
    this.dom = element(
      "div",
      { class: "desk-toolbar", role: "toolbar", "aria-label": "Text", "aria-controls": id },
      ...groups,
    );
    this.dom.addEventListener("keydown", (event) => this.moved(event));
  }

  made(about, open) {
    const dom = button(about.name, () => {
      if (dom.getAttribute("aria-disabled") === "true") return;
      if (about.dialog) open(about.dialog);
      else {
        about.run(this.view.state, this.view.dispatch, this.view);
        this.view.focus();
      }
    }, {
      tabindex: "-1",
      title: about.keys ? `${about.name} (${shown(about.keys)})` : about.name,
      "aria-keyshortcuts": about.keys ? aria(about.keys) : undefined,
    });
    // The cursor stays in the text when a mouse is pressed here.
    dom.addEventListener("mousedown", (event) => event.preventDefault());
    this.known.push({ about, dom });
    return dom;
  }

  update(view) {
    this.view = view;
    for (const { about, dom } of this.known) {
      if (about.on) dom.setAttribute("aria-pressed", String(about.on(view.state)));
      if (about.only) dom.hidden = !about.only(view.state);
      const can = about.dialog || about.run(view.state, undefined, view);
      dom.setAttribute("aria-disabled", String(!can));
    }
    for (const group of this.dom.children) {
      group.hidden = [...group.children].every((one) => one.hidden);
    }
    this.stops();
  }

  get buttons() {
    return this.known.map(({ dom }) => dom).filter((dom) => !dom.hidden);
  }

  stops(at) {
    const buttons = this.buttons;
    const stop = at ?? buttons.find((one) => one.tabIndex === 0) ?? buttons[0];
    for (const { dom } of this.known) dom.tabIndex = dom === stop ? 0 : -1;
    return stop;
  }

  focus() {
    this.stops().focus();
  }

  moved(event) {
    const buttons = this.buttons;
    const at = buttons.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (event.key === "Escape") this.view.focus();
    if (to === undefined || event.altKey) return;
    event.preventDefault();
    this.stops(buttons.at(to % buttons.length)).focus();
  }
}
