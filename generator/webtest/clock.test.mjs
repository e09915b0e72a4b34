// Tests that what the script adds is right at every time of the year and in every time
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

// isOver reports whether a deadline is over: an instant when it has passed, a day when
// it is over where the reader is.
const isOver = (deadline, clock, zone) =>
  deadline.instant ? Date.parse(deadline.instant) < Date.parse(clock) : deadline.day < localDay(clock, zone);

// leaf returns the day under which the letter lists a deadline.
const leaf = (deadline) => deadline.day ?? deadline.instant.slice(0, 10);

// over returns the deadlines whose leaf is over: everything on it is.
const over = (clock, zone) =>
  facts.deadlines.filter((d) => facts.deadlines.every((e) => leaf(e) !== leaf(d) || isOver(e, clock, zone)));

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

        // tellsNext checks the box of the next deadlines within a part of the page.
        const tellsNext = async (part) => {
          const box = page.locator(part).locator("[data-next]");
          const text = (await box.innerText()).replace(/\s+/g, " ");
          assert.ok(text.includes(word("next_deadline")), text);
          assert.ok(text.includes(distance(due(expected[0], zone), clock, zone, lang)), text);
          const titles = (await box.locator("a:visible").allInnerTexts()).flatMap((t) => t.split(/, |、/));
          assert.deepEqual(titles, expected.map((d) => d[lang]));
        };

        test(`${zone}, ${clock}: the ${lang} overview shows the next deadline and marks what is over`, async () => {
          await at(clock, `${lang}/${facts.meeting}`);
          if (expected.length > 0) await tellsNext("main");
          else assert.equal((await page.locator("[data-next]").innerText()).trim(), word("deadlines_over"));
          const marks = await page.locator("[data-today] li.past time").evaluateAll((list) => list.map((time) => time.dateTime));
          const days = [...new Set(over(clock, zone).map(leaf))];
          if (localDay(clock, zone) > facts.days.last) days.push(facts.days.first);
          assert.deepEqual(marks, days);
        });

        test(`${zone}, ${clock}: the ${lang} deadlines page marks what is over`, async () => {
          await at(clock, `${lang}/${facts.meeting}deadlines/`);
          const marked = await page.locator("li.passed section").evaluateAll((list) => list.map((section) => section.id));
          assert.deepEqual(marked, over(clock, zone).map((d) => d.id));
        });

        for (const path of [`${lang}/`, `${lang}/${facts.group}`]) {
          test(`${zone}, ${clock}: ${path} says whether the meeting is to come`, async () => {
            await at(clock, path);
            const list = page.locator("[data-meetings]");
            const headings = await list.locator("h2").allInnerTexts();
            const today = localDay(clock, zone);
            const coming = today <= facts.days.last;
            assert.equal(headings.includes(word("coming")), coming, headings.join());
            const text = await list.innerText();
            assert.ok(text.includes(facts.span[lang]));
            assert.equal(text.includes(word("in_session")), coming && today >= facts.days.first, text);
            if (expected.length > 0) await tellsNext("[data-meetings]");
            else assert.ok(!text.includes(word("next_deadline")), text);
          });
        }
      }

      test(`${zone}: today is where it belongs on the ${lang} road`, async () => {
        await at("2023-07-01T12:00Z", `${lang}/${facts.meeting}`);
        const today = await page.locator("[data-today] .today").boundingBox();
        const july = await page.locator("[data-today] .months span").first().boundingBox();
        assert.ok(Math.abs(today.x - july.x) <= 1.5, `today at ${today.x}, 1 July at ${july.x}`);
      });

      test(`${zone}: today is not on the ${lang} road before and after it`, async () => {
        for (const clock of ["2023-06-01T12:00Z", "2023-12-01T12:00Z"]) {
          await at(clock, `${lang}/${facts.meeting}`);
          assert.equal(await page.locator("[data-today] .today").count(), 0, clock);
        }
      });
    });
  }
}
