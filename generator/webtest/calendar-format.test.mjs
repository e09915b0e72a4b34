// Tests that every calendar follows the format (RFC 5545, RFC 7986) down to its octets,
// and that ical.js, Thunderbird's parser, reads it. Feeds say where they come from;
// calendars of one item do not, so that they are imported and not subscribed to.
// calendar-content.test.mjs tests what is in them.

import assert from "node:assert/strict";
import { test } from "node:test";
import ICAL from "ical.js";
import { all } from "./site.mjs";

// physicalLines returns a feed's lines as they are in the file, in octets, without
// their ends.
function physicalLines(bytes) {
  const text = bytes.toString("latin1"); // one character for each octet
  assert.ok(text.endsWith("\r\n"), "the last line ends in CRLF");
  assert.doesNotMatch(text.replaceAll("\r\n", ""), /[\r\n]/, "lines end in CRLF and nothing else");
  return text.slice(0, -2).split("\r\n").map((line) => Buffer.from(line, "latin1"));
}

// checkFolds checks that no fold parts a backslash from what it escapes.
function checkFolds(lines) {
  let open = false; // the line before ends within an escape
  for (const line of lines) {
    const folded = line[0] === 0x20;
    assert.ok(!(folded && open), `a fold parts an escape before ${line}`);
    const text = folded ? line.subarray(1) : line;
    open = false;
    for (const octet of text) open = octet === 0x5c && !open;
  }
}

// times returns the properties of an event that hold a date or a time.
const times = (event) => ["dtstart", "dtend"].map((name) => event.getFirstProperty(name)).filter(Boolean);

