// Tests that readers can navigate: by keyboard, to the other language, on a phone, and in a
// copy of the site that is opened from a disk.

import assert from "node:assert/strict";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as facts from "./facts.mjs";
import { below, shipped } from "./site.mjs";
import { open, phone } from "./visit.mjs";
import { words } from "./words.mjs";

const site = shipped();
const inside = site.pages.filter((path) => path !== "");
const language = (path) => path.split("/")[0];

for (const where of [site, below()]) {
  describe(`${where.name}: the other languages`, () => {
    let visit, page;
    before(async () => {
      visit = await open(where);
      page = await visit.reader();
    });
    after(() => visit.close());

    for (const path of inside) {
      const lang = language(path);
      test(`${path} leads to the same page in the other languages, and back`, async () => {
        for (const other of where.languages.filter((l) => l !== lang)) {
          await page.goto(visit.root + path);
          await page.click(`body > header a[hreflang=${other}]`);
          assert.equal(page.url(), visit.root + path.replace(lang, other));
          assert.equal(await page.getAttribute("html", "lang"), other);
          await page.click(`body > header a[hreflang=${lang}]`);
          assert.equal(page.url(), visit.root + path);
        }
      });
    }
  });
}

describe("by keyboard", () => {
  let visit, page;
  before(async () => {
    visit = await open(site);
    page = await visit.reader();
  });
  after(() => visit.close());

  for (const path of inside) {
    test(`${path} has a link that skips to the content`, async () => {
      await page.goto(visit.root + path);
      await page.keyboard.press("Tab");
      const link = page.locator(":focus");
      const main = await page.locator("main").getAttribute("id");
      assert.equal(await link.getAttribute("href"), `#${main}`);
      const box = await link.boundingBox();
      assert.ok(box.y >= 0 && box.x >= 0, "the link is visible when it has the focus");
      assert.ok(box.height >= 43.5, `the link is ${box.height} px high`);
      await page.keyboard.press("Enter");
      await page.waitForURL((url) => url.hash === `#${main}`, { timeout: 5000 });
      await page.keyboard.press("Tab");
      const before = await page.evaluate(
        () => document.querySelector("main").compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_PRECEDING,
      );
      assert.equal(before, 0, "the next stop is not before the content");
    });
  }

  for (const path of site.pages) {
    test(`${path || "the front page"} shows where the focus is`, async () => {
      await page.goto(visit.root + path);
      const found = [];
      let stops = 0;
      for (; stops < 200; stops++) {
        await page.keyboard.press("Tab");
        const problem = await page.evaluate(focus, stops > 1);
        if (problem === "end") break;
        if (problem !== "") found.push(problem);
      }
      assert.deepEqual(found, []);
      assert.ok(stops > 1 && stops < 200, `${stops} stops`);
    });
  }
});

describe("on a phone", () => {
  let visit, page;
  before(async () => {
    visit = await open(site);
    page = await visit.reader({ viewport: phone, hasTouch: true });
  });
  after(() => visit.close());

  for (const path of inside.filter((p) => p.includes(facts.meeting))) {
    test(`${path} has its navigation in one row, which marks the page`, async () => {
      await page.goto(visit.root + path);
      const links = page.getByRole("navigation", { name: words(language(path))("this_meeting") }).getByRole("link");
      const tops = await links.evaluateAll((list) => list.map((a) => a.getBoundingClientRect().top));
      assert.ok(tops.length > 1);
      assert.equal(new Set(tops).size, 1, tops.join());
      const title = await page.locator("h1").first().boundingBox();
      assert.ok(title.y + title.height < phone.height, "the title is on the first screen");
      const current = page.locator("nav a[aria-current=page]");
      // The page for paper has a button instead, and there is no history yet.
      if (/\/(print|changes)\/$/.test(path)) return assert.equal(await current.count(), 0, "this page is not in the row");
      const box = await current.boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= phone.width, `the current page is at ${box.x}, out of sight`);
    });
  }
});

describe("from a disk", () => {
  let visit, page;
  const missing = [];
  before(async () => {
    visit = await open(site);
    page = await visit.reader();
    page.on("requestfailed", (request) => missing.push(request.url()));
  });
  after(() => visit.close());

  const address = (path) => pathToFileURL(join(site.dir, site.file(path))).href;

  for (const path of site.pages) {
    test(`${path || "the front page"} is styled and links to files`, async () => {
      missing.length = 0;
      await page.goto(address(path));
      const links = await page.locator("a[href]").evaluateAll((list) => list.map((a) => a.href));
      const files = links.filter((href) => href.startsWith("file:")).map((href) => fileURLToPath(href.replace(/[#?].*$/, "")));
      assert.ok(files.length > 0);
      assert.deepEqual(files.filter((file) => !existsSync(file) || !statSync(file).isFile()), []);
      assert.deepEqual(missing, []);
      assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgba(0, 0, 0, 0)", "styled");
    });
  }

  test("links lead from the front page to a deadline", async () => {
    await page.goto(address(""));
    await page.click(`main [lang=en] a[href*="${facts.meeting}"]`);
    assert.match(await page.title(), /Meeting of Study Group 17/);
    await page.click("[data-next] a:visible");
    assert.match(page.url(), /\/deadlines\/index\.html#pre-registration$/);
  });
});

// focus runs in the page. It returns what is wrong with the focus, "" if nothing is, or
// "end" if the focus has left the page or, not at the start, returned to the first link.
function focus(started) {
  const element = document.activeElement;
  if (element === document.body || element === null || (started && element.matches(".skip"))) return "end";
  const name = element.outerHTML.slice(0, 100);
  const style = getComputedStyle(element);
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) return `no outline: ${name}`;
  if (style.opacity !== "1") return `transparent: ${name}`;
  const box = element.getBoundingClientRect();
  if (box.width === 0 || box.height === 0) return `no size: ${name}`;
  if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) return `out of sight: ${name}`;
  return "";
}
