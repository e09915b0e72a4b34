// Proof: one gets about: by keyboard, in the other language, on a phone, and in a
// copy of the site that is opened from a disk.

import assert from "node:assert/strict";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { below, shipped } from "./site.mjs";
import { open, phone } from "./visit.mjs";

for (const site of [shipped(), below()]) {
  const inside = site.pages.filter((path) => path !== "");

  describe(`${site.name}: getting about`, () => {
    let visit, page;
    before(async () => {
      visit = await open(site);
      page = await visit.reader();
    });
    after(() => visit.close());

    for (const path of inside) {
      const lang = path.split("/")[0];

      test(`${path} switches to the same page in the other languages`, async () => {
        for (const other of site.languages.filter((l) => l !== lang)) {
          await page.goto(visit.root + path);
          await page.click(`.languages a[hreflang=${other}]`);
          assert.equal(page.url(), visit.root + path.replace(lang, other));
          assert.equal(await page.getAttribute("html", "lang"), other);
          await page.click(`.languages a[hreflang=${lang}]`);
          assert.equal(page.url(), visit.root + path);
        }
      });

      test(`${path} lets the keyboard skip to the content`, async () => {
        await page.goto(visit.root + path);
        await page.keyboard.press("Tab");
        const first = page.locator(":focus");
        assert.equal(await first.getAttribute("class"), "skip");
        const box = await first.boundingBox();
        assert.ok(box.y >= 0 && box.x >= 0, "the skip link shows when it has the focus");
        assert.ok(box.height >= 43.5, `the skip link is ${box.height} px high`);
        await page.keyboard.press("Enter");
        assert.equal(new URL(page.url()).hash, "#p_main");
        await page.keyboard.press("Tab");
        const left = await page.evaluate(() => {
          const main = document.querySelector("main");
          const skipped = document.activeElement.compareDocumentPosition(main) & Node.DOCUMENT_POSITION_FOLLOWING;
          return Boolean(skipped) && !main.contains(document.activeElement);
        });
        assert.ok(!left, "the next stop is not before the content");
      });
    }

    for (const path of site.pages) {
      test(`${path || "the front door"} shows where the focus is`, async () => {
        await page.goto(visit.root + path);
        const problems = [];
        for (let stop = 0; stop < 200; stop++) {
          await page.keyboard.press("Tab");
          const found = await page.evaluate(focus);
          if (found === "end") break;
          if (found !== "") problems.push(found);
        }
        assert.deepEqual(problems, []);
      });
    }
  });

  describe(`${site.name}: on a phone`, () => {
    let visit, page;
    before(async () => {
      visit = await open(site);
      page = await visit.reader({ viewport: phone, hasTouch: true });
    });
    after(() => visit.close());

    for (const path of inside.filter((p) => p.split("/").length > 3)) {
      test(`${path} has its navigation in one row, which shows where one is`, async () => {
        await page.goto(visit.root + path);
        const links = await page.locator(".local a").evaluateAll((list) => list.map((a) => a.getBoundingClientRect().top));
        assert.ok(links.length > 1);
        assert.equal(new Set(links).size, 1, links.join());
        const title = await page.locator("h1").first().boundingBox();
        assert.ok(title.y + title.height < phone.height, "the title is on the first screen");
        const current = page.locator(".local a[aria-current=page]");
        if ((await current.count()) === 0) return; // the print page is not in the row
        const box = await current.boundingBox();
        assert.ok(box.x >= 0 && box.x + box.width <= phone.width, `the current page is at ${box.x}, out of sight`);
      });
    }
  });
}

describe("from a disk", () => {
  const site = shipped();
  let visit, page;
  before(async () => {
    visit = await open(site);
    page = await visit.reader();
  });
  after(() => visit.close());

  const address = (path) => pathToFileURL(join(site.dir, path, path === "" || path.endsWith("/") ? "index.html" : "")).href;

  for (const path of site.pages) {
    test(`${path || "the front door"} links to files`, async () => {
      await page.goto(address(path));
      const links = await page.locator("a[href]").evaluateAll((list) => list.map((a) => a.href));
      const lost = links
        .filter((href) => href.startsWith("file:"))
        .map((href) => fileURLToPath(href.replace(/[#?].*$/, "")))
        .filter((file) => !existsSync(file) || !statSync(file).isFile());
      assert.deepEqual(lost, []);
    });
  }

  test("one walks from the front door to a deadline", async () => {
    await page.goto(address(""));
    await page.click("section[lang=en] .title a");
    assert.match(await page.title(), /Meeting of Study Group 17/);
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.querySelector(".masthead")).borderTopWidth), "0px", "styled");
    await page.click(".next a:visible");
    assert.match(page.url(), /\/deadlines\/index\.html#pre-registration$/);
  });
});

// focus runs in the page. It tells what is wrong with the focus, "" if nothing, and
// "end" when it has left the page.
function focus() {
  const element = document.activeElement;
  if (element === document.body || element === null) return "end";
  const name = element.outerHTML.slice(0, 100);
  const style = getComputedStyle(element);
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) return `no outline: ${name}`;
  if (style.opacity !== "1") return `transparent: ${name}`;
  const box = element.getBoundingClientRect();
  if (box.width === 0 || box.height === 0) return `no size: ${name}`;
  if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) return `out of sight: ${name}`;
  return "";
}
