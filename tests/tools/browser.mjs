// Where the tests' browser is. `node browser.mjs` makes it ready, so that no test has to.
//
// The npm package @sparticuz/chromium carries a headless Chromium as one compressed file,
// which works the same on Debian, on Ubuntu and in a container. It is for Linux on x86-64;
// elsewhere, or when S55_TEST_BROWSER names one, an installed browser is used.
import { existsSync } from "node:fs";
import { chmod, rename } from "node:fs/promises";
import { createReadStream, createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";

const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:/Program Files/Google/Chrome/Application/chrome.exe",
  "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
];

// Unpacks the browser beside its package. Whoever comes second, or after an interruption,
// finds either nothing or the whole file.
async function unpacked() {
  const modules = join(import.meta.dirname, "node_modules");
  const browser = join(modules, ".s55-chromium-153.0.0");
  if (!existsSync(browser)) {
    const unfinished = `${browser}.${process.pid}`;
    const packed = join(modules, "@sparticuz", "chromium", "bin", "chromium.br");
    await pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(unfinished));
    await chmod(unfinished, 0o755);
    await rename(unfinished, browser);
  }
  return browser;
}

export async function browserPath() {
  if (process.env.S55_TEST_BROWSER) return process.env.S55_TEST_BROWSER;
  if (process.platform === "linux" && process.arch === "x64") return await unpacked();
  const found = INSTALLED.find(existsSync);
  if (!found) throw new Error("No browser found. Set S55_TEST_BROWSER to the path of a Chromium.");
  return found;
}

if (process.argv[1] === import.meta.filename) console.log(await browserPath());
