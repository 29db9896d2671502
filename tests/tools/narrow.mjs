// Tells which elements of web pages stick out of a narrow window, and which words it divides.
//
//     node narrow.mjs PAGE...     each a path
//
// Opens each page 320 pixels wide, the width at which WCAG 2.2 (1.4.10, reflow) allows no
// sideways scrolling, and prints one JSON list with an entry for each: {"page", "width",
// "outside", "divided"}. What scrolls by itself, as a wide table may, is not outside.
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

async function measure(browser, name) {
  const page = await browser.newPage({ viewport: { width: 320, height: 800 } });
  await page.goto(pathToFileURL(resolve(name)).href);
  const found = await page.evaluate(() => ({
    width: document.documentElement.scrollWidth,
    outside: [...document.querySelectorAll("body *")]
      .filter((element) => !element.closest(".table, .wide"))
      .filter((element) => element.getBoundingClientRect().right > 320.5)
      .map((element) => element.outerHTML.slice(0, 80)),
  }));
  const divided = await page.evaluate(dividedWords);
  await page.close();
  return { page: name, ...found, divided };
}

const browser = await chromium.launch({ executablePath: await browserPath(), args: FLAGS });
try {
  const results = [];
  for (const name of process.argv.slice(2)) results.push(await measure(browser, name));
  console.log(JSON.stringify(results));
} finally {
  await browser.close();
}
