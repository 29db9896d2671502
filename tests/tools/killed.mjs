// Types at a desk that is slow, that loses answers, that refuses, that dies while somebody types, and is started again.
//
//     node killed.mjs PYTHON OFFICE DRAFT
//
// PYTHON starts s55, OFFICE is the folder it works in, DRAFT the name of a draft there. Prints one
// JSON list with one object.
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { setTimeout as waited } from "node:timers/promises";
import { chromium } from "playwright-core";
import { browserPath } from "./browser.mjs";

const [python, office, draft] = process.argv.slice(2);
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"];
const seen = { atOnce: 0 };
const file = `${office}/responses/${draft}.yaml`;

// Gives the process, and the address that it prints.
function started(port) {
  const desk = spawn(python, ["-m", "s55", "desk", "--no-browser", "--port", port], { cwd: office });
  let printed = "";
  return new Promise((done, failed) => {
    desk.stdout.on("data", (part) => {
      printed += part;
      const [address] = /http:\S+(?= )/.exec(printed) ?? [];
      if (address) done({ desk, address });
    });
    desk.on("exit", () => failed(new Error(`the desk ended: ${printed}`)));
  });
}

// Types words, each of which the desk saves while its answer is lost.
async function unanswered(page, words) {
  let lost = 0;
  await page.route("**/edit", async (route) => {
    await route.fetch();
    lost += 1;
    await route.abort();
  });
  for (const word of words) {
    const before = lost;
    await page.keyboard.type(word);
    // The first of the two may have been on its way before the word was typed.
    while (lost < before + 2) await waited(50);
  }
  await page.unrouteAll({ behavior: "wait" });
}

const browser = await chromium.launch({ executablePath: await browserPath(), args: FLAGS });
let { desk, address } = await started("0");
try {
  const context = await browser.newContext();
  const page = await context.newPage();
  const said = (words) =>
    page.locator(".desk-status", { hasText: words }).first().waitFor({ state: "visible" });
  await page.goto(address);
  const root = page.url();
  const opened = async () => {
    await page.goto(`${root}response/${draft}/write?at=policing_body.opening`);
    await page.click("#editor");
    await page.keyboard.press("Control+End");
  };
  await opened();
  // A slow desk: the answer to a save comes after many more changes.
  let onTheirWay = 0;
  await page.route("**/edit", async (route) => {
    onTheirWay += 1;
    seen.atOnce = Math.max(seen.atOnce, onTheirWay);
    await waited(1500);
    const answer = await route.fetch();
    onTheirWay -= 1;
    await route.fulfill({ response: answer });
  });
  await page.keyboard.type("Saved before. ", { delay: 200 });
  await said(/^Saved\.$/);
  await page.unrouteAll({ behavior: "wait" });
  await unanswered(page, ["Lost once. ", "Lost twice. "]);
  await page.click("button[type=submit]");
  await page.waitForURL("**/response/*?saved=*");
  seen.lost = await readFile(file, "utf-8");
  await opened();
  await page.keyboard.type(" ");
  await page.route("**/edit", (route) =>
    route.request().postData().includes("TooMuch")
      ? route.fulfill({ status: 422, contentType: "text/html", body: "" })
      : route.continue());
  await page.keyboard.type("TooMuch");
  await said("the desk cannot take this");
  for (const _ of "TooMuch") await page.keyboard.press("Backspace");
  await said(/^Saved\.$/);
  await page.unrouteAll({ behavior: "wait" });
  await page.keyboard.type("Typed as it died. ");
  desk.kill("SIGKILL");
  await page.keyboard.type("Typed after.");
  await said("Not saved yet");
  seen.died = await readFile(file, "utf-8");

  ({ desk, address } = await started(new URL(address).port));
  await said("the desk was started again");
  await (await context.newPage()).goto(address);
  await said(/^Saved\.$/);
  seen.again = await readFile(file, "utf-8");
} finally {
  await browser.close();
  desk.kill();
}
console.log(JSON.stringify([seen]));
