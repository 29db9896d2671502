// Checks web pages with axe-core: WCAG 2.2 A and AA, and best practice.
//
//     node axe.mjs PAGE...        each a path or an address
//
// Prints one JSON list with an entry for each page: {"page", "passes", "violations"}, and
// each violation as {"rule", "impact", "help", "targets"}. Exit status 0 once all are checked.
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { browserPath } from "./browser.mjs";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"];

async function check(browser, name) {
  // A page's own rule against scripts must not keep axe out.
  const page = await browser.newPage({ bypassCSP: true });
  await page.goto(/^https?:/.test(name) ? name : pathToFileURL(resolve(name)).href);
  await page.addScriptTag({ path: AXE });
  const result = await page.evaluate((rules) => axe.run(document, { runOnly: rules }), RULES);
  await page.close();
  const violations = result.violations.map((found) => ({
    rule: found.id,
    impact: found.impact,
    help: found.help,
    targets: found.nodes.map((node) => node.html.slice(0, 160)),
  }));
  return { page: name, passes: result.passes.length, violations };
}

const browser = await chromium.launch({ executablePath: await browserPath(), args: FLAGS });
try {
  const results = [];
  for (const name of process.argv.slice(2)) results.push(await check(browser, name));
  console.log(JSON.stringify(results));
} finally {
  await browser.close();
}
