// Works at the desk in Debian's Firefox, from the dropped report to the corrected response.
//
//     node firefox.mjs FIREFOX ADDRESS DRAFT FILE REPORT FOLDER
//
// FIREFOX is the browser, ADDRESS the desk's address with its key, DRAFT the name of a draft, FILE its file, REPORT the
// file of a report, FOLDER where downloads go. Buttons, links and fields are clicked; in the text
// editor, the keys are used as well. What is recorded, from the approval on, is done by keyboard alone.
// Prints one JSON list with one object.
import { readdir, readFile } from "node:fs/promises";
import { setTimeout as waited } from "node:timers/promises";
import { launch } from "puppeteer-core";

const [firefox, address, draft, file, report, folder] = process.argv.slice(2);
const seen = { messages: [], titles: [] };
let root = "";
const own = (path) => new URL(`${root}/response/${draft}${path}`, address).href;

const browser = await launch({
  browser: "firefox",
  executablePath: firefox,
  defaultViewport: null,
  args: ["--width=1100", "--height=900"],
  extraPrefsFirefox: {
    "browser.download.folderList": 2,
    "browser.download.dir": folder,
    "browser.download.alwaysOpenPanel": false,
  },
});

async function opened(at) {
  const page = await browser.newPage();
  page.on("console", (message) => seen.messages.push(message.text()));
  page.on("pageerror", (failure) => seen.messages.push(failure.message));
  await page.goto(at);
  return page;
}

const words = (page, selector) => page.$eval(selector, (one) => one.innerText);
const done = (page) => words(page, ".govuk-notification-banner__heading");

async function pressed(page, ...combinations) {
  for (const one of combinations) {
    const keys = one.split("+");
    for (const key of keys) await page.keyboard.down(key);
    for (const key of keys.reverse()) await page.keyboard.up(key);
  }
}

async function followed(page, selector) {
  await Promise.all([page.waitForNavigation(), page.click(selector)]);
  seen.titles.push(await page.title());
}

async function typed(page, selector, text) {
  await page.click(selector);
  await pressed(page, "End");
  await page.keyboard.type(text);
}

// puppeteer's own waiting makes a function of words, which the pages' policy forbids.
async function until(isTrue) {
  for (let tried = 0; tried < 300; tried += 1) {
    if (await isTrue()) return;
    await waited(100);
  }
  throw new Error(`it never came true: ${isTrue}`);
}

// --- the tasks ------------------------------------------------------------------------

async function started(page) {
  await followed(page, 'a[href$="/start"]');
  await (await page.$("#file")).uploadFile(report);
  await followed(page, "form button");
  await page.waitForSelector('button[value="facts"]'); // a page may tell before how far the reading is
  await page.click('input[name="published"][value="2024-03-14"]');
  await typed(page, "#address", "concern");
  await followed(page, 'button[value="facts"]');
  for (const number of [1, 2]) await followed(page, `button[value="drop:${number}"]`);
  await typed(page, "#name", "-2026");
  await followed(page, 'button[value="start"]');
  seen.started = await done(page);
}

async function editor(page, text) {
  await page.goto(own(`/write?at=policing_body.${text}`));
  await page.waitForSelector("#editor");
  await page.click("#editor");
  await pressed(page, "Control+End");
}

const button = (page, name) => page.click(`.desk-toolbar button[title^="${name}"]`);

// What is pasted was copied, from another page.
async function copied() {
  const html =
    '<p style="color: red">And <b>pasted</b>.</p><br><ol type="a"><li>one<li>two</ol>' +
    '<img alt="" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">';
  const other = await opened(`data:text/html,${encodeURIComponent(html)}`);
  await pressed(other, "Control+a", "Control+c");
  await other.close();
}

