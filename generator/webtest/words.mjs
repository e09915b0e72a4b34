// The interface words of the site, from i18n/. Only plain words are needed, so the files
// are read line by line and not as YAML.

import { readFileSync } from "node:fs";

// words returns a function that gives the word of a key in a language.
export function words(lang) {
  const text = readFileSync(new URL(`../../i18n/${lang}.yaml`, import.meta.url), "utf8");
  return (key) => {
    const line = text.split("\n").find((l) => l.startsWith(`${key}: `));
    if (!line) throw new Error(`i18n/${lang}.yaml has no ${key}`);
    const word = line.slice(key.length + 2).trim().replace(/^"(.*)"$/, "$1");
    if (word.includes("{{")) throw new Error(`${key} is not a plain word in i18n/${lang}.yaml: ${word}`);
    return word;
  };
}
