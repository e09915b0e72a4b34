// Tests that without JavaScript every fact is on the page, and nothing that depends on
// the current time: which deadline is next, which meeting is past.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import * as facts from "./facts.mjs";
import { shipped } from "./site.mjs";
import { open } from "./visit.mjs";
import { words } from "./words.mjs";

const site = shipped();
const claims = ["next_deadline", "deadlines_over", "coming", "in_session", "today"];
const dueDays = [...new Set(facts.deadlines.map((d) => d.day ?? d.instant.slice(0, 10)))];

// expected returns what must be on a page, by its path below the folder of a language.
function expected(path, lang) {
  const due = dueDays.map((day) => facts.date(day, lang));
  const held = ["2023-08-28", "2023-08-29", "2023-09-01"].map((day) => facts.date(day, lang));
  const hours = ["19:00–21:00", "14:30–16:00", "23:59"];
  const first = ["08:30", "09:30"];
  switch (path) {
    case "":
    case facts.group:
      return [facts.span[lang]];
    case facts.meeting:
      return [facts.span[lang], ...first, ...due, ...held, ...hours];
    case `${facts.meeting}deadlines/`:
      return ["23:59", "08:59"];
    case `${facts.meeting}letter/`:
    case `${facts.meeting}print/`:
      return [facts.span[lang], ...first, ...due, ...hours];
    default:
      return [];
  }
}

describe("without JavaScript", () => {
  let visit, page;
  before(async () => {
    visit = await open(site);
    page = await visit.reader({ javaScriptEnabled: false });
  });
  after(() => visit.close());

  for (const path of site.pages) {
    test(path || "the front page", async () => {
      await page.goto(visit.root + path);
      // As shown: what the style sheet or the attribute hidden hides is not in it.
      const text = (await page.evaluate(() => document.body.innerText)).replace(/\s+/g, " ");
      const languages = path === "" ? site.languages : [path.split("/")[0]];
      for (const lang of languages) {
        const word = words(lang);
        const below = path.replace(/^[^/]*\//, "");
        for (const fact of expected(below, lang)) assert.ok(text.includes(fact), `${fact} is missing`);
        for (const key of claims) assert.ok(!text.includes(word(key)), `“${word(key)}” is claimed`);
      }
      // Nothing that only a script could make work is offered.
      assert.equal(await page.locator("button:visible").count(), 0);
      if (path.endsWith("/deadlines/")) {
        // A leaf shows month, day and weekday apart from each other.
        const days = await page.locator("time:visible").evaluateAll((list) => list.map((time) => time.dateTime));
        assert.deepEqual(dueDays.filter((day) => !days.includes(day)), []);
      }
    });
  }
});
