// Rewrites the front matter of a tree from YAML to JSON, which Eleventy reads faster.
// The tree is then one of Eleventy's alone.
//
//   node json.mjs TREE

import fs from "node:fs";
import path from "node:path";
import { load } from "js-yaml";

const dir = path.join(process.argv[2], "content");
for (const name of fs.readdirSync(dir, { recursive: true })) {
  if (!name.endsWith(".md")) continue;
  const file = path.join(dir, name);
  const text = fs.readFileSync(file, "utf8");
  fs.writeFileSync(file, text.replace(/^---\n(.*?)\n---\n/s, (_, yaml) => `---json\n${JSON.stringify(load(yaml))}\n---\n`));
}
