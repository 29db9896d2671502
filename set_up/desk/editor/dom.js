// Makes elements: nothing is ever made of HTML in a string.
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

export function button(name, run, attributes = {}) {
  const made = element("button", { type: "button", class: "desk-button", ...attributes }, name);
  made.addEventListener("click", run);
  return made;
}
