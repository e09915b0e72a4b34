// Tests that every page is valid HTML by html-validate's recommended preset, without
// errors and warnings: content model, unique and referenced ids, one h1, heading levels,
// landmarks and their names, ARIA, and style.

import assert from "node:assert/strict";
import { test } from "node:test";
import { HtmlValidate } from "html-validate";
import { all } from "./site.mjs";

const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:recommended", "html-validate:document"],
  rules: {
    // The pages load nothing from other hosts, where a checksum would protect them.
    "require-sri": ["error", { target: "crossorigin" }],
    // The minifier writes <!doctype html>; both cases mean the same.
    "doctype-style": ["error", { style: "lowercase" }],
    // Positions on the road and in the time plan are data, handed to the style sheet
    // as custom properties.
    "no-inline-style": ["error", { allowedProperties: [], allowVariables: true }],
    // A title names the page first and what it belongs to after it; where a list of
    // results cuts it, the surroundings are lost and not the name.
    "long-title": ["error", { maxlength: 120 }],
    // The minifier leaves an ampersand alone where HTML allows that: before a space.
    "no-raw-characters": ["error", { relaxed: true }],
  },
});

for (const site of all()) {
  for (const file of site.files.filter((name) => name.endsWith(".html"))) {
    test(`${site.name}: ${file} is valid`, async () => {
      const report = await validator.validateString(site.text(file), file);
      const messages = report.results.flatMap((result) =>
        result.messages.map((m) => `${file}:${m.line}:${m.column}: ${m.message} (${m.ruleId})`),
      );
      assert.deepEqual(messages, []);
    });
  }
}
