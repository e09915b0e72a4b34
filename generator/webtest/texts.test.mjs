// Tests that parsers read texts in any script, of any length and with any punctuation
// from a feed unchanged. TestWriteTexts in generator/calendar writes the feeds into the
// folder that PLENARY_FEEDS names.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import ICAL from "ical.js";
import { read } from "./parsers.mjs";

const dir = process.env.PLENARY_FEEDS && join(process.env.PLENARY_FEEDS, "texts");
if (!dir) throw new Error("PLENARY_FEEDS must name the folder of feeds that tests wrote; see zones.test.mjs");

const files = readdirSync(dir).filter((file) => file.endsWith(".ics")).map((file) => join(dir, file));
const wanted = (file) => JSON.parse(readFileSync(file.replace(/ics$/, "json"), "utf8"));

for (const [parser, least] of [["ical.js", 6000], ["libical", 6000], ["icalendar", 3000]]) {
  test(`${parser} reads every text as it was`, async () => {
    let texts = 0;
    // libical drops spaces around the values of a list, such as CATEGORIES.
    const trim = (text) => (parser === "libical" ? text.replace(/^[ \t]+|[ \t]+$/g, "") : text);
    const same = (read, text, what) => {
      // icalendar 4 takes the second half of an escaped backslash for the first of
      // another escape.
      if (parser === "icalendar" && text.includes("\\")) return;
      assert.equal(trim(read), trim(text), what);
      texts++;
    };
    for (const { file, problems, calendar, events } of await read(parser, files)) {
      const want = wanted(file);
      assert.deepEqual(problems, [], file);
      for (const name of ["name", "x-wr-calname"]) same(calendar[name], want.name, `${file}: ${name}`);
      for (const name of ["description", "x-wr-caldesc"]) same(calendar[name], want.description, `${file}: ${name}`);
      assert.equal(events.length, want.events.length, file);
      events.forEach((event, i) => {
        for (const [name, text] of Object.entries(want.events[i])) same(event[name], text, `${file}: ${name} of ${event.uid}`);
      });
    }
    assert.ok(texts > least, `only ${texts} texts`);
  });
}

test("ical.js reads the language of every text", () => {
  for (const file of files) {
    const { lang } = wanted(file);
    const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
    const event = calendar.getFirstSubcomponent("vevent");
    for (const [component, names] of [
      [calendar, ["name", "x-wr-calname", "description", "x-wr-caldesc"]],
      [event, ["summary", "description", "location", "categories"]],
    ]) {
      for (const name of names) assert.equal(component.getFirstProperty(name).getParameter("language"), lang, `${file}: ${name}`);
    }
  }
});
