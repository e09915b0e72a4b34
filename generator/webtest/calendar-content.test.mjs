// Tests that the feeds say what the letter says, field by field as ical.js reads them:
// the same in all languages, and the same in a group's feed as in a meeting's. An item
// is the same in each calendar that has it, except for reminders and for actions of
// other roles.

import assert from "node:assert/strict";
import { test } from "node:test";
import ICAL from "ical.js";
import * as facts from "./facts.mjs";
import { all, below, shipped } from "./site.mjs";

// events returns the events of a feed by their UID.
function events(site, file) {
  const calendar = new ICAL.Component(ICAL.parse(site.text(file)));
  return new Map(calendar.getAllSubcomponents("vevent").map((event) => [event.getFirstPropertyValue("uid"), event]));
}

// said returns what must be the same in all languages.
const said = (event) =>
  ["uid", "dtstart", "dtend", "sequence", "status", "dtstamp", "geo"].map((name) => event.getFirstProperty(name)?.toICALString());

const instant = (time) => time.toJSDate().toISOString().replace(":00.000Z", "Z");

// dayAfter returns the day after one.
function dayAfter(day) {
  return new Date(Date.parse(day) + 24 * 3600 * 1000).toISOString().slice(0, 10);
}

for (const site of all()) {
  const inLanguage = (file, lang) => file.replace(/^[^/]+/, lang);

  for (const file of site.calendars.filter((name) => name.startsWith(`${site.languages[0]}/`))) {
    test(`${site.name}: ${file} says the same in ${site.languages.join(" and ")}`, () => {
      const [one, ...others] = site.languages.map((lang) => [...events(site, inLanguage(file, lang)).values()].map(said));
      for (const other of others) assert.deepEqual(other, one);
    });
  }

  for (const file of site.feeds.filter((name) => name.endsWith("/calendar.ics"))) {
    test(`${site.name}: ${file} holds the deadlines and the events`, () => {
      const part = (kind) => [...events(site, file.replace("calendar.ics", `${kind}.ics`)).keys()];
      assert.deepEqual([...events(site, file).keys()].sort(), [...part("deadlines"), ...part("events")].sort());
    });
  }

  for (const file of site.items) {
    test(`${site.name}: ${file} holds the item of the meeting's feed`, () => {
      const whole = events(site, file.replace(/item\/.*/, "calendar.ics"));
      const [[uid, event]] = events(site, file);
      assert.equal(uid.split(".")[0], file.replace(/.*\/(.*)\.ics$/, "$1"));
      assert.equal(event.toString(), whole.get(uid).toString());
    });
  }

  for (const file of site.feeds.filter((name) => name.endsWith("/calendar.ics") && name.split("/").length === 4)) {
    test(`${site.name}: every item of ${file} can be had alone`, () => {
      const ids = [...events(site, file).keys()].map((uid) => uid.split(".")[0]);
      const items = site.items.filter((name) => name.startsWith(file.replace("calendar.ics", "item/")));
      assert.deepEqual(items.map((name) => name.replace(/.*\/(.*)\.ics$/, "$1")).sort(), ids.sort());
    });
  }

  for (const file of site.feeds.filter((name) => /\/deadlines-[^/]*$/.test(name))) {
    test(`${site.name}: ${file} holds deadlines as they are, or less of them`, () => {
      const whole = events(site, file.replace(/deadlines-.*/, "deadlines.ics"));
      for (const [uid, event] of events(site, file)) {
        event.removeAllSubcomponents("valarm");
        const lines = (e) => e.toString().split("\r\n").filter((line) => !/^(SUMMARY|DESCRIPTION| )/.test(line));
        assert.deepEqual(lines(event), lines(whole.get(uid)));
        const described = (e) => e.getFirstPropertyValue("description").split("\n");
        assert.deepEqual(described(event).filter((line) => !described(whole.get(uid)).includes(line)), [], uid);
        if (file.endsWith("-alarm.ics")) assert.equal(event.toString(), whole.get(uid).toString());
      }
    });
  }

  for (const file of site.feeds.filter((name) => name.split("/").length === 4)) {
    const [lang, group, , kind] = file.split("/");
    test(`${site.name}: the feed of ${group} holds ${file}`, () => {
      const whole = events(site, `${lang}/${group}/${kind}`);
      for (const [uid, event] of events(site, file)) {
        assert.equal(whole.get(uid)?.toString(), event.toString(), uid);
      }
    });
  }
}

