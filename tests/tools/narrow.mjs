// Tells which elements of web pages stick out of a narrow window, and which words it divides.
//
//     node narrow.mjs PAGE...     each a path
//
// Opens each page 320 pixels wide, the width at which WCAG 2.2 (1.4.10, reflow) allows no
// sideways scrolling, and prints one JSON list with an entry for each: {"page", "width",
// "outside", "divided", "tables", "wide_tables"}. What scrolls by itself, as a wide table may, is not
// outside; a table of cards must not scroll. The last two are the parts of tables, each a role and
// what it is called, as a screen reader has them in this window and in one of 1,200 pixels.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { browserPath } from "./browser.mjs";

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"];

// Runs in the page: the runs of letters and figures that begin in one line and end in another.
function dividedWords() {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    for (const word of texts.currentNode.data.matchAll(/[\p{L}\p{N}]{2,}/gu)) {
      const range = document.createRange();
      range.setStart(texts.currentNode, word.index);
      range.setEnd(texts.currentNode, word.index + word[0].length);
      const tops = new Set([...range.getClientRects()].map((line) => Math.round(line.top)));
      if (tops.size > 1) found.push(word[0]);
    }
  }
  return found;
}

// Runs in the page: the elements beyond its right edge that nobody can scroll to in a box of its own.
function outside() {
  const mayScroll = (element) => {
    const box = element.closest(".table, .wide");
    return Boolean(box && !box.querySelector(":scope > .cards") && !box.matches(".cards"));
  };
  const isOutOfSight = (element) => {
    const heads = element.closest("thead");
    return Boolean(heads && getComputedStyle(heads).clipPath !== "none");
  };
  return [...document.querySelectorAll("body *")]
    .filter((element) => !mayScroll(element) && !isOutOfSight(element))
    .filter((element) => element.getBoundingClientRect().right > 320.5)
    .map((element) => element.outerHTML.slice(0, 80));
}

const PARTS = new Set(["table", "row", "cell", "gridcell", "columnheader", "rowheader"]);

async function partsOfTables(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  return nodes
    .filter((node) => !node.ignored && PARTS.has(node.role.value))
    .map((node) => [node.role.value, node.name.value]);
}

async function measure(browser, name) {
  const page = await browser.newPage({ viewport: { width: 320, height: 800 } });
  await page.goto(pathToFileURL(resolve(name)).href);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  const beyond = await page.evaluate(outside);
  const divided = await page.evaluate(dividedWords);
  const tables = await partsOfTables(page);
  await page.setViewportSize({ width: 1200, height: 800 });
  const wide_tables = await partsOfTables(page);
  await page.close();
  return { page: name, width, outside: beyond, divided, tables, wide_tables };
}

const browser = await chromium.launch({ executablePath: await browserPath(), args: FLAGS });
try {
  const results = [];
  for (const name of process.argv.slice(2)) results.push(await measure(browser, name));
  console.log(JSON.stringify(results));
} finally {
  await browser.close();
}
