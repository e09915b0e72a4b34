// Proof: for every zone that content may name, the instants that parsers read from
// our feeds are those of the IANA database, at every hour around every change of the
// clocks in eleven years: ical.js in all feeds, libical and dateutil in a part of
// them. What the feeds are, TestWriteZones in generator/calendar says; the
// environment names their folder:
//
//   PLENARY_FEEDS  feeds that tests of generator/calendar wrote
//
// ical.js works out a rule without end to five years after the year that it is asked
// for, or after the present one if that is later. When the event of a later year
// comes up, it works out all of it once more, beside what it has. So that this
// happens here in every year, and not only until 2023, its clock is that of 2018.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import ICAL from "ical.js";
import { readInstants } from "./reader.mjs";

const dir = process.env.PLENARY_FEEDS && join(process.env.PLENARY_FEEDS, "zones");
if (!dir) throw new Error("PLENARY_FEEDS must name the folder of feeds that tests wrote; see zones.test.mjs");

// feeds returns the files of a kind: "all" for those over all years, "year".
const feeds = (kind) =>
  readdirSync(join(dir, kind), { recursive: true })
    .filter((file) => file.endsWith(".ics"))
    .sort()
    .map((file) => join(dir, kind, file));

// Told counts instants and keeps those that were read otherwise than a UID says.
class Told {
  count = 0;
  wrong = [];

  // event takes what was read of an event: its UID, and the instants of both ends.
  event(file, uid, ...instants) {
    this.count += 2;
    if (instants.join("-") !== uid) this.wrong.push(`${file}: ${uid} is read as ${instants.join("-")}`);
  }

  check(least) {
    assert.deepEqual(this.wrong.slice(0, 20), [], `${this.wrong.length} of ${this.count} events`);
    assert.ok(this.count > least, `only ${this.count} instants`);
  }
}

test("ical.js reads every instant right", () => {
  ICAL.Time.now = () => new ICAL.Time({ year: 2018, month: 1, day: 1 });
  const told = new Told();
  for (const file of [...feeds("all"), ...feeds("year")]) {
    const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
    for (const event of calendar.getAllSubcomponents("vevent")) {
      const instant = (name) => event.getFirstPropertyValue(name).toUnixTime();
      told.event(file, event.getFirstPropertyValue("uid"), instant("dtstart"), instant("dtend"));
    }
  }
  told.check(700_000);
});

test("a zone is told by rules and single changes, never by lists of dates, and has a standard time", () => {
  for (const file of feeds("year")) {
    const text = readFileSync(file, "utf8");
    assert.doesNotMatch(text, /^RDATE/m, file); // Outlook does not know them
    assert.match(text, /^BEGIN:STANDARD\r$/m, file);
  }
});

for (const parser of ["libical", "dateutil"]) {
  test(`${parser} reads the instants right`, async () => {
    const told = new Told();
    const years = feeds("year").filter((_, i) => i % 7 === 0); // 7 has no part in the 11 years
    for (const { file, problems, events } of await readInstants(parser, [...feeds("all"), ...years])) {
      assert.deepEqual(problems, [], file);
      for (const event of events) told.event(file, event.uid, event.dtstart.instant, event.dtend.instant);
    }
    told.check(350_000);
  });
}
