// The settings and words of the tree that `plenary eject` wrote.

import fs from "node:fs";
import path from "node:path";
import { load } from "js-yaml";
import { esc } from "./html.js";

export const tree = inside(path.resolve(process.env.TREE ?? "."));
export const content = path.join(tree, "content");

const read = (name) => load(fs.readFileSync(path.join(tree, name), "utf8"));
const config = read("hugo.yaml");

export const { baseURL, params } = config;

/**
 * A folder where changes in it are seen: while watching, Eleventy takes no notice of
 * files outside its own folder, so a link stands there for the tree.
 */
function inside(dir) {
  if (process.env.ELEVENTY_RUN_MODE === "build" || !path.relative("", dir).startsWith("..")) return dir;
  fs.rmSync("tree", { force: true });
  fs.symlinkSync(dir, "tree");
  return path.resolve("tree");
}

/** The languages by name, the default one first. */
export const languages = new Map(
  Object.entries(config.languages)
    .sort(([, a], [, b]) => a.weight - b.weight)
    .map(([name, { title, label, params, markup }]) => {
      const { eastAsianLineBreaks } = markup.goldmark.extensions.cjk;
      return [name, { name, title, label, organization: params.organization, eastAsianLineBreaks, words: words(name) }];
    }),
);
export const [defaultLanguage] = languages.keys();

/**
 * The words of a language as HTML: strings, or functions where something is to be
 * filled in, which take and give HTML.
 */
function words(lang) {
  const plural = new Intl.PluralRules(lang);
  const phrase = (text) => {
    const parts = esc(text).split(/\{\{ \.([\w.]+) \}\}/); // text, name, text, …
    if (parts.length === 1) return parts[0];
    return (data) => parts.map((part, i) => (i % 2 ? data[part] : part)).join("");
  };
  const counted = (forms) => {
    const phrases = Object.fromEntries(Object.entries(forms).map(([form, text]) => [form, phrase(text)]));
    return (n) => (phrases[plural.select(n)] ?? phrases.other)({ Count: n });
  };
  const say = (text) => (typeof text === "string" ? phrase(text) : counted(text));
  return Object.fromEntries(Object.entries(read(`i18n/${lang}.yaml`)).map(([key, text]) => [key, say(text)]));
}
