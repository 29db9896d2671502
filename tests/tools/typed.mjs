// Types at the desk while the preview is open in a second window, and looks at what it shows.
//
//     node typed.mjs ADDRESS DRAFT FILE TIMES
//
// ADDRESS is the address of the desk with its key, DRAFT the name of a draft, FILE its file. Words
// are typed TIMES times, each after a pause. Prints one JSON list with one object: how long it took
// from the last key to the page in milliseconds, what the preview said of it while it was typed and
// when it was saved, and what the file says in the end.
import { readFile } from "node:fs/promises";
import { chromium } from "playwright-core";
import { browserPath } from "./browser.mjs";

const [entry, draft, file, times] = process.argv.slice(2);
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"];
const PATIENCE = { timeout: 90_000, polling: 5 };

const pageHas = (preview, words) =>
  preview.waitForFunction(
    (text) => document.getElementById("page").contentDocument?.body?.innerText.includes(text),
    words,
    PATIENCE,
  );

const newsSays = (preview, words) =>
  preview.waitForFunction(
    (text) => document.getElementById("news").innerText.includes(text),
    words,
    PATIENCE,
  );

const browser = await chromium.launch({ executablePath: await browserPath(), args: FLAGS });
const seen = { milliseconds: [], messages: [] };
try {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 } });
  const editor = await context.newPage();
  const preview = await context.newPage();
  for (const page of [editor, preview]) page.on("pageerror", (error) => seen.messages.push(error.message));
  await editor.goto(entry);
  const root = editor.url();
  await preview.goto(`${root}draft/${draft}`);
  await pageHas(preview, "HMICFRS");
  await preview.waitForSelector('img[src*="/pdf/"]', PATIENCE);
  await editor.goto(`${root}response/${draft}/write?at=policing_body.opening`);
  await editor.click("#editor");
  await editor.keyboard.press("Control+End");
  const said = () => editor.waitForFunction(
    () => [...document.querySelectorAll(".desk-status")].some((one) => one.innerText === "Saved."),
    null,
    PATIENCE,
  );
  for (let round = 0; round < Number(times); round += 1) {
    const words = `Boat ${round + 100}`;
    await editor.keyboard.type(` ${words.slice(0, -1)}`, { delay: 60 });
    const start = performance.now();
    await editor.keyboard.type(words.slice(-1));
    await pageHas(preview, words);
    seen.milliseconds.push(Math.round(performance.now() - start));
    if (round === 0) {
      await newsSays(preview, "being typed");
      seen.news = await preview.$eval("#news", (news) => news.innerText);
    }
    await said();
    await preview.waitForFunction(
      () => !document.getElementById("news").innerText.includes("being typed"),
      null,
      PATIENCE,
    );
    await preview.waitForTimeout(400);
  }
  await newsSays(preview, "changed since the last time");
  seen.newsAtLast = await preview.$eval("#news", (news) => news.innerText);
  seen.file = await readFile(file, "utf-8");
} finally {
  await browser.close();
}
console.log(JSON.stringify([seen]));
