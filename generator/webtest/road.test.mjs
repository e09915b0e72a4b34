// Tests that no label of the road to the meeting touches another one, is crossed by a
// stem or sticks out: in both languages, with narrow and wide fonts, on screens just wide
// enough for the drawing and wider, on days when "today" is in a bad place.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { madeUp, shipped } from "./site.mjs";
import { open } from "./visit.mjs";

const day = (date, days) => new Date(Date.parse(date) + days * 24 * 3600 * 1000).toISOString().slice(0, 10);

for (const [site, fonts] of [[shipped(), "narrow"], [shipped(), "wide"], [madeUp(), "narrow"], [madeUp(), "wide"]]) {
  describe(`${site.name}: the road with ${fonts} fonts`, () => {
    let visit, page;
    before(async () => {
      visit = await open(site, { fonts });
      page = await visit.reader();
    });
    after(() => visit.close());

    const roads = site.pages.filter((path) => site.text(site.file(path)).includes(" data-today="));
    test("is there in every language", () => {
      for (const lang of site.languages) assert.ok(roads.some((path) => path.startsWith(`${lang}/`)), lang);
    });

    for (const path of roads) {
      test(`${path} has room for every label`, async () => {
        await page.goto(visit.root + path);
        const { first, marks } = await page.evaluate(marked);
        assert.ok(marks.length > 1, "the meeting and what is due before it");
        // Today on the first day, on every mark, on the day after it, and between them all.
        const todays = new Set([first, ...marks.flatMap((mark) => [day(mark, -2), mark, day(mark, 1), day(mark, 9)])]);
        const problems = [];
        let shown = 0;
        for (const today of todays) {
          await page.clock.setFixedTime(new Date(`${today}T12:00Z`));
          await page.reload();
          for (const width of [960, 1280]) {
            await page.setViewportSize({ width, height: 900 });
            const drawing = await page.evaluate(measure);
            if (drawing.labels.some((label) => label.owner === "today")) shown++;
            problems.push(...faults(drawing).map((fault) => `${today}, ${width} px: ${fault}`));
          }
        }
        assert.deepEqual(problems, []);
        assert.ok(shown > 2, "today is on the road");
      });
    }
  });
}

// overlap reports whether two boxes share more than a hairline.
function overlap(a, b) {
  return Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5;
}

// faults describes what is badly placed.
function faults({ labels, stems, axis }) {
  const found = [];
  labels.forEach((label, i) => {
    for (const other of labels.slice(i + 1)) {
      if (overlap(label, other)) found.push(`${label.name} touches ${other.name}`);
    }
    for (const stem of stems) {
      if (stem.owner !== label.owner && overlap(label, stem)) found.push(`a stem crosses ${label.name}`);
    }
    if (label.left < axis.left - 1 || label.right > axis.right + 1) found.push(`${label.name} sticks out`);
  });
  return found;
}

// The functions below run in the page. The axis is what has data-today.

// marked returns the first day of the axis and the days of its marks.
function marked() {
  const axis = document.querySelector("[data-today]");
  return { first: axis.dataset.first, marks: [...axis.querySelectorAll("li time")].map((time) => time.dateTime) };
}

// measure returns the boxes of all texts on the road, of the stems that labels stand
// on, and of the axis.
function measure() {
  const axis = document.querySelector("[data-today]");
  const box = ({ left, right, top, bottom }, name, owner) => ({ left, right, top, bottom, name, owner });
  // The ink of a text: without the room above and below that its line height gives.
  const ink = (element, owner) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return box(range.getBoundingClientRect(), element.textContent.trim().replace(/\s+/g, " "), owner);
  };
  const labels = [];
  const stems = [];
  axis.querySelectorAll("li:has(a)").forEach((li, i) => {
    labels.push(ink(li.querySelector("a"), i));
    const outer = li.getBoundingClientRect();
    stems.push(box({ ...outer.toJSON(), right: outer.left + parseFloat(getComputedStyle(li).borderLeftWidth) }, "", i));
  });
  for (const span of axis.querySelectorAll(".months span")) {
    if (span.textContent.trim() !== "") labels.push(ink(span, "month"));
  }
  const today = axis.querySelector(".today");
  if (today) labels.push(ink(today, "today"));
  return { labels, stems, axis: box(axis.getBoundingClientRect(), "", "axis") };
}
