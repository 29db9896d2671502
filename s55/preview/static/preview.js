// Keeps the page up to date: what was made anew is morphed into what is shown, so that nothing
// jumps, and what has the focus keeps it.
"use strict";

const { name, root } = document.body.dataset;
const frame = document.getElementById("page");
const news = document.getElementById("news");
let shown = "";

async function textOf(address) {
  const answer = await fetch(address);
  if (!answer.ok) {
    throw new Error(`${address}: ${answer.status}`);
  }
  return answer.text();
}

async function refreshPage() {
  const text = await textOf(`${root}/page/${encodeURIComponent(name)}`);
  if (text === shown) {
    return;
  }
  const first = shown === "";
  shown = text;
  const inside = frame.contentDocument;
  const made = new DOMParser().parseFromString(text, "text/html");
  const { scrollLeft, scrollTop } = inside.scrollingElement ?? { scrollLeft: 0, scrollTop: 0 };
  Idiomorph.morph(inside.documentElement, made.documentElement, { head: { style: "morph" } });
  if (inside.scrollingElement) {
    inside.scrollingElement.scrollTo(scrollLeft, scrollTop);
  }
  if (!first) {
    document.body.dataset.refreshed = String(Number(document.body.dataset.refreshed ?? 0) + 1);
  }
}

async function refreshPanels() {
  const beside = document.getElementById("beside");
  const text = await textOf(`${root}/panels/${encodeURIComponent(name)}`);
  const places = [...beside.querySelectorAll(".strip")].map((one) => one.scrollLeft);
  const top = beside.scrollTop;
  Idiomorph.morph(beside, text, { morphStyle: "innerHTML" });
  beside.scrollTop = top;
  beside.querySelectorAll(".strip").forEach((one, at) => {
    one.scrollLeft = places[at] ?? 0;
  });
}

function tell(changed, typed) {
  const count = changed === 1 ? "1 place has" : `${changed} places have`;
  const said = changed ? [`${count} changed since the last time.`] : [];
  if (typed) said.push("The page shows what is being typed.");
  news.textContent = said.join(" ");
}

if (name) {
  const events = new EventSource(`${root}/events/${encodeURIComponent(name)}`);
  let last = Promise.resolve();
  events.onmessage = (event) => {
    const { changed, typed } = JSON.parse(event.data);
    last = last
      .then(refreshPage)
      .then(refreshPanels)
      .then(() => tell(changed, typed))
      .catch((failure) => {
        news.textContent = `The preview could not be refreshed (${failure.message}).`;
      });
  };
  events.onerror = () => {
    news.textContent = "The preview has ended, or is starting again.";
  };
  frame.addEventListener("load", () => {
    shown = "";
  });
}