async function written(page) {
  await copied();
  await page.bringToFront();
  await editor(page, "closing");
  await page.keyboard.type("We will ");
  await pressed(page, "Control+b");
  await page.keyboard.type("ask again");
  await pressed(page, "Control+b");
  await page.keyboard.type(" of ");
  await pressed(page, "Control+k");
  await page.waitForSelector("dialog[open] #asked");
  await page.keyboard.type("www.example.org/force");
  await pressed(page, "Enter", "Enter");
  await page.keyboard.type("- in May");
  await pressed(page, "Enter");
  await page.keyboard.type("in June");
  await pressed(page, "Enter", "Enter", "Control+v");
  seen.left = await words(page, ".desk-status");
  await pressed(page, "Enter", "Enter");
  await page.keyboard.type("Not this");
  await button(page, "Undo");
  await button(page, "Table");
  for (const cell of ["Force", "Day", "Note", "North"]) {
    await page.keyboard.type(cell);
    await pressed(page, "Tab");
  }
  await button(page, "Delete column");
  // "Saved." may still tell of a save before: the last change has to be in the file.
  await until(async () => (await readFile(file, "utf-8")).includes("| Force | Note |"));
  await until(() => page.evaluate(() =>
    [...document.querySelectorAll(".desk-status")].some((one) => one.textContent === "Saved.")));
  seen.typed = await readFile(file, "utf-8");
  await page.click("#editor th");
  await button(page, "Delete row");
  seen.head = await page.$$eval("#editor tr:first-child > *", (cells) => cells.map((one) => one.outerHTML));
}

// A tab that is closed a moment after the last key keeps what was typed.
async function closed() {
  for (const word of ["First.", " Second.", " Third."]) {
    const page = await opened(own("/write?at=policing_body.opening"));
    await page.waitForSelector("#editor");
    await page.click("#editor");
    await pressed(page, "Control+End");
    await page.keyboard.type(word);
    await page.close();
  }
}

async function downloaded(page) {
  await page.goto(own(""));
  await page.click('a[href$="/file/docx"]');
  const name = `${draft}.docx`;
  await until(async () => (await readdir(folder)).join() === name);
  return `${folder}/${name}`;
}

async function cameBack(page, word) {
  await page.goto(own("/collect"));
  await (await page.$("#file")).uploadFile(word);
  await followed(page, "form button");
  seen.came = await words(page, "main");
}

// From here on by keyboard alone, link by link.
async function reached(page, selector, key = "Tab") {
  for (let tabs = 0; tabs < 300; tabs += 1) {
    await pressed(page, key);
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
  }
  throw new Error(`no number of Tabs leads to ${selector} of ${await page.title()}`);
}

async function entered(page, selector, key) {
  await reached(page, selector, key);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  seen.titles.push(await page.title());
}

async function keyed(page, selector, text) {
  await reached(page, selector);
  await page.keyboard.type(text);
}

async function dated(page, ...numbers) {
  for (const [at, part] of ["day", "month", "year"].entries()) await keyed(page, `#${part}`, numbers[at]);
}

async function chosen(page, selector) {
  await reached(page, selector);
  await page.keyboard.press(" ");
}

async function recorded(page) {
  const send = () => entered(page, "form button[type=submit]");
  await entered(page, 'a[href$="/sign"]');
  await keyed(page, "#name", "Alex Example");
  await dated(page, "28", "11", "2026");
  await chosen(page, "#anyway");
  await send();
  seen.signed = await done(page);
  await entered(page, 'a[href$="/progress"]');
  await entered(page, 'a[href$="/progress?item=R3"]');
  await chosen(page, 'input[name="status"]');
  await dated(page, "27", "11", "2026");
  await send();
  seen.progress = await done(page);
  await entered(page, ".govuk-back-link", "Shift+Tab");
  await entered(page, 'a[href$="/record"]');
  await chosen(page, 'input[name="recipient"]');
  await send();
  seen.focused = await page.evaluate(() => document.activeElement.className);
  await dated(page, "28", "11", "2026");
  await chosen(page, "#anyway");
  await send();
  seen.recorded = await done(page);
  await entered(page, 'a[href$="/correct"]');
  await keyed(page, "#what", "A number on page 2.");
  await dated(page, "28", "11", "2026");
  await chosen(page, "#anyway");
  await send();
  seen.corrected = await done(page);
}

try {
  const page = await opened(address);
  root = new URL(page.url()).pathname.replace(/\/$/, "");
  await started(page);
  await written(page);
  await closed(page);
  await cameBack(await opened(own("")), await downloaded(page));
  seen.closed = await readFile(file, "utf-8");
  await recorded(await opened(own("")));
} finally {
  await browser.close();
}
console.log(JSON.stringify([seen]));