for (const site of [shipped(), below()]) {
  for (const lang of site.languages) {
    const of = (kind) => events(site, `${lang}/${facts.meeting}${kind}.ics`);
    const uid = (id) => `${id}.sg17-2023-08@meetings.example.org`;
    const name = `${site.name}, ${lang}`;

    test(`${name}: there are the deadlines and the events of the letter, and no other`, () => {
      const deadlines = facts.deadlines.map((d) => uid(d.id));
      const rest = ["meeting", "registration", "opening", ...facts.events.map((e) => e.id)].map(uid);
      assert.deepEqual([...of("deadlines").keys()].sort(), deadlines.sort());
      assert.deepEqual([...of("events").keys()].sort(), rest.sort());
    });

    for (const role of new Set(facts.deadlines.map((d) => d.who))) {
      test(`${name}: ${role} have a feed of what they must do, and nothing else`, () => {
        const own = facts.deadlines.filter((d) => d.who === role).map((d) => uid(d.id));
        assert.deepEqual([...of(`deadlines-${role}`).keys()].sort(), own.sort());
      });
    }

    test(`${name}: every role that acts has a feed, and no other`, () => {
      const feeds = site.feeds.filter((file) => file.startsWith(`${lang}/${facts.meeting}deadlines-`));
      const roles = feeds.map((file) => file.replace(/.*deadlines-(.*)\.ics$/, "$1"));
      assert.deepEqual(roles, ["alarm", ...new Set(facts.deadlines.map((d) => d.who))].sort());
    });

    for (const fact of [...facts.deadlines, ...facts.events].filter((f) => f.day)) {
      test(`${name}: ${fact.id} is all day on ${fact.day}`, () => {
        const event = of("calendar").get(uid(fact.id));
        assert.equal(event.getFirstPropertyValue("dtstart").toString(), fact.day);
        assert.equal(event.getFirstPropertyValue("dtend").toString(), dayAfter(fact.day));
        assert.equal(event.getFirstPropertyValue("status"), "CONFIRMED");
        assert.equal(event.getFirstPropertyValue("sequence"), 0);
      });
    }

    for (const fact of facts.deadlines) {
      test(`${name}: ${fact.id} is named and leads to its leaf`, () => {
        const event = of("deadlines").get(uid(fact.id));
        assert.ok(event.getFirstPropertyValue("summary").includes(fact[lang]), event.getFirstPropertyValue("summary"));
        assert.equal(event.getFirstPropertyValue("url"), site.url(`${lang}/${facts.meeting}deadlines/#${fact.id}`));
        assert.equal(event.getFirstPropertyValue("transp"), "TRANSPARENT");
      });
    }

    test(`${name}: circular-79 ends at its instant`, () => {
      const event = of("deadlines").get(uid("circular-79"));
      const end = event.getFirstPropertyValue("dtend");
      assert.equal(instant(end), facts.deadlines.find((d) => d.id === "circular-79").instant);
      assert.equal(end.zone, ICAL.Timezone.utcTimezone);
      assert.match(event.getFirstPropertyValue("description"), /08:59/, "the description has the venue's time");
    });

    test(`${name}: the meeting lasts from its first to its last day`, () => {
      const event = of("events").get(uid("meeting"));
      assert.equal(event.getFirstPropertyValue("dtstart").toString(), facts.days.first);
      assert.equal(event.getFirstPropertyValue("dtend").toString(), dayAfter(facts.days.last));
    });

    for (const [id, when, local] of [
      ["registration", facts.registration, "2023-08-29T08:30:00"],
      ["opening", facts.opening, "2023-08-29T09:30:00"],
    ]) {
      test(`${name}: ${id} is at ${local} in Goyang`, () => {
        const event = of("events").get(uid(id));
        const start = event.getFirstProperty("dtstart");
        assert.equal(start.getParameter("tzid"), "Asia/Seoul");
        assert.equal(start.getFirstValue().toString(), local);
        assert.equal(instant(start.getFirstValue()), when);
        assert.equal(event.getFirstProperty("dtend"), null, "an end that the letter does not give is not made up");
      });
    }

    for (const fact of facts.events.filter((f) => f.from)) {
      test(`${name}: ${fact.id} is from ${fact.local.join(" to ")} in Goyang`, () => {
        const event = of("events").get(uid(fact.id));
        const both = ["dtstart", "dtend"].map((property) => event.getFirstProperty(property));
        assert.deepEqual(both.map((p) => p.getParameter("tzid")), ["Asia/Seoul", "Asia/Seoul"]);
        assert.deepEqual(both.map((p) => p.getFirstValue().toString()), fact.local);
        assert.deepEqual(both.map((p) => instant(p.getFirstValue())), [fact.from, fact.to]);
      });
    }
  }
}
