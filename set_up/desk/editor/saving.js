// Saves as one types: at most a second after the first change, and at once when the page is left.
// What the desk does not take stays in the page, and is sent again.

import { Showing } from "./showing.js";

const AFTER = 600;
const AT_MOST = 1000;
const AGAIN = 1500;
const ONE_STATE = 10 * 60 * 1000;

// What a browser sends although the page is left: 64 kB, together with what is on its way.
const MOST_WHEN_LEAVING = 60_000;

const WHY = {
  key: "the desk was started again. Open it once more in this browser, at the address that it printed; then this page saves by itself.",
  page: "the desk cannot take this. Show the text as Markdown, and copy what you wrote; it may be too long.",
  fault: "the desk has a fault. What you wrote is kept in this page, and sent again.",
  silent: "the desk does not answer. What you wrote is kept in this page, and saved as soon as it does.",
};

export class Saving {
  // `written` gives the fields that say what is written now; `answered` takes what the desk says;
  // `told` shows a line. `typed` is the address to which goes what is being typed, for the preview.
  constructor(address, at, basis, { written, answered, told, typed }) {
    Object.assign(this, { address, at, basis, written, answered, told });
    this.showing = typed ? new Showing(this, typed) : null;
    this.changes = 0;
    this.saved = 0;
    this.isHeld = false;
    this.begun = 0;
    this.running = null;
    this.waiting = null;
    this.onItsWay = null;
    this.unsure = null;
  }

  get isSaved() {
    return this.saved === this.changes;
  }

  changed() {
    this.changes += 1;
    if (this.isHeld) return;
    this.showing?.changed();
    this.first ??= Date.now();
    const rest = this.first + AT_MOST - Date.now();
    this.later(Math.max(0, Math.min(AFTER, rest)));
  }

  later(time) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), time);
  }

  // Waits until somebody has decided which text is to stand.
  hold() {
    this.isHeld = true;
    clearTimeout(this.timer);
  }

  release(basis) {
    this.isHeld = false;
    this.basis = basis;
  }

  async asked(fields, options = {}, address = this.address) {
    const body = new URLSearchParams(this.body(fields));
    const answer = await fetch(address, { method: "POST", body, ...options });
    if (answer.status === 403) throw new Error("key");
    // It may have been written before: it is sent again until the desk can say so.
    if (answer.status >= 500) throw new Error("fault");
    if (!(answer.headers.get("content-type") ?? "").includes("json")) throw new Error("page");
    return answer.json();
  }

  fields(written) {
    const isNew = Date.now() - this.begun > ONE_STATE;
    return { ...written, basis: this.basis, save: "yes", continues: isNew ? "" : "yes" };
  }

  // Saves what is written by the time that the save before is answered: one is on its way, and one
  // waits for it at most.
  save() {
    clearTimeout(this.timer);
    this.waiting ??= this.next();
    return this.waiting;
  }

  async next() {
    await this.running;
    this.waiting = null;
    if (this.isSaved || this.isHeld) return this.isSaved;
    const isSentAgain = this.unsure !== null;
    this.running = this.sent();
    const done = await this.running;
    this.running = null;
    // Whatever became of it: what was typed since follows at once.
    if (isSentAgain && this.unsure === null && !this.isSaved && !this.isHeld) return this.save();
    if (done && !this.isSaved && !this.isHeld) this.later(AFTER);
    return done && this.isSaved;
  }

  async sent() {
    this.first = undefined;
    this.told("Saving …", true);
    // What was sent without an answer may have been saved or not. It is sent again until the desk
    // answers, and what was typed since after it: so that no more than one text is in doubt.
    this.unsure ??= { version: this.changes, written: this.written() };
    const { version, written } = this.unsure;
    const fields = this.fields(written);
    const { length } = this.body(fields);
    // A tab that is closed is hidden first, and would take what is on its way with it.
    const keepalive = length <= MOST_WHEN_LEAVING;
    this.onItsWay = { version, length: keepalive ? length : 0 };
    try {
      const answer = await this.asked(fields, { keepalive });
      this.unsure = null;
      this.hasFailed = !answer.saved;
      if (answer.saved) {
        if (!fields.continues) this.begun = Date.now();
        this.basis = answer.text;
        this.saved = version;
      }
      this.answered(answer);
      return answer.saved;
    } catch (failure) {
      this.hasFailed = true;
      // What the desk cannot take is not sent again: it can be shortened.
      if (failure.message === "page") this.unsure = null;
      this.told(`Not saved yet: ${WHY[failure.message] ?? WHY.silent}`);
      this.later(AGAIN);
      return false;
    } finally {
      this.onItsWay = null;
    }
  }

  body(fields) {
    return new URLSearchParams({ at: this.at, ...fields }).toString();
  }

  // What is sent when the page is left: what is written now, and what may have been saved before it.
  get last() {
    const unsure = Object.entries(this.unsure?.written ?? {}).filter(([name]) => name !== "before");
    const sent = Object.fromEntries(unsure.map(([name, value]) => [`sent_${name}`, value]));
    return this.body({ ...this.fields(this.written()), ...sent });
  }

  // Whether somebody who leaves the page would lose something.
  get losesSomething() {
    if (this.isSaved) return false;
    const { length = 0 } = this.onItsWay ?? {};
    const isSent = length > 0 && this.onItsWay.version === this.changes;
    const isTooLong = !isSent && this.last.length + length > MOST_WHEN_LEAVING;
    return this.isHeld || this.hasFailed || isTooLong;
  }

  leaving() {
    if (this.isSaved || this.losesSomething || this.onItsWay?.version === this.changes) return;
    const body = new URLSearchParams(this.last);
    fetch(this.address, { method: "POST", body, keepalive: true }).catch(() => {});
  }
}
