// Tests that libical and Python's icalendar read every feed of the shipped content, of
// the made-up content and of an archive without problems, and each field as ical.js
// reads it.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import ICAL from "ical.js";
import { head, read, texts, times } from "./parsers.mjs";
import { archive, madeUp, shipped } from "./site.mjs";

for (const site of [shipped(), madeUp(), archive()]) {
  const files = site.feeds.map((file) => join(site.dir, file));

  test(`${site.name}: the feeds hold events and zones, nothing that clients do not show`, () => {
    for (const file of site.feeds) {
      const kinds = new ICAL.Component(ICAL.parse(site.text(file))).getAllSubcomponents().map((component) => component.name);
      assert.deepEqual(kinds.filter((kind) => kind !== "vevent" && kind !== "vtimezone"), [], file);
      if (file.split("/").length === 4) assert.ok(kinds.includes("vevent"), `${file} of a meeting has no event`);
    }
  });

  for (const parser of ["libical", "icalendar"]) {
    test(`${site.name}: ${parser} reads the feeds as ical.js does`, async () => {
      const ours = await read("ical.js", files);
      const theirs = await read(parser, files);
      assert.deepEqual(theirs.map((feed) => feed.file), files);
      assert.ok(files.length > 0);
      theirs.forEach(({ file, problems, calendar, events }, i) => {
        assert.deepEqual(problems, [], file);
        assert.deepEqual(Object.keys(calendar).sort(), [...head].sort(), "all properties are compared");
        assert.deepEqual(calendar, ours[i].calendar, file);
        assert.equal(events.length, ours[i].events.length, file);
        events.forEach((event, n) => {
          assert.deepEqual(Object.keys(event).sort(), [...new Set([...texts, ...times, "alarms"])].sort());
          assert.deepEqual(event, ours[i].events[n], `${file}: ${event.uid}`);
        });
      });
    });
  }
}
