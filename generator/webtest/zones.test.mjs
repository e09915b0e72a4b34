// Tests that the instants that parsers read from feeds are those of the IANA database,
// for every zone that content may name, at every hour around every change of the clocks
// in eleven years: ical.js in all feeds, libical and dateutil in a part of them.
// TestWriteZones in generator/calendar writes the feeds into the folder that
// PLENARY_FEEDS names.
//
// ical.js expands a rule without end up to five years after the year in question, or
// after the present one if that is later, and expands it again for an event of a later
// year. Its clock is that of 2018, so that this does not depend on the present year.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import ICAL from "ical.js";
import { readInstants } from "./parsers.mjs";

const dir = process.env.PLENARY_FEEDS && join(process.env.PLENARY_FEEDS, "zones");
if (!dir) throw new Error("PLENARY_FEEDS must name the folder of feeds that tests wrote; see zones.test.mjs");

// feeds returns the files of a kind: "all" for those over all years, "year".
const feeds = (kind) =>
  readdirSync(join(dir, kind), { recursive: true })
    .filter((file) => file.endsWith(".ics"))
    .sort()
    .map((file) => join(dir, kind, file));

// Instants counts instants and collects those that differ from what a UID says.
class Instants {
  count = 0;
  wrong = [];

  // event adds what was read of an event: its UID, and the instants of both ends.
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
  const instants = new Instants();
  for (const file of [...feeds("all"), ...feeds("year")]) {
    const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
    for (const event of calendar.getAllSubcomponents("vevent")) {
      const instant = (name) => event.getFirstPropertyValue(name).toUnixTime();
      instants.event(file, event.getFirstPropertyValue("uid"), instant("dtstart"), instant("dtend"));
    }
  }
  instants.check(700_000);
});

test("a zone consists of rules and single changes, never of lists of dates, and has a standard time", () => {
  for (const file of feeds("year")) {
    const text = readFileSync(file, "utf8");
    assert.doesNotMatch(text, /^RDATE/m, file); // Outlook does not know them
    assert.match(text, /^BEGIN:STANDARD\r$/m, file);
  }
});

for (const parser of ["libical", "dateutil"]) {
  test(`${parser} reads the instants right`, async () => {
    const instants = new Instants();
    const years = feeds("year").filter((_, i) => i % 7 === 0); // 7 has no part in the 11 years
    for (const { file, problems, events } of await readInstants(parser, [...feeds("all"), ...years])) {
      assert.deepEqual(problems, [], file);
      for (const event of events) instants.event(file, event.uid, event.dtstart.instant, event.dtend.instant);
    }
    instants.check(350_000);
  });
}
