// Tests that every page of the shipped site, and every kind of page of the made-up one,
// prints on sheets of A4, none of them blank and nothing cut off, in dark ink on white,
// without navigation and buttons, with its own address and those of other sites in full.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { sheets } from "./pdf.mjs";
import { madeUp, shipped } from "./site.mjs";
import { desktop, open } from "./visit.mjs";

const kinds = (site) => site.languages.flatMap((lang) => site.kinds(lang));

for (const [site, pages] of [[shipped(), shipped().pages], [madeUp(), kinds(madeUp())]]) {
  describe(`${site.name}: on paper`, () => {
    let visit, page;
    before(async () => {
      visit = await open(site);
      page = await visit.reader({ colorScheme: "dark" });
      await page.emulateMedia({ media: "print" });
    });
    after(() => visit.close());

    for (const path of pages) {
      test(`${path || "the front page"} prints well`, async () => {
        await page.goto(visit.root + path);
        const { ink, paper, interactive, bare } = await page.evaluate(printed);
        assert.deepEqual([ink, paper], ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
        assert.deepEqual(bare, [], "links without their address");
        if (path !== "") {
          // The front page is nothing but links.
          assert.deepEqual(interactive, [], "nothing to click is printed");
          assert.ok((await page.locator("body").innerText()).includes(site.url(path)), "its own address is in the foot");
        }

        const pdf = sheets(await page.pdf({ preferCSSPageSize: true }));
        assert.ok(pdf.length >= 1 && pdf.length <= 16, `${pdf.length} sheets`);
        for (const { width, height, text } of pdf) {
          assert.deepEqual([width, height].sort(), [210, 297]);
          assert.ok(text, "no sheet is blank");
        }

        // As wide as the text on the sheet, 20 mm from each edge; CSS counts 96 px to 25.4 mm.
        await page.setViewportSize({ ...desktop, width: Math.floor(((pdf[0].width - 40) / 25.4) * 96) });
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(beyond <= 0, `${beyond} px are cut off`);
      });
    }

    for (const path of site.pages.filter((p) => p.endsWith("/print/"))) {
      test(`${path} has the letter and all its annexes`, async () => {
        const meeting = path.replace(/print\/$/, "");
        const parts = site.pages.filter((p) => p.startsWith(meeting) && /\/(letter|annex-[a-z]+)\/$/.test(p));
        assert.ok(parts.includes(`${meeting}letter/`));
        const headings = async (p) => {
          await page.goto(visit.root + p);
          return page.locator("main :is(h1, h2)").evaluateAll((list) => list.map((h) => h.textContent.trim()));
        };
        const titles = [];
        for (const part of parts) titles.push((await headings(part))[0]);
        const whole = (await headings(path)).join("\n");
        assert.deepEqual(titles.filter((title) => !whole.includes(title)), []);
      });
    }
  });
}

// printed runs in the page.
function printed() {
  const { color, backgroundColor } = getComputedStyle(document.body);
  const shown = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
  return {
    ink: color,
    paper: backgroundColor,
    interactive: shown("nav, body > header, body > a, button, .button").map((element) => element.outerHTML.slice(0, 100)),
    bare: shown("main a[href^=http]")
      .filter((a) => a.textContent.trim() !== a.href)
      .filter((a) => !getComputedStyle(a, "::after").content.includes(a.getAttribute("href")))
      .map((a) => a.href),
  };
}
