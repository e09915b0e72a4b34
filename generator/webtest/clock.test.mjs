// Proof: what the script adds is right at every time of the year and in every time
// zone: the next deadline, how far away it is, where today lies on the road, and
// which meetings are still to come.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import * as facts from "./facts.mjs";
import { shipped } from "./site.mjs";
import { open } from "./visit.mjs";
import { words } from "./words.mjs";

const site = shipped();
const zones = ["Asia/Seoul", "America/Los_Angeles", "UTC"];
const clocks = [
  "2023-06-29T12:00Z", // the first date itself
  "2023-07-01T00:00Z",
  "2023-08-16T23:58Z", // a minute before the instant; in Goyang the day is over
  "2023-08-17T00:00Z", // a minute after it; in Los Angeles the day is not over
  "2023-08-17T12:00Z",
  "2023-08-30T12:00Z", // in session
  "2023-09-20T00:00Z",
];

// localDay returns the day that it is in a zone.
const localDay = (clock, zone) => new Date(clock).toLocaleDateString("sv-SE", { timeZone: zone });

// isOver tells whether a deadline is over: an instant when it has passed, a day when
// it is over where the reader is.
const isOver = (deadline, clock, zone) =>
  deadline.instant ? Date.parse(deadline.instant) < Date.parse(clock) : deadline.day < localDay(clock, zone);

// leaf returns the day under which the letter lists a deadline.
const leaf = (deadline) => deadline.day ?? deadline.instant.slice(0, 10);

// due returns the reader's day of a deadline.
const due = (deadline, zone) => deadline.day ?? localDay(deadline.instant, zone);

// next returns the deadlines that fall on the first day, as the reader counts days,
// on which something is still due.
function next(clock, zone) {
  const left = facts.deadlines.filter((d) => !isOver(d, clock, zone));
  const first = left.map((d) => due(d, zone)).sort()[0];
  return left.filter((d) => due(d, zone) === first);
}

// distance says how far away a day is.
function distance(day, clock, zone, lang) {
  const days = (Date.parse(day) - Date.parse(localDay(clock, zone))) / (24 * 3600 * 1000);
  return new Intl.RelativeTimeFormat(lang, { numeric: "auto" }).format(days, "day");
}

for (const lang of site.languages) {
  const word = words(lang);

  for (const zone of zones) {
    describe(`${lang}, in ${zone}`, () => {
      let visit, page;
      before(async () => {
        visit = await open(site);
        page = await visit.reader({ timezoneId: zone });
      });
      after(() => visit.close());

      const at = async (clock, path) => {
        await page.clock.setFixedTime(new Date(clock));
        await page.goto(visit.root + path);
      };

      for (const clock of clocks) {
        const expected = next(clock, zone);

        const tellsNext = async (box) => {
          const text = (await page.locator(box).innerText()).replace(/\s+/g, " ");
          assert.ok(text.includes(word("next_deadline")), text);
          assert.ok(text.includes(distance(due(expected[0], zone), clock, zone, lang)), text);
          const titles = (await page.locator(`${box} a:visible`).allInnerTexts()).flatMap((t) => t.split(/, |、/));
          const named = facts.deadlines.filter((d) => titles.includes(d[lang]));
          assert.deepEqual(expected.filter((d) => !named.includes(d)), [], `not told in: ${text}`);
          // What the letter lists under the same day may be told with it.
          const allowed = (d) => !isOver(d, clock, zone) && expected.some((e) => leaf(e) === leaf(d));
          assert.deepEqual(named.filter((d) => !allowed(d)), [], `told too early or too late in: ${text}`);
        };

        test(`${clock}: the overview tells the next deadline`, async () => {
          await at(clock, `${lang}/${facts.meeting}`);
          if (expected.length > 0) return tellsNext(".next");
          assert.equal((await page.locator(".next").innerText()).trim(), word("deadlines_over"));
        });

        for (const path of [`${lang}/`, `${lang}/${facts.group}`]) {
          test(`${clock}: ${path} tells whether the meeting is to come`, async () => {
            await at(clock, path);
            const headings = await page.locator(".meetings h2").allInnerTexts();
            const today = localDay(clock, zone);
            const coming = today <= facts.days.last;
            assert.equal(headings.includes(word("coming")), coming, headings.join());
            const text = await page.locator(".meetings").innerText();
            assert.ok(text.includes(facts.span[lang]));
            assert.equal(text.includes(word("in_session")), coming && today >= facts.days.first, text);
            if (expected.length > 0) await tellsNext(".soon");
            else assert.ok(!text.includes(word("next_deadline")), text);
          });
        }

        test(`${clock}: what is over is marked, and nothing else`, async () => {
          // A leaf is over when everything on it is.
          const over = facts.deadlines
            .filter((d) => facts.deadlines.every((e) => leaf(e) !== leaf(d) || isOver(e, clock, zone)))
            .map((d) => d.id);
          await at(clock, `${lang}/${facts.meeting}deadlines/`);
          const leaves = page.locator(".leaves > .passed section");
          assert.deepEqual(await leaves.evaluateAll((list) => list.map((section) => section.id)), over);
          await at(clock, `${lang}/${facts.meeting}`);
          const marks = await page.locator(".road li.past:not(.days) time").evaluateAll((list) => list.map((time) => time.dateTime));
          assert.deepEqual(marks, [...new Set(facts.deadlines.filter((d) => over.includes(d.id)).map(leaf))]);
        });
      }

      test("today is where it belongs on the road", async () => {
        await at("2023-07-01T12:00Z", `${lang}/${facts.meeting}`);
        const today = (await page.locator(".road .today").boundingBox()).x;
        const july = (await page.locator(".road .months span").first().boundingBox()).x;
        assert.ok(Math.abs(today - july) <= 1.5, `today at ${today}, 1 July at ${july}`);
      });

      test("today is not on the road before and after it", async () => {
        for (const clock of ["2023-06-01T12:00Z", "2023-12-01T12:00Z"]) {
          await at(clock, `${lang}/${facts.meeting}`);
          assert.equal(await page.locator(".road .today").count(), 0, clock);
        }
      });
    });
  }
}
