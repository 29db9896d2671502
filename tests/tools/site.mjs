// Uses publication pages as people do: with the keyboard, in a small window, without scripts, on
// paper.
//
//     node site.mjs ADDRESS...     each the address of a folder of pages, with a / at its end
//
// Prints one JSON list with an entry for each folder: what was seen of "index.html" and
// "register.html" and of the response that stands first in the list. Exit status 0 once all are seen.
import { chromium } from "playwright-core";
import { browserPath } from "./browser.mjs";

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"];
const WIDE = { width: 1280, height: 900 };
// 400 % zoom of a window of 1280 by 1024 pixels.
const ENLARGED = { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 };

// The texts of the first cells of the rows that are shown, group heads left out.
const titles = (page) =>
  page.$$eval("table.list tbody tr:not(.group)", (rows) =>
    rows.filter((row) => row.offsetParent !== null).map((row) => row.cells[0].innerText.trim()),
  );

const groups = (page) =>
  page.$$eval("table.list tr.group", (rows) =>
    rows.filter((row) => row.offsetParent !== null).map((row) => row.innerText.trim()),
  );

const sorts = (page) =>
  page.$$eval("table.list thead th", (heads) => heads.map((head) => head.getAttribute("aria-sort")));

const count = (page) => page.$eval("output", (output) => output.innerText);

async function opened(context, address, seen) {
  const page = await context.newPage();
  page.on("console", (message) => seen.messages.push(`${address}: ${message.text()}`));
  page.on("pageerror", (error) => seen.messages.push(`${address}: ${error.message}`));
  page.on("request", (request) => seen.requests.push(request.url()));
  page.on("requestfailed", (request) => seen.messages.push(`failed: ${request.url()}`));
  await page.goto(address);
  return page;
}

// Where the Tab key leads: what has the focus, what it is called, and whether that can be seen.
async function tabbed(page, most) {
  const stops = [];
  for (let step = 0; step < most; step += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === document.body) return null;
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      return {
        tag: element.tagName.toLowerCase(),
        name: (element.labels?.[0] ?? element).innerText.trim(),
        outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        seen: box.width > 0 && box.height > 0 && box.top >= 0 && box.left >= 0,
        height: Math.round(box.height),
      };
    });
    if (stop === null) break;
    stops.push(stop);
  }
  return stops;
}

async function searched(page) {
  await page.focus("input[type=search]");
  const found = [];
  for (const words of ["WYL", "2024 late", "nothing like this"]) {
    await page.keyboard.type(words);
    found.push({ words, count: await count(page), titles: await titles(page), groups: await groups(page) });
    await page.keyboard.press("Escape");
  }
  found.push({ words: "", count: await count(page), titles: await titles(page), groups: await groups(page) });
  return found;
}

async function sorted(page) {
  const found = [];
  const heads = await page.$$("table.list thead button");
  for (const head of heads) {
    const name = (await head.innerText()).trim();
    for (const key of ["Enter", "Space"]) {
      await head.focus();
      await page.keyboard.press(key);
      found.push({
        name,
        key,
        titles: await titles(page),
        groups: await groups(page),
        sorts: await sorts(page),
        focused: await head.evaluate((button) => document.activeElement === button),
      });
    }
  }
  return found;
}

const words = (page) => page.$eval("main", (main) => main.innerText);

async function used(browser, address) {
  const seen = { messages: [], requests: [], widths: {}, kept: 0 };
  const context = await browser.newContext({ viewport: WIDE });
  const index = await opened(context, `${address}index.html`, seen);
  const names = ["index.html", "register.html", await index.$eval("tbody a", (a) => a.getAttribute("href"))];
  seen.stops = await tabbed(index, 60);
  seen.status = await index.$eval("output", (o) => [o.getAttribute("role"), o.getAttribute("aria-live")]);
  seen.searched = await searched(index);
  await index.close();
  const again = await opened(context, `${address}index.html`, seen);
  seen.sorted = await sorted(again);
  seen.kept = await again.evaluate(async () => localStorage.length + sessionStorage.length);
  await again.close();
  seen.paper = {};
  seen.text = {};
  for (const name of names) {
    const page = await opened(context, `${address}${name}`, seen);
    seen.text[name] = await words(page);
    await page.emulateMedia({ media: "print" });
    seen.paper[name] = {
      controls: await page.$$eval("input, output, nav, .skip, .tools, footer", (all) =>
        all.filter((one) => one.offsetParent !== null).map((one) => one.outerHTML.slice(0, 80)),
      ),
      text: await words(page),
      pdf: (await page.pdf({ preferCSSPageSize: true })).toString("base64"),
    };
    await page.close();
  }
  await context.close();
  const enlarged = await browser.newContext(ENLARGED);
  for (const name of names) {
    const page = await opened(enlarged, `${address}${name}`, seen);
    seen.widths[name] = await page.evaluate(() => document.documentElement.scrollWidth);
    await page.close();
  }
  await enlarged.close();
  const plain = await browser.newContext({ viewport: WIDE, javaScriptEnabled: false });
  seen.plain = {};
  for (const name of names) {
    const page = await opened(plain, `${address}${name}`, seen);
    seen.plain[name] = { text: await words(page), controls: await page.locator("input, button").count() };
    await page.close();
  }
  await plain.close();
  return { folder: address, names, ...seen };
}

const browser = await chromium.launch({ executablePath: await browserPath(), args: FLAGS });
try {
  const results = [];
  for (const address of process.argv.slice(2)) results.push(await used(browser, address));
  console.log(JSON.stringify(results));
} finally {
  await browser.close();
}
