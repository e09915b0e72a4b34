// Proof: on the road to the meeting no label touches another, none is crossed by a
// stem and none sticks out, in both languages, on screens just wide enough for the
// drawing and wider, on days when "today" stands in a bad place.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { all } from "./site.mjs";
import { open } from "./visit.mjs";

// Days on which today's mark stands on a month, on a deadline, and near the end.
const clocks = ["2023-01-01T12:00Z", "2023-06-29T12:00Z", "2023-07-01T12:00Z", "2023-07-25T12:00Z", "2023-08-16T12:00Z", "2023-09-08T12:00Z"];

for (const site of all()) {
  describe(`${site.name}: the road`, () => {
    let visit, page;
    before(async () => {
      visit = await open(site);
      page = await visit.reader();
    });
    after(() => visit.close());

    const overviews = site.pages.filter((path) => site.text(`${path}index.html`.replace(/^(.*\.html)index\.html$/, "$1")).includes('class="axis"'));
    test("is there", () => assert.ok(overviews.length >= site.languages.length));

    for (const path of overviews) {
      for (const width of [960, 1280]) {
        test(`${path} at ${width} px`, async () => {
          await page.setViewportSize({ width, height: 900 });
          for (const clock of clocks) {
            await page.clock.setFixedTime(new Date(clock));
            await page.goto(visit.root + path);
            const { labels, stems, axis } = await page.evaluate(measure);
            assert.ok(labels.length > 1 && stems.length > 1);
            const problems = [];
            labels.forEach((label, i) => {
              for (const other of labels.slice(i + 1)) {
                if (overlap(label, other)) problems.push(`${label.name} touches ${other.name}`);
              }
              for (const stem of stems) {
                if (stem.owner !== label.owner && overlap(label, stem)) problems.push(`a stem crosses ${label.name}`);
              }
              if (label.left < axis.left - 1 || label.right > axis.right + 1) problems.push(`${label.name} sticks out`);
            });
            assert.deepEqual(problems, [], `on ${clock.slice(0, 10)}`);
          }
        });
      }
    }
  });
}

// overlap tells whether two boxes share more than a hairline.
function overlap(a, b) {
  return Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5;
}

// measure runs in the page. It returns the boxes of all texts on the road, of the
// stems that labels stand on, and of the axis.
function measure() {
  const box = (rect, name, owner) => ({ left: rect.left, right: rect.right, top: rect.top, bottom: rect.bottom, name, owner });
  const labels = [];
  const stems = [];
  // The ink of a text: without the room above and below that its line height gives.
  const ink = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getBoundingClientRect();
  };
  document.querySelectorAll(".road li:has(a)").forEach((li, i) => {
    labels.push(box(ink(li.querySelector("a")), li.textContent.trim().replace(/\s+/g, " "), i));
    const outer = li.getBoundingClientRect();
    const width = parseFloat(getComputedStyle(li).borderLeftWidth);
    stems.push(box({ left: outer.left, right: outer.left + width, top: outer.top, bottom: outer.bottom }, "", i));
  });
  for (const span of document.querySelectorAll(".road .months span")) {
    if (span.textContent.trim() !== "") labels.push(box(ink(span), span.textContent.trim(), -1));
  }
  const today = document.querySelector(".road .today");
  if (today) labels.push(box(ink(today), today.textContent, -2));
  return { labels, stems, axis: box(document.querySelector(".road .axis").getBoundingClientRect(), "", -3) };
}
