// Proof: paper is a reader too. No navigation is printed, addresses of links are in
// full, and the print page makes a PDF of several A4 sheets.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { shipped } from "./site.mjs";
import { open } from "./visit.mjs";

const site = shipped();

describe("on paper", () => {
  let visit, page;
  before(async () => {
    visit = await open(site);
    page = await visit.reader({ colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });
  });
  after(() => visit.close());

  for (const path of site.pages.filter((p) => p !== "")) {
    test(`${path} has no navigation and no buttons, and tells its address`, async () => {
      await page.goto(visit.root + path);
      const shown = await page.evaluate(() =>
        [...document.querySelectorAll("nav, .masthead, .skip, button, .button")]
          .filter((element) => element.checkVisibility())
          .map((element) => element.outerHTML.slice(0, 100)),
      );
      assert.deepEqual(shown, []);
      const text = await page.locator("body").innerText();
      assert.ok(text.includes(site.url(path)), "its own address is in the foot");
    });

    test(`${path} is dark ink on white paper`, async () => {
      await page.goto(visit.root + path);
      const [ink, paper] = await page.evaluate(() => {
        const style = getComputedStyle(document.body);
        return [style.color, style.backgroundColor];
      });
      assert.deepEqual([ink, paper], ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
    });

    test(`${path} tells the addresses of other sites in full`, async () => {
      await page.goto(visit.root + path);
      const silent = await page.evaluate(() =>
        [...document.querySelectorAll("main a[href^=http]")]
          .filter((a) => a.checkVisibility() && a.textContent.trim() !== a.href)
          .filter((a) => !getComputedStyle(a, "::after").content.includes(a.getAttribute("href")))
          .map((a) => a.href),
      );
      assert.deepEqual(silent, []);
    });
  }

  for (const lang of site.languages) {
    const path = site.pages.find((p) => p.startsWith(`${lang}/`) && p.endsWith("/print/"));

    test(`${path} makes several sheets of A4`, async () => {
      await page.goto(visit.root + path);
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
      const boxes = [...pdf.matchAll(/\/MediaBox\s*\[([^\]]*)\]/g)].map(([, box]) => box.trim().split(/\s+/).map(Number));
      assert.ok(boxes.length >= 4 && boxes.length <= 16, `${boxes.length} sheets`);
      for (const [left, bottom, right, top] of boxes) {
        // A4 is 210 mm by 297 mm, upright or lying; PDF counts in 1/72 inch.
        const sides = [right - left, top - bottom].sort((a, b) => a - b).map((points) => Math.round((points / 72) * 25.4));
        assert.deepEqual(sides, [210, 297]);
      }
    });
  }
});
