// Uses the live preview as people do: saves files, and looks at what the page does.
//
//     node preview.mjs ADDRESS DRAFT STYLESHEET LAYOUT WORD NEW-WORD TIMES [PICTURE]
//
// ADDRESS is the address of the preview with its key, which leads to the draft; the others are files of its workspace, which are
// changed and put back. NEW-WORD takes the place of WORD. The draft is saved TIMES times to see how
// long the page takes to follow. Prints one JSON list with one object: what was seen.
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { browserPath } from "./browser.mjs";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"];
const PATIENCE = 90_000;

const [entry, draft, stylesheet, layout, word, newWord, times, picture] = process.argv.slice(2);

const inFrame = (page) => page.frames().find((frame) => frame.url().includes("/page/"));

async function replaced(file, old, words) {
  const before = await readFile(file, "utf-8");
  if (!before.includes(old)) throw new Error(`${old} is not in ${file}`);
  await writeFile(file, before.replace(old, words));
  return () => writeFile(file, before);
}

const frameHas = (page, words) =>
  page.waitForFunction(
    (text) => document.getElementById("page").contentDocument.body.innerText.includes(text),
    words,
    { timeout: PATIENCE, polling: 10 },
  );

const panelsHave = (page, words) =>
  page.waitForFunction(
    (text) => document.getElementById("beside").innerText.includes(text),
    words,
    { timeout: PATIENCE, polling: 20 },
  );

const pictures = (page, kind) =>
  page.$$eval(`img[src*="/${kind}/"]`, (images) => images.map((image) => image.src));

async function picturesOf(page, kind) {
  await page.waitForSelector(`img[src*="/${kind}/"]`, { timeout: PATIENCE });
  return pictures(page, kind);
}

async function edited(page, seen) {
  const frame = inFrame(page);
  await frame.evaluate(() => document.scrollingElement.scrollTo(0, 500));
  await page.$eval("#beside", (panel) => panel.scrollTo(0, 120));
  const back = await replaced(draft, "HMICFRS inspected eight forces", "HMICFRS looked at nine forces");
  await frameHas(page, "looked at nine forces");
  seen.scrolled = await frame.evaluate(() => document.scrollingElement.scrollTop);
  seen.marked = await frame.$$eval("[data-s55-changed]", (all) => all.map((one) => one.innerText));
  await page.waitForFunction(() => document.getElementById("news").innerText !== "");
  seen.news = await page.$eval("#news", (news) => news.innerText);
  seen.panelScrolled = await page.$eval("#beside", (panel) => panel.scrollTop);
  await back();
  await frameHas(page, "inspected eight forces");
}

async function styled(page, seen) {
  const back = await replaced(stylesheet, "h1 {", "h1 {\n  letter-spacing: 7px;");
  await page.waitForFunction(
    () => {
      const inside = document.getElementById("page").contentDocument;
      return inside.defaultView.getComputedStyle(inside.querySelector("h1")).letterSpacing === "7px";
    },
    null,
    { timeout: PATIENCE, polling: 10 },
  );
  seen.styled = true;
  await back();
}

async function broken(page, seen) {
  const back = await replaced(layout, "{{ title }}", "{{ titel }}");
  await page.waitForSelector(".stale", { timeout: PATIENCE });
  await panelsHave(page, "titel");
  seen.problem = await page.$eval(
    "h3:last-of-type + .problems li", // the problems of the template set
    (first) => first.innerText,
  );
  seen.stale = await page.$eval(".stale", (note) => note.innerText);
  seen.kept = await inFrame(page).$eval("h1", (heading) => heading.innerText);
  await back();
  await page.waitForSelector(".stale", { state: "detached", timeout: PATIENCE });
}

async function wordChanged(page, seen) {
  const before = await picturesOf(page, "word");
  await copyFile(newWord, word);
  await page.waitForFunction(
    (shown) =>
      [...document.querySelectorAll('img[src*="/word/"]')].some(
        (image) => !shown.includes(image.src) && image.alt.includes("new in the layout"),
      ),
    before,
    { timeout: PATIENCE },
  );
  seen.wordPages = before.length;
}

async function byKeyboard(page, seen) {
  await page.goto(entry);
  await panelsHave(page, "Problems");
  await page.keyboard.press("Tab");
  seen.firstStop = await page.evaluate(() => document.activeElement.innerText);
  await page.keyboard.press("Enter");
  seen.skippedTo = await page.evaluate(() => document.activeElement.id);
  await page.keyboard.press("Tab");
  seen.firstProblem = await page.evaluate(() => document.activeElement.innerText);
  const [source] = await Promise.all([
    page.context().waitForEvent("page"),
    page.keyboard.press("Enter"),
  ]);
  await source.waitForLoadState();
  seen.source = await source.title();
  seen.line = await source.$eval(":target", (line) => line.id);
  await source.close();
}

async function timed(page, seen) {
  seen.milliseconds = [];
  const text = await readFile(draft, "utf-8");
  for (let round = 0; round < Number(times); round += 1) {
    const words = `HMICFRS counted to ${round + 100}`;
    const start = performance.now();
    await writeFile(draft, text.replace("HMICFRS inspected eight forces", words));
    await frameHas(page, words);
    seen.milliseconds.push(Math.round(performance.now() - start));
    await page.waitForTimeout(300);
  }
  await writeFile(draft, text);
  await frameHas(page, "inspected eight forces");
}

async function checked(browser, seen) {
  const page = await browser.newPage({ bypassCSP: true });
  await page.goto(entry);
  await picturesOf(page, "pdf");
  await page.addScriptTag({ path: AXE });
  const result = await page.evaluate((rules) => axe.run(document, { runOnly: rules }), RULES);
  seen.violations = result.violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 120)}`);
  // Narrow: 320 pixels, which is 1280 at 400 % (WCAG 2.2, 1.4.10). Strips scroll by themselves.
  await page.setViewportSize({ width: 320, height: 800 });
  seen.narrow = { preview: await narrow(page), response: await narrow(inFrame(page)) };
  await page.goto(new URL(await page.$eval(".problems a", (link) => link.href), entry).href);
  seen.narrow.source = await narrow(page);
  await page.close();
}

const narrow = (page) =>
  page.evaluate(() => ({
    width: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    outside: [...document.querySelectorAll("body *")]
      .filter((element) => !element.closest(".strip, .table"))
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
      .map((element) => element.outerHTML.slice(0, 80)),
  }));

const browser = await chromium.launch({ executablePath: await browserPath(), args: FLAGS });
const seen = { messages: [] };
try {
  const page = await browser.newPage({ viewport: { width: 1500, height: 1000 } });
  page.on("pageerror", (error) => seen.messages.push(error.message));
  await page.goto(entry);
  await frameHas(page, "inspected eight forces");
  seen.pdfPages = (await picturesOf(page, "pdf")).length;
  await checked(browser, seen);
  await edited(page, seen);
  await styled(page, seen);
  await broken(page, seen);
  await timed(page, seen);
  await wordChanged(page, seen);
  if (picture) await page.screenshot({ path: picture });
  await byKeyboard(page, seen);
  console.log(JSON.stringify([seen]));
} finally {
  await browser.close();
}
