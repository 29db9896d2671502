// Tells which elements of web pages stick out of a narrow window.
//
//     node narrow.mjs PAGE...     each a path
//
// Opens each page 320 pixels wide, the width at which WCAG 2.2 (1.4.10, reflow) allows no
// sideways scrolling, and prints one JSON list with an entry for each: {"page", "width",
// "outside"}. What scrolls by itself, as a wide table may, does not count.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { browserPath } from "./browser.mjs";

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"];

async function measure(browser, name) {
  const page = await browser.newPage({ viewport: { width: 320, height: 800 } });
  await page.goto(pathToFileURL(resolve(name)).href);
  const found = await page.evaluate(() => ({
    width: document.documentElement.scrollWidth,
    outside: [...document.querySelectorAll("body *")]
      .filter((element) => !element.closest(".table"))
      .filter((element) => element.getBoundingClientRect().right > 320.5)
      .map((element) => element.outerHTML.slice(0, 80)),
  }));
  await page.close();
  return { page: name, ...found };
}

const browser = await chromium.launch({ executablePath: await browserPath(), args: FLAGS });
try {
  const results = [];
  for (const name of process.argv.slice(2)) results.push(await measure(browser, name));
  console.log(JSON.stringify(results));
} finally {
  await browser.close();
}
