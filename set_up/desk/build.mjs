// Makes the stylesheet of the desk, s55/desk/static/desk.css, from pinned npm packages.
//
//     cd set_up/desk && npm ci --ignore-scripts && node build.mjs
//
// assets.json beside it says what it was made of, under which licence, and its SHA-256.
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import * as sass from "sass";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = `${here}../../s55/desk/static/`;
const { css } = sass.compile(`${here}desk.scss`, {
  style: "compressed",
  loadPaths: [`${here}node_modules/govuk-frontend/dist`],
  quietDeps: true,
});
const packed = async (name) =>
  JSON.parse(await readFile(`${here}node_modules/${name}/package.json`, "utf-8"));
const { version, license } = await packed("govuk-frontend");
const assets = {
  "desk.css": {
    from: `govuk-frontend ${version}`,
    licence: license,
    licence_file: "govuk-frontend-LICENSE.txt",
    made_by: `sass ${(await packed("sass")).version}`,
    sha256: createHash("sha256").update(css).digest("hex"),
  },
};
await writeFile(`${out}desk.css`, css);
await writeFile(`${out}assets.json`, `${JSON.stringify(assets, null, 2)}\n`);
