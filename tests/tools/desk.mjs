// Works at the desk as people do, with the mouse or with the keyboard alone, without scripts but for
// the text editor.
//
//     node desk.mjs ADDRESS DRAFT FILE REPORT HOW [PICTURES]
//
// ADDRESS is the desk's address with its key, DRAFT the name of a draft, FILE its file, which is
// changed by hand while the form is open. REPORT is the file of a report. HOW is "mouse" or "keyboard". With PICTURES, a folder,
// every page is kept as a picture, 1100 and 320 pixels wide. Prints one JSON list with one object.
import { appendFile, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { browserPath } from "./browser.mjs";
import { faultsHeard } from "./heard.mjs";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"];
const [address, draft, file, report, how, pictures] = process.argv.slice(2);
const OWN = "policing_body.opening";

const seen = { how, messages: [], outside: [], violations: [], titles: [], judged: [], told: [], heard: [], pasted: {}, leftOf: {} };
const words = async (page, selector) => {
  const found = await page.$(selector);
  if (found === null) throw new Error(`no ${selector} in: ${await page.innerText("main")}`);
  return found.innerText();
};

async function looked(page, name) {
  seen.titles.push(await page.title());
  for (const fault of await faultsHeard(page)) seen.heard.push(`${name}: ${fault}`);
  await page.setViewportSize({ width: 320, height: 800 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > 320) seen.outside.push(`${name}: ${wide}`);
  if (pictures) await page.screenshot({ path: `${pictures}/${name}-320.png`, fullPage: true });
  await page.setViewportSize({ width: 1100, height: 900 });
  if (pictures) await page.screenshot({ path: `${pictures}/${name}-1100.png`, fullPage: true });
}

// The pages run no scripts: they are judged in a copy that may.
async function judged(context, page, name) {
  const copy = await context.newPage();
  await copy.setContent(
    (await page.content()).replace(/<link rel="stylesheet"[^>]*>/, `<style>${style}</style>`),
  );
  await copy.addScriptTag({ path: AXE });
  const { violations, passes } = await copy.evaluate(
    (tags) => window.axe.run(document, { runOnly: tags }), RULES);
  for (const one of violations) seen.violations.push(`${name}: ${one.id} ${one.nodes[0].html}`);
  if (passes.length > 10) seen.judged.push(name);
  await copy.close();
}

// Goes on with Tab until what has the focus is what was meant, as somebody without a mouse does.
async function reached(page, selector) {
  for (let pressed = 0; pressed < 400; pressed += 1) {
    await page.keyboard.press("Tab");
    const target = await page.$(selector);
    if (target && (await target.evaluate((one) => one === document.activeElement))) return;
  }
  throw new Error(`no number of Tabs leads to ${selector}`);
}

async function followed(page, selector) {
  if (how === "mouse") {
    await Promise.all([page.waitForNavigation(), page.click(selector)]);
    return;
  }
  await reached(page, selector);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
}

async function typed(page, selector, text) {
  if (how === "mouse") await page.click(selector);
  else await reached(page, selector);
  await page.keyboard.press("Control+End");
  await page.keyboard.type(text);
}

async function chosen(page, selector) {
  if (how === "mouse") {
    await page.click(selector);
    return;
  }
  await reached(page, `${selector.replace(/\[value.*/, "")}:first-of-type`);
  await page.keyboard.press("Space");
}

// A server at another port, which keeps what browsers tell it.
async function elsewhere() {
  const server = createServer((request, answer) => {
    const { cookie = "", referer = "" } = request.headers;
    seen.told.push({ path: request.url, cookie, referer });
    answer.end("<!DOCTYPE html><title>Elsewhere</title>");
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  server.unref();
  return { at: (path) => `http://127.0.0.1:${server.address().port}${path}` };
}

async function pasted(page, html) {
  await page.evaluate((given) => {
    const data = new DataTransfer();
    data.setData("text/html", given);
    const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    document.querySelector("#editor").dispatchEvent(event);
  }, html);
}

const browser = await chromium.launch({ executablePath: await browserPath(), args: FLAGS });
const scripts = await browser.newContext();
const context = await browser.newContext({ javaScriptEnabled: false });
const style = await readFile(new URL("../../s55/desk/static/desk.css", import.meta.url), "utf-8");
try {
  const page = await context.newPage();
  page.on("console", (message) => seen.messages.push(message.text()));
  page.on("requestfailed", (request) => seen.messages.push(`failed: ${request.url()}`));
  const look = async (name) => {
    await looked(page, name);
    if (how === "keyboard") await judged(scripts, page, name);
  };

  await page.goto(address);
  const root = new URL(page.url()).pathname.replace(/\/$/, "");
  await look("board");

  // The server of another account at another port: it is told nothing, unless it knows the path.
  const told = await elsewhere();
  const visit = await context.newPage();
  for (const path of ["/", `/response/${draft}`, `${root}/`]) await visit.goto(told.at(path));
  await visit.close();

  // Starting from a report.
  await followed(page, `a[href="${root}/start"]`);
  await look("start");
  await page.setInputFiles("#file", report);
  await followed(page, "form button");
  // On a busy machine a page says that the report is being read, and leads on by itself.
  await page.waitForURL((url) => !url.pathname.endsWith("/waiting"));
  await look("read");
  seen.read = await words(page, "main");
  await chosen(page, 'input[name="published"][value="2024-03-14"]');
  await typed(page, "#address", "concern");
  await followed(page, 'button[value="facts"]');
  await followed(page, 'a[href$="/split/2"]');
  await chosen(page, 'input[name="way"][value="1"]');
  await look("split");
  await followed(page, "form button");
  await followed(page, 'a[href$="/item/3"]');
  await typed(page, "#number", "4");
  await look("item");
  await followed(page, "form button");
  await followed(page, 'button[value="drop:2"]');
  await look("dropped");
  seen.dropped = await words(page, "main");
  await typed(page, "#name", "-2026");
  await followed(page, 'button[value="start"]');
  seen.started = await words(page, ".govuk-notification-banner__heading");
  await look("started");
  await followed(page, `a[href="${root}/"]`);

  await followed(page, `a[href="${root}/response/${draft}"]`);
  await look("response");

  // Asking, and a Word file that comes back as it was.
  await followed(page, `a[href="${root}/response/${draft}/invite"]`);
  await look("invite");
  await page.goto(new URL(`${root}/response/${draft}`, address).href);
  const loading = page.waitForEvent("download");
  if (how === "mouse") await page.click('a[href$="/file/docx"]');
  else {
    await reached(page, 'a[href$="/file/docx"]');
    await page.keyboard.press("Enter");
  }
  const word = await (await loading).path();
  await followed(page, `a[href="${root}/response/${draft}/collect"]`);
  await look("collect");
  const came = { name: "Back.docx", mimeType: "application/octet-stream" };
  await page.setInputFiles("#file", { ...came, buffer: await readFile(word) });
  await followed(page, "form button");
  await look("came");
  seen.came = await words(page, "main");
  await page.goto(new URL(`${root}/response/${draft}`, address).href);

  // Writing.
  await followed(page, `a[href*="at=${OWN}"]`);
  await look("write");
  await typed(page, "#text", `We welcome the report.\n\n- [first](${told.at("/linked")});\n- second # and last.`);
  await followed(page, "form button");
  seen.saved = await words(page, ".govuk-notification-banner__heading");
  await look("saved");
  seen.draft = await readFile(file, "utf-8");
  await followed(page, `a[href="${told.at("/linked")}"]`);
  await page.goBack();

  // Somebody else writes at the same place meanwhile.
  await followed(page, `a[href*="at=${OWN}"]`);
  await writeFile(file, seen.draft.replace("We welcome the report.", "We thank the inspectors."));
  await typed(page, "#text", "\n\nWritten meanwhile.");
  await followed(page, "form button");
  await look("overtaken");
  seen.overtaken = await words(page, "main");
  seen.kept = await page.inputValue("#text");
  seen.untouched = (await readFile(file, "utf-8")).includes("We thank the inspectors.");
  await followed(page, "form button");
  seen.after = await readFile(file, "utf-8");

  // The text editor: the page runs its script.
  const editing = await scripts.newPage();
  editing.on("console", (message) => seen.messages.push(message.text()));
  editing.on("pageerror", (failure) => seen.messages.push(`${failure}`));
  await editing.goto(address);
  await editing.goto(new URL(`${root}/response/${draft}/write?at=policing_body.closing`, address).href);
  await editing.waitForSelector("#editor");
  const keys = async (...pressed) => {
    for (const one of pressed) await editing.keyboard.press(one);
  };
  await typed(editing, "#editor", "We will ");
  await keys("Control+b");
  await editing.keyboard.type("ask again");
  await keys("Control+b");
  await editing.keyboard.type(" of ");
  await keys("Control+k");
  await editing.waitForSelector("dialog[open] #asked");
  await editing.keyboard.type("www.example.org/force");
  await keys("Enter", "Enter");
  await editing.keyboard.type("- in May");
  await keys("Enter");
  await editing.keyboard.type("in June");
  await keys("Enter", "Enter");
  await editing.keyboard.type("(a) this");
  await keys("Enter");
  await editing.keyboard.type("that");
  // The buttons, and back.
  await keys("Alt+F10", "End", "Home", "ArrowRight");
  seen.button = await editing.evaluate(() => document.activeElement.textContent);
  await keys("Escape", "Enter", "Enter");
  await pasted(editing, '<p style="color: red">And <b>pasted</b>.</p><img src="x">');
  // "Saved." may still tell of a save before: the last change has to be in the file.
  for (let tried = 0; tried < 100 && !(await readFile(file, "utf-8")).includes("And **pasted**."); tried += 1)
    await editing.waitForTimeout(100);
  await editing.waitForFunction(() =>
    [...document.querySelectorAll(".desk-status")].some((one) => one.textContent === "Saved."));
  seen.typed = await readFile(file, "utf-8");
  seen.left = await words(editing, ".desk-status");
  await looked(editing, "editor");
  if (how === "keyboard") await judged(scripts, editing, "editor");
  await followed(editing, "form button[type=submit]");
  await editing.goto(new URL(`${root}/response/${draft}/write?at=policing_body.closing`, address).href);
  await editing.waitForSelector("#editor");
  seen.again = await editing.$eval("#editor", (one) => one.innerHTML);

  // What Word, Google Docs and Word for the web put on the clipboard.
  for (const name of ["word", "docs", "online"]) {
    await editing.goto(new URL(`${root}/response/${draft}/write?at=office_notes`, address).href);
    await editing.waitForSelector("#editor");
    await editing.focus("#editor");
    await keys("Control+a");
    await pasted(editing, await readFile(new URL(`../desk/pasted/${name}.html`, import.meta.url), "utf-8"));
    seen.leftOf[name] = await words(editing, ".desk-status");
    await editing.click("text=Show as Markdown");
    await editing.waitForSelector("#text:visible");
    seen.pasted[name] = await editing.inputValue("#text");
  }

  // A text of the panel's papers, in the same editor.
  await editing.goto(new URL(`${root}/meetings/write?at=purpose~`, address).href);
  await editing.waitForSelector("#editor");
  await editing.focus("#editor");
  await editing.keyboard.type("To inform");
  const panel = new URL("../panel.yaml", `file://${file}`);
  for (let tried = 0; tried < 100 && !(await readFile(panel, "utf-8")).includes("To inform"); tried += 1)
    await editing.waitForTimeout(100);
  seen.purpose = await readFile(panel, "utf-8");
  await looked(editing, "purpose");
  await editing.close();

  // How far the force is.
  await followed(page, `a[href="${root}/response/${draft}/progress"]`);
  await look("items");
  await followed(page, `a[href="${root}/response/${draft}/progress?item=R3"]`);
  await chosen(page, 'input[name="status"][value="not started"]');
  for (const [part, number] of [["day", "27"], ["month", "11"], ["year", "2026"]]) {
    await typed(page, `#${part}`, number);
  }
  await look("progress");
  await followed(page, "form button");
  seen.progress = await words(page, ".govuk-notification-banner__heading");
  await followed(page, `a[href="${root}/response/${draft}"]`);

  // The facts of an item, at first with a day that does not exist.
  await followed(page, `a[href="${root}/response/${draft}/facts"]`);
  await look("facts");
  await followed(page, 'a[href$="/grades"]');
  await look("grades");
  await page.goBack();
  await followed(page, 'a[href*="of=recommendations.items%5B1%5D"]');
  await typed(page, "#due-day", "0");
  await typed(page, "#owner", "Head of fraud");
  await followed(page, "form button");
  await look("no-such-day");
  await page.fill("#due-day", "29");
  await followed(page, "form button");
  seen.facts = await words(page, ".govuk-notification-banner__heading");
  seen.item = await readFile(file, "utf-8");
  await followed(page, 'a[href*="/arrange?of=recommendations.items%5B1%5D"]');
  await look("arrange");
  await chosen(page, 'input[name="to"][value="0"]');
  await followed(page, 'button[value="move"]');
  seen.moved = await words(page, ".govuk-notification-banner__heading");

  // The open items of all responses: several at once.
  await followed(page, `a[href="${root}/register"]`);
  await look("open-items");
  for (const row of [1, 2]) {
    if (how === "mouse") await page.click(`[id="${row}-status"]`);
    else await reached(page, `[id="${row}-status"]`);
    await page.keyboard.type("In progress");
    await page.keyboard.press("Enter");
    if (how === "mouse") await page.keyboard.press("Escape");
  }
  await typed(page, '[id="1-note"]', "It has begun.");
  await followed(page, "#save");
  seen.items = await words(page, ".govuk-notification-banner__heading");
  await followed(page, `a[href="${root}/register/take-in"]`);
  await look("take-in");
  await followed(page, `a[href="${root}/register"]`);
  await followed(page, `a[href="${root}/ask"]`);
  await look("ask");

  // The paper for the panel, up to what is in it; a file that was not published.
  await followed(page, `a[href="${root}/papers"]`);
  await look("papers");
  await followed(page, `a[href="${root}/meetings"]`);
  await look("panel-meetings");
  await followed(page, `a[href="${root}/meetings/add"]`);
  for (const [part, number] of [["day", "2"], ["month", "3"], ["year", "2027"]]) {
    await typed(page, `#date-${part}`, number);
  }
  await look("add-meeting");
  await followed(page, "form button");
  seen.meeting = await words(page, ".govuk-notification-banner__heading");
  await followed(page, 'a[href$="/meetings?of=meetings%5B1%5D"]');
  await look("meeting");
  await page.goto(new URL(`${root}/papers`, address).href);
  await followed(page, `a[href="${root}/panel"]`);
  await look("meetings");
  await followed(page, "form button");
  await look("plan");
  seen.plan = await words(page, "main");
  await page.goto(new URL(`${root}/verify`, address).href);
  await page.setInputFiles("#file", report);
  await followed(page, "form button");
  await look("verified");
  seen.verified = await words(page, "main");

  // Settings and template sets.
  await followed(page, `a[href="${root}/settings"]`);
  await look("settings");
  await followed(page, `a[href="${root}/settings?of=office"]`);
  await typed(page, '[id="address.telephone"]', "01632 960000");
  await followed(page, "form button");
  seen.settings = await words(page, ".govuk-notification-banner__heading");
  await followed(page, `a[href="${root}/settings/history"]`);
  await look("settings-history");
  await page.goBack();
  await followed(page, `a[href="${root}/settings/successor?of=chief_officer"]`);
  await look("successor");
  await page.goto(new URL(`${root}/settings`, address).href);
  await followed(page, `a[href="${root}/settings/add?of=addressees"]`);
  await chosen(page, 'input[name="recipient"][value="secretary_of_state"]');
  await typed(page, "#lines", "The Home Secretary");
  await followed(page, "form button");
  await look("addressee-refused");
  await typed(page, "#salutation", "Dear Home Secretary");
  await followed(page, "form button");
  seen.addressee = await words(page, ".govuk-notification-banner__heading");
  await look("settings-with-addressee");
  await followed(page, `a[href="${root}/settings/logo"]`);
  await look("logo");
  const dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  await page.setInputFiles("#file", { name: "logo.png", mimeType: "image/png", buffer: Buffer.from(dot, "base64") });
  await followed(page, "form button");
  await typed(page, "#words", "The office");
  await look("logo-words");
  await followed(page, "form button");
  seen.logo = await words(page, ".govuk-notification-banner__heading");
  await page.goto(new URL(`${root}/settings/logo`, address).href);
  await look("logo-there");
  await page.goBack();
  await followed(page, `a[href="${root}/settings/add?of=checklist.add"]`);
  await look("checklist-line");
  await page.goBack();
  await followed(page, `a[href="${root}/settings?of=checklist.rename"]`);
  await look("checklist-words");
  await page.goBack();
  await followed(page, `a[href="${root}/settings/remove?of=addressees%5B0%5D"]`);
  await look("remove-addressee");
  await followed(page, "#remove");
  seen.addresseeRemoved = await words(page, ".govuk-notification-banner__heading");
  await page.goto(new URL(`${root}/templates`, address).href);
  await look("templates");
  await followed(page, 'a[href$="/templates?check=register"]');
  await look("checked-set");
  await followed(page, 'a[href$="/files/style.css"]');
  await look("set-file");

  // Signing.
  await page.goto(new URL(`${root}/response/${draft}`, address).href);
  await followed(page, `a[href="${root}/response/${draft}/sign"]`);
  await typed(page, "#name", "Alex Example");
  for (const [part, number] of [["day", "28"], ["month", "11"], ["year", "2026"]]) {
    await typed(page, `#${part}`, number);
  }
  await chosen(page, "#anyway");
  await look("sign");
  await followed(page, "form button");
  seen.signed = await words(page, ".govuk-notification-banner__heading");

  // Undoing.
  await page.goto(new URL(`${root}/response/${draft}/history`, address).href);
  await look("history");
  await followed(page, 'a[href$="history?state=2"]');
  await look("state");
  seen.state = await words(page, "main");
  await page.goBack();
  await followed(page, "form button");
  seen.undone = await words(page, ".govuk-notification-banner__heading");

  // Recording, at first without a day.
  await followed(page, `a[href="${root}/response/${draft}/record"]`);
  await chosen(page, 'input[name="recipient"][value="website"]');
  await followed(page, "form button");
  seen.noDay = await words(page, ".govuk-error-summary");
  await look("no-day");
  for (const [part, number] of [["day", "27"], ["month", "11"], ["year", "2026"]]) {
    await typed(page, `#${part}`, number);
  }
  await chosen(page, "#anyway");
  await followed(page, "form button");
  seen.recorded = (await page.$(".govuk-error-summary"))
    ? await words(page, ".govuk-error-summary")
    : await words(page, ".govuk-notification-banner__heading");

  // Correcting what is recorded.
  await page.goto(new URL(`${root}/response/${draft}`, address).href);
  await followed(page, `a[href="${root}/response/${draft}/record"]`);
  await followed(page, `a[href="${root}/response/${draft}/record?of=website"]`);
  await look("correct-record");
  await typed(page, "#how", "on our pages");
  await followed(page, "form button");
  seen.recordCorrected = await words(page, ".govuk-notification-banner__heading");

  // Starting without a file, at first with nothing filled in.
  await page.goto(new URL(`${root}/start`, address).href);
  await followed(page, `a[href="${root}/new"]`);
  await followed(page, "form button");
  seen.nothingKnown = await words(page, ".govuk-error-summary");
  await look("new-draft");

  // The texts in a second language, of which the draft has no place yet.
  await appendFile(file, "\ntranslation:\n  language: cy\n");
  await page.goto(new URL(`${root}/response/${draft}`, address).href);
  await followed(page, 'a[href$="/translations"]');
  await followed(page, 'button[value="places"]');
  await look("translations");
  await followed(page, 'a[href$="/translations?of=inspection.title"]');
  await typed(page, "#said", "Lleidr ym mhob poced");
  await look("translation");
  await followed(page, "form button");
  seen.translated = await readFile(file, "utf-8");

  // A draft that cannot be understood.
  await appendFile(file, "\nunknown: [\n");
  await page.goto(new URL(`${root}/response/${draft}`, address).href);
  await look("broken");
  seen.broken = await words(page, "main");
  await page.goto(new URL(`${root}/response/${draft}/file/pdf`, address).href).catch(() => {});
  await look("cannot");
  await page.goto(new URL(`${root}/`, address).href);
  seen.board = await words(page, "main");
} finally {
  await browser.close();
}
console.log(JSON.stringify([seen]));
