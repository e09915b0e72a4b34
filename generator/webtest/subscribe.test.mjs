// Tests that readers can subscribe to every calendar in each way that its page offers. The QR
// code contains the address of the button beside it, also on a phone and in the dark, and
// so do the links for other programs. The address can be copied with JavaScript, and
// selected without. Links and fields are large enough for fingers.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import * as facts from "./facts.mjs";
import { all, shipped } from "./site.mjs";
import { desktop, open, phone } from "./visit.mjs";
import { words } from "./words.mjs";

const jsQR = fileURLToPath(import.meta.resolve("jsqr"));
const subscribing = (site) => site.pages.filter((path) => path.endsWith("/subscribe/"));

const readers = [
  { name: "desktop, dark", viewport: desktop, colorScheme: "dark" },
  { name: "phone, light", viewport: phone, colorScheme: "light" },
  { name: "desktop, forced colours", viewport: desktop, colorScheme: "dark", forcedColors: "active" },
];

for (const site of all()) {
  // In another folder only the addresses differ: one reader is enough there.
  for (const options of site.base.pathname === "/" ? readers : readers.slice(0, 1)) {
    describe(`${site.name}, ${options.name}: QR codes`, () => {
      let visit, page, reader;
      before(async () => {
        visit = await open(site);
        page = await visit.reader(options);
        reader = await visit.reader();
        await reader.addScriptTag({ path: jsQR });
      });
      after(() => visit.close());

      for (const path of subscribing(site)) {
        test(`${path} shows codes that contain the addresses beside them`, async () => {
          await page.goto(visit.root + path);
          const offers = await page.locator(".offer").all();
          assert.ok(offers.length >= 4, `${offers.length} offers`);
          let codes = 0;
          for (const offer of offers) {
            const code = offer.locator("svg[role=img]");
            if (!(await code.isVisible())) continue; // deadlines of one role; on a phone, all but the first
            codes++;
            const { width, height } = await code.boundingBox();
            assert.ok(width >= 132 && width === height, `${width} × ${height} px`);
            assert.ok((await code.getAttribute("aria-label")).length > 5, "it has a name");
            const picture = (await code.screenshot()).toString("base64");
            const { text, margin } = await reader.evaluate(scan, picture);
            const button = await offer.locator("a.button.main").getAttribute("href");
            assert.equal(text, button);
            assert.equal(text.replace(/^webcal:/, site.base.protocol), await offer.locator("input").inputValue());
            const modules = Number((await code.getAttribute("viewBox")).split(" ")[2]);
            assert.ok(margin >= (4 / modules) * width - 1, `a margin of ${margin} px of ${width}`);
          }
          assert.equal(codes, options.viewport === desktop ? 4 : 1);
        });
      }
    });
  }

  describe(`${site.name}: other programs`, () => {
    let visit, page;
    before(async () => {
      visit = await open(site);
      page = await visit.reader();
    });
    after(() => visit.close());

    for (const path of subscribing(site)) {
      test(`${path} hands the address to them`, async () => {
        await page.goto(visit.root + path);
        for (const offer of await page.locator(".offer").all()) {
          const address = await offer.locator("input").inputValue();
          const links = await offer.locator(".ways a").evaluateAll((list) => list.map((a) => a.href));
          const [apple, ...others] = links;
          const [google, outlook, office] = others.map((href) => new URL(href));
          assert.equal(apple, address.replace(/^https?:/, "webcal:"));
          assert.equal(google.origin + google.pathname, "https://calendar.google.com/calendar/r");
          assert.equal(google.searchParams.get("cid"), apple);
          for (const [link, host] of [[outlook, "outlook.live.com"], [office, "outlook.office.com"]]) {
            assert.equal(link.origin + link.pathname, `https://${host}/calendar/0/addfromweb`);
            assert.equal(link.searchParams.get("url"), address);
            const name = site.text(site.path(new URL(address))).replaceAll("\r\n ", "").match(/^NAME;[^:]*:(.*)\r$/m)[1];
            assert.equal(link.searchParams.get("name"), name.replaceAll("\\", ""));
          }
        }
      });
    }
  });
}

describe("the address of a calendar", () => {
  const site = shipped();
  let visit;
  before(async () => (visit = await open(site)));
  after(() => visit.close());

  for (const lang of site.languages) {
    const path = `${lang}/${facts.meeting}subscribe/`;
    const address = site.url(`${lang}/${facts.meeting}calendar.ics`);

    test(`${lang}: is copied by a button, which says so`, async () => {
      const page = await visit.reader({ permissions: ["clipboard-read", "clipboard-write"] });
      await page.goto(visit.root + path);
      const offer = page.locator(".offer").first();
      await offer.getByRole("button", { name: words(lang)("copy") }).click();
      await offer.getByRole("status").filter({ hasText: words(lang)("copied") }).waitFor({ timeout: 5000 });
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), address);
    });

    test(`${lang}: is selected if the browser does not let a page copy`, async () => {
      const page = await visit.reader();
      await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
      await page.goto(visit.root + path);
      const offer = page.locator(".offer").first();
      await offer.getByRole("button", { name: words(lang)("copy") }).click();
      assert.equal(await page.evaluate(selected), address);
      assert.equal((await offer.getByRole("status").innerText()).trim(), "", "it does not claim to have copied");
    });

    test(`${lang}: can be selected without JavaScript, and there is no button`, async () => {
      const page = await visit.reader({ javaScriptEnabled: false });
      await page.goto(visit.root + path);
      assert.equal(await page.locator("button:visible").count(), 0);
      const field = page.locator(".offer input").first();
      await field.click({ clickCount: 3 });
      assert.equal(await page.evaluate(selected), address);
      await field.press("x");
      assert.equal(await field.inputValue(), address, "it cannot be changed");
    });
  }
});

describe("on a phone", () => {
  const site = shipped();
  let visit, page;
  before(async () => {
    visit = await open(site);
    page = await visit.reader({ viewport: phone, hasTouch: true });
  });
  after(() => visit.close());

  for (const path of site.pages.filter((p) => /\/(subscribe|deadlines|2023-08-goyang)\/$/.test(p))) {
    test(`${path} has links and fields for calendars that a finger hits`, async () => {
      await page.goto(visit.root + path);
      const heights = await page
        .locator(".offer a, .offer input, .offer button, .add, .subscribe a, .toc:has(+ .offers) a")
        .evaluateAll((list) => list.filter((element) => element.checkVisibility()).map((element) => [element.textContent, element.getBoundingClientRect().height]));
      assert.ok(heights.length > 0);
      assert.deepEqual(heights.filter(([, height]) => height < 43.5), []);
    });
  }
});

// The functions below run in the page.

// scan reads the QR code in a picture, given in base64. It returns its text and the
// width of the white margin, in pixels.
async function scan(picture) {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const { width, height } = image;
  const context = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const code = window.jsQR(data, width, height, { inversionAttempts: "dontInvert" });
  const white = (x, y) => [0, 1, 2].every((i) => data[4 * (y * width + x) + i] > 250);
  // Counted inwards, without the outermost pixels, which may be half outside the code.
  let margin = 1;
  const frame = (n) => {
    for (let i = n; i < width - n; i++) {
      if (!white(i, n) || !white(i, height - 1 - n) || !white(n, i) || !white(width - 1 - n, i)) return false;
    }
    return true;
  };
  while (margin < width / 2 && frame(margin)) margin++;
  return { text: code?.data, margin };
}

// selected returns the text that is selected in the field that has the focus.
function selected() {
  const { value, selectionStart, selectionEnd } = document.activeElement;
  return value.slice(selectionStart, selectionEnd);
}
