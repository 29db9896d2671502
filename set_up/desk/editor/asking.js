// The two small windows: for the address of a link, and for the words of a note.
import { linkAt, mayHaveNote, noteAt, setLink, setNote } from "./commands.js";
import { button, element } from "./dom.js";
import { mayBeLinked } from "./schema.js";

function asked(view, { title, label, hint, value, multiline, wrong, done }) {
  const field = element(multiline ? "textarea" : "input", {
    class: multiline ? "govuk-textarea" : "govuk-input",
    id: "asked",
    "aria-describedby": "asked-hint asked-wrong",
    ...(multiline ? { rows: 4 } : { type: "text", inputmode: "url", spellcheck: "false" }),
  });
  field.value = value;
  const error = element("p", { class: "govuk-error-message", id: "asked-wrong", role: "alert" });
  const dialog = element("dialog", { class: "desk-dialog", "aria-labelledby": "asked-title" });
  const close = () => {
    dialog.close();
    dialog.remove();
    view.focus();
  };
  const take = (said) => {
    error.textContent = wrong(said);
    if (error.textContent) {
      field.setAttribute("aria-invalid", "true");
      field.focus();
      return;
    }
    close();
    done(said);
    view.focus();
  };
  dialog.append(
    element("h2", { class: "govuk-heading-m", id: "asked-title" }, title),
    element("label", { class: "govuk-label", for: "asked" }, label),
    element("div", { class: "govuk-hint", id: "asked-hint" }, hint),
    error,
    field,
    element(
      "div",
      { class: "govuk-button-group desk-dialog__buttons" },
      button("OK", () => take(field.value.trim()), { class: "govuk-button" }),
      value ? button("Remove it", () => take(""), { class: "govuk-button govuk-button--secondary" }) : "",
      button("Cancel", close, { class: "govuk-button govuk-button--secondary" }),
    ),
  );
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || (multiline && !event.ctrlKey && !event.metaKey)) return;
    event.preventDefault();
    take(field.value.trim());
  });
  document.body.append(dialog);
  dialog.showModal();
  field.focus();
}

const address = (said) => (/^www\./i.test(said) ? `https://${said}` : said);

export function askFor(what, view, told) {
  if (what === "link") {
    const { mark } = linkAt(view.state);
    asked(view, {
      title: "Link",
      label: "Where it leads",
      hint: "A web address, for example https://www.example.org. An e-mail address begins with mailto:, a number with tel:",
      value: mark?.attrs.href ?? "",
      wrong: (said) => (said && !mayBeLinked(address(said)) ? "Give the full address, beginning with https://, mailto: or tel:" : ""),
      done: (said) => setLink(view, address(said)),
    });
  } else if (!mayHaveNote(view.state)) {
    told("A heading and code have no notes. Put the note into the paragraph after it.");
  } else {
    asked(view, {
      title: "Note",
      label: "What the note says",
      hint: "It is numbered, and printed at the foot of the page or below the text.",
      value: noteAt(view.state)?.node.attrs.markdown ?? "",
      multiline: true,
      wrong: () => "",
      done: (said) => setNote(view, said),
    });
  }
  return true;
}
