// Compares the pages of two folders as trees: elements, attributes in any order, and
// text in which white space is one space, or none beside a block.
//
//   node compare.mjs TREE_OUT HUGO_OUT

import fs from "node:fs";
import path from "node:path";
import { parseDocument } from "htmlparser2";

const blocks = new Set(
  `html head meta title link script body header footer main nav section article aside div address h1 h2 h3 h4 h5 h6 p ul ol li
  dl dt dd table caption thead tbody tr th td blockquote pre hr br svg path`.split(/\s+/),
);

/** The parts of a page, one a line. */
function parts(html) {
  const out = [];
  const text = (words, open) => {
    if (open && typeof out.at(-1) === "string" && !out.at(-1).startsWith("<")) out[out.length - 1] += words;
    else out.push(words);
  };
  const walk = (node) => {
    if (node.type === "text") return text(node.data.replace(/[ \t\r\n]+/g, " "), true);
    if (node.type === "comment") return out.push(`<!--${node.data}-->`);
    if (node.type === "directive") return out.push(`<${node.data}>`);
    if (node.name) {
      const attributes = Object.entries(node.attribs).sort(([a], [b]) => (a < b ? -1 : 1));
      out.push(`<${node.name}${attributes.map(([name, value]) => ` ${name}=${JSON.stringify(value)}`).join("")}>`);
    }
    node.children.forEach(walk);
    if (node.name) out.push(`</${node.name}>`);
  };
  walk(parseDocument(html));
  const isBlock = (part) => part === undefined || blocks.has(part.match(/^<[/!]?([\w-]+)/)?.[1]);
  return out
    .map((part, i) => {
      if (part.startsWith("<")) return part;
      if (isBlock(out[i - 1])) part = part.trimStart();
      if (isBlock(out[i + 1])) part = part.trimEnd();
      return part;
    })
    .filter(Boolean);
}

function files(dir) {
  return fs
    .readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)))
    .sort();
}

const [ours, theirs] = process.argv.slice(2);
const [mine, hugos] = [files(ours), files(theirs)];
let different = 0;
const report = (name, why) => {
  different++;
  console.log(`${name}: ${why}`);
};

for (const name of new Set([...mine, ...hugos])) {
  const [a, b] = [ours, theirs].map((dir) => path.join(dir, name));
  if (!fs.existsSync(a) || !fs.existsSync(b)) report(name, fs.existsSync(a) ? "not in Hugo's" : "missing");
  else if (!name.endsWith(".html")) {
    if (!fs.readFileSync(a).equals(fs.readFileSync(b))) report(name, "another file");
  } else {
    const [x, y] = [a, b].map((file) => parts(fs.readFileSync(file, "utf8")));
    const at = x.findIndex((part, i) => part !== y[i]);
    if (at >= 0 || x.length !== y.length) report(name, `\n  ${x.slice(at - 1, at + 2).join(" ")}\n  ${y.slice(at - 1, at + 2).join(" ")}`);
  }
}
console.log(`${hugos.filter((name) => name.endsWith(".html")).length} pages, ${hugos.length} files; ${different} different`);
process.exitCode = different ? 1 : 0;
