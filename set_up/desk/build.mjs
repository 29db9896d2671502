// Makes the stylesheet and the text editor of the desk, in s55/desk/static/, from pinned npm packages.
//
//     cd set_up/desk && npm ci --ignore-scripts && node build.mjs
//
// assets.json beside them says what they were made of, under which licence, and their SHA-256.
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import * as sass from "sass";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = `${here}../../s55/desk/static/`;
const packed = async (name) =>
  JSON.parse(await readFile(`${here}node_modules/${name}/package.json`, "utf-8"));
const named = async (name) => `${name} ${(await packed(name)).version}`;
const sha256 = (data) => createHash("sha256").update(data).digest("hex");

async function stylesheet() {
  const { css } = sass.compile(`${here}desk.scss`, {
    style: "compressed",
    loadPaths: [`${here}node_modules/govuk-frontend/dist`],
    quietDeps: true,
  });
  await writeFile(`${out}desk.css`, css);
  return {
    from: [await named("govuk-frontend")],
    licence: (await packed("govuk-frontend")).license,
    licence_file: "govuk-frontend-LICENSE.txt",
    made_by: await named("sass"),
    sha256: sha256(css),
  };
}

// One file, with the licences of all that went into it beside it.
async function editor() {
  const { outputFiles, metafile } = await build({
    entryPoints: [`${here}editor/editor.js`],
    absWorkingDir: here,
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    legalComments: "none",
    metafile: true,
    write: false,
  });
  const names = new Set();
  for (const path of Object.keys(metafile.inputs)) {
    const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path);
    if (found) names.add(found[1]);
  }
  const from = await Promise.all([...names].sort().map(named));
  const licences = new Set();
  const texts = [];
  for (const name of [...names].sort()) {
    licences.add((await packed(name)).license);
    const text = await readFile(`${here}node_modules/${name}/LICENSE`, "utf-8");
    texts.push(`${await named(name)}\n\n${text.trim()}\n`);
  }
  await writeFile(`${out}editor.js`, outputFiles[0].contents);
  await writeFile(`${out}editor-LICENSES.txt`, texts.join("\n----\n\n"));
  return {
    from,
    licence: [...licences].sort().join(", "),
    licence_file: "editor-LICENSES.txt",
    made_by: await named("esbuild"),
    sha256: sha256(outputFiles[0].contents),
  };
}

const assets = { "desk.css": await stylesheet(), "editor.js": await editor() };
await writeFile(`${out}assets.json`, `${JSON.stringify(assets, null, 2)}\n`);