for (const site of all()) {
  test(`${site.name} has feeds and items`, () => assert.ok(site.feeds.length > 0 && site.items.length > 0));

  for (const file of site.items) {
    test(`${site.name}: ${file} has one item, and nothing that asks to be subscribed to`, () => {
      const calendar = new ICAL.Component(ICAL.parse(site.text(file)));
      assert.deepEqual(calendar.getAllProperties().map((p) => p.name), ["prodid", "version", "calscale", "method"]);
      assert.equal(calendar.getFirstPropertyValue("method"), "PUBLISH");
      assert.equal(calendar.getAllSubcomponents("vevent").length, 1);
    });
  }

  for (const file of site.feeds) {
    test(`${site.name}: ${file} has reminders of confirmed deadlines if it is the feed with reminders`, () => {
      const calendar = new ICAL.Component(ICAL.parse(site.text(file)));
      for (const event of calendar.getAllSubcomponents("vevent")) {
        const alarms = event.getAllSubcomponents("valarm");
        const due = file.endsWith("/deadlines-alarm.ics") && event.getFirstPropertyValue("status") === "CONFIRMED";
        const days = alarms.map((alarm) => alarm.getFirstPropertyValue("trigger").toSeconds() / (24 * 3600));
        assert.deepEqual(days, due ? [-7, -1] : [], event.getFirstPropertyValue("uid"));
        for (const alarm of alarms) {
          assert.equal(alarm.getFirstPropertyValue("action"), "DISPLAY");
          const text = alarm.getFirstProperty("description");
          assert.ok(text.getFirstValue().includes(event.getFirstPropertyValue("summary")), text.getFirstValue());
          assert.equal(text.getParameter("language"), file.split("/")[0]);
        }
      }
    });
  }

  for (const file of site.calendars) {
    const name = `${site.name}: ${file}`;
    const bytes = site.bytes(file);
    const read = () => new ICAL.Component(ICAL.parse(bytes.toString("utf8")));

    test(`${name} has lines of at most 75 octets of UTF-8, folded between characters`, () => {
      assert.notDeepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf], "no byte order mark");
      const lines = physicalLines(bytes);
      for (const line of lines) {
        assert.ok(line.length <= 75, `${line.length} octets in ${line}`);
        assert.ok(line.length > 0, "no line is empty");
        // Throws where a character is cut in two.
        new TextDecoder("utf-8", { fatal: true }).decode(line);
      }
      checkFolds(lines);
    });

    if (site.feeds.includes(file)) test(`${name} says what it is and where it comes from`, () => {
      const calendar = read();
      assert.equal(calendar.name, "vcalendar");
      const value = (property) => calendar.getFirstPropertyValue(property)?.toString();
      assert.equal(value("version"), "2.0");
      assert.equal(value("calscale"), "GREGORIAN");
      assert.equal(value("method"), "PUBLISH");
      assert.equal(value("source"), site.url(file));
      assert.equal(value("url"), site.url(file.replace(/[^/]*$/, "")));
      for (const property of ["prodid", "name", "description", "color"]) {
        assert.ok(value(property), property.toUpperCase());
      }
      assert.equal(value("x-wr-calname"), value("name"));
      const refresh = calendar.getFirstProperty("refresh-interval");
      assert.equal(refresh.type, "duration");
      const hours = ICAL.Duration.fromString(refresh.getFirstValue().toString()).toSeconds() / 3600;
      assert.ok(hours > 0 && hours <= 12, `REFRESH-INTERVAL is ${hours} h`);
      assert.equal(value("x-published-ttl"), value("refresh-interval"));
      const lang = file.split("/")[0];
      for (const property of ["name", "x-wr-calname", "description"]) {
        assert.equal(calendar.getFirstProperty(property).getParameter("language"), lang);
      }
    });

    test(`${name} describes every time zone that it uses, and no other`, () => {
      const calendar = read();
      const described = calendar.getAllSubcomponents("vtimezone").map((zone) => {
        assert.ok(zone.getFirstSubcomponent("standard"), "a VTIMEZONE has a STANDARD part");
        return zone.getFirstPropertyValue("tzid");
      });
      const used = calendar
        .getAllSubcomponents("vevent")
        .flatMap(times)
        .map((property) => property.getParameter("tzid"))
        .filter(Boolean);
      assert.deepEqual([...described].sort(), [...new Set(used)].sort());
    });

    test(`${name} has complete events`, () => {
      const calendar = read();
      const events = calendar.getAllSubcomponents("vevent");
      const uids = events.map((event) => event.getFirstPropertyValue("uid"));
      assert.equal(new Set(uids).size, uids.length, "UIDs are unique");
      for (const event of events) {
        const uid = event.getFirstPropertyValue("uid");
        for (const property of [
          "dtstamp", "last-modified", "sequence", "status", "summary", "description", "dtstart", "url", "categories", "transp",
        ]) {
          assert.equal(event.getAllProperties(property).length, 1, `${uid} has one ${property.toUpperCase()}`);
        }
        assert.match(event.getFirstPropertyValue("status"), /^(CONFIRMED|CANCELLED)$/);
        assert.ok(event.getFirstPropertyValue("url").startsWith(site.base.href), `${uid} has a page`);
        assert.ok(
          event.getFirstPropertyValue("description").includes(event.getFirstPropertyValue("url")),
          `${uid} has the address of its page in the description`,
        );
        for (const property of ["summary", "description", "location"]) {
          const text = event.getFirstProperty(property);
          if (text) assert.equal(text.getParameter("language"), file.split("/")[0], `${uid} ${property}`);
        }
        checkTimes(event, uid);
      }
    });
  }
}

// checkTimes checks that a day is a day and an hour has its zone.
function checkTimes(event, uid) {
  const start = event.getFirstPropertyValue("dtstart");
  const end = event.getFirstPropertyValue("dtend");
  if (start.isDate) {
    assert.ok(end?.isDate, `${uid}: a day ends on a day`);
    assert.ok(end.compare(start) > 0, `${uid}: DTEND is the day after the last`);
    assert.equal(event.getFirstPropertyValue("transp"), "TRANSPARENT", uid);
    assert.equal(event.getFirstPropertyValue("x-microsoft-cdo-busystatus"), "FREE", uid);
    return;
  }
  for (const property of times(event)) {
    const time = property.getFirstValue();
    assert.ok(!time.isDate, `${uid}: an hour ends at an hour`);
    const zoned = property.getParameter("tzid") ?? (time.zone === ICAL.Timezone.utcTimezone);
    assert.ok(zoned, `${uid}: ${property.toICALString()} floats`);
  }
  if (end) assert.ok(end.compare(start) > 0, `${uid} ends after it begins`);
}
