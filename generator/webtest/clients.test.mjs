// Proof: every feed of the shipped content, of the made-up content and of a generated
// archive is read by libical and by Python's icalendar without a complaint, and field
// by field as ical.js reads it.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { head, read, texts, times } from "./reader.mjs";
import { archive, madeUp, shipped } from "./site.mjs";

for (const site of [shipped(), madeUp(), archive()]) {
  const files = site.feeds.map((file) => join(site.dir, file));
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
