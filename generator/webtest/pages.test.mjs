// Proof: every page is fit for every reader: on a phone in light colours with wide fonts
// and on a desktop in dark colours with narrow ones. It breaks no rule of axe-core,
// nothing is too small, and nothing sticks out of the screen, not even of very small
// screens or in text of twice the size. Nothing is reported in the console, and nothing
// is requested from another host.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import axe from "axe-core";
import { all, madeUp, shipped } from "./site.mjs";
import { desktop, open, phone } from "./visit.mjs";

// Who reads, and the widths of other screens on which the page must not scroll sideways.
const readers = [
  { name: "phone, light", fonts: "wide", widths: [320, 768], viewport: phone, colorScheme: "light", hasTouch: true },
  { name: "desktop, dark", fonts: "narrow", widths: [320], viewport: desktop, colorScheme: "dark" },
];

for (const site of all()) {
  // In another folder only the addresses differ: one reader is enough there.
  for (const { name, fonts, widths, ...options } of site.base.pathname === "/" ? readers : readers.slice(0, 1)) {
    describe(`${site.name}, ${name}`, () => {
      let visit, page;
      const noise = [];
      before(async () => {
        visit = await open(site, { fonts });
        page = await visit.reader(options);
        page.on("console", (message) => noise.push(`console: ${message.text()}`));
        page.on("pageerror", (error) => noise.push(`error: ${error.message}`));
        page.on("request", (request) => {
          if (!request.url().startsWith(visit.root)) noise.push(`request: ${request.url()}`);
        });
        page.on("response", (response) => {
          if (response.status() >= 400) noise.push(`status ${response.status()}: ${response.url()}`);
        });
      });
      after(() => visit.close());

      for (const path of [...site.pages, "404.html"]) {
        test(`${path || "the front page"} is fit for its reader`, async () => {
          noise.length = 0;
          await page.setViewportSize(options.viewport);
          await page.goto(visit.root + path);
          const found = [
            ...(await page.evaluate(sideways)),
            ...(await page.evaluate(smallText)),
            ...(await page.evaluate(smallTargets)),
            ...(await page.evaluate(violations, axe.source)),
          ];
          for (const width of widths) {
            await page.setViewportSize({ ...options.viewport, width });
            found.push(...(await page.evaluate(sideways)));
          }
          found.push(...(await page.evaluate(restyledNames)));
          assert.deepEqual([...found, ...noise], []);
        });
      }
    });
  }

  test(`${site.name}: an unknown address gives the page for it, in its style`, async () => {
    const visit = await open(site);
    try {
      const page = await visit.reader();
      const response = await page.goto(`${visit.root}en/no/such/page/`);
      assert.equal(response.status(), 404);
      assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgba(0, 0, 0, 0)", "styled");
      await page.click("a[hreflang=en]");
      assert.equal(page.url(), `${visit.root}en/`);
    } finally {
      await visit.close();
    }
  });
}

// Text can be enlarged to twice its size (WCAG 2.2, 1.4.4), which is most on a phone.
for (const site of [shipped(), madeUp()]) {
  test(`${site.name}: text of twice the size does not stick out of a phone`, async () => {
    const visit = await open(site, { fonts: "wide", textSize: 2 });
    try {
      const page = await visit.reader({ viewport: phone, hasTouch: true });
      const found = [];
      for (const path of [...site.pages, "404.html"]) {
        await page.goto(visit.root + path);
        for (const width of [320, phone.width]) {
          await page.setViewportSize({ ...phone, width });
          found.push(...(await page.evaluate(sideways)).map((problem) => `${path}: ${problem}`));
        }
      }
      assert.deepEqual(found, []);
    } finally {
      await visit.close();
    }
  });
}

// The functions below run in the page.

// sideways describes what sticks out if the page can be scrolled sideways.
function sideways() {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  return [...document.body.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > clientWidth + 0.5)
    .map((element) => `out of ${clientWidth} px: ${element.outerHTML.slice(0, 80)}`)
    .concat(`${scrollWidth} px to scroll on a screen of ${clientWidth} px`);
}

// smallText describes text that is smaller than 14 px.
function smallText() {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const small = [];
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (text.data.trim() === "" || !text.parentElement.checkVisibility()) continue;
    const size = parseFloat(getComputedStyle(text.parentElement).fontSize);
    if (size < 14) small.push(`text of ${size} px: ${text.data.trim().slice(0, 40)}`);
  }
  return small;
}

// smallTargets describes what can be clicked but is too low: less than 44 px for buttons,
// for the head of a page and for the row with the pages of a meeting, or less than 24 px
// for the rest. A link within a line of text is as high as its text (WCAG 2.2, 2.5.8,
// exception "inline").
function smallTargets() {
  const small = [];
  for (const element of document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")) {
    const shown = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const box = element.getBoundingClientRect();
    if (!shown || box.bottom <= 0) continue; // above the page: a link that shows when it has the focus
    const least = element.matches("button, .button, body > header a, nav:has(a[aria-current]) a") ? 44 : 24;
    if (getComputedStyle(element).display === "inline") {
      const block = element.closest("p, li, dd, dt, td, th, h1, h2, h3, h4, h5, h6, address") ?? element.parentElement;
      if (block.textContent.trim() !== element.textContent.trim()) continue;
    }
    // A link may spread over the box that it stands in: a::after { inset: 0 }.
    const spread = getComputedStyle(element, "::after");
    const spreads = spread.position === "absolute" && spread.content !== "none";
    const { height } = spreads ? element.offsetParent.getBoundingClientRect() : box;
    if (height < least - 0.5) small.push(`target of ${height.toFixed(1)} px: ${element.outerHTML.slice(0, 120)}`);
  }
  return small;
}

// restyledNames puts every text into the element that keeps a name such as ITU-T in one
// line, and describes the texts of which that changes more than where lines break: by
// styles for other elements, or because the text was directly in a flex box or a grid.
function restyledNames() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  const names = texts
    .filter((text) => text.data.trim() !== "" && text.parentElement.checkVisibility())
    .map((text) => {
      const name = Object.assign(document.createElement("span"), { className: "nb" });
      text.replaceWith(name);
      name.append(text);
      return name;
    });
  const restyled = (name) => {
    const [own, around] = [getComputedStyle(name), getComputedStyle(name.parentElement)];
    const inherits = ["color", "fontSize", "fontWeight", "lineHeight"].every((property) => own[property] === around[property]);
    return !inherits || own.display !== "inline" || own.position !== "static" || own.padding !== "0px" || own.margin !== "0px";
  };
  return names.filter(restyled).map((name) => `a name in it is restyled: ${name.parentElement.outerHTML.slice(0, 120)}`);
}

// violations runs axe-core with all rules for WCAG 2.0 to 2.2, levels A and AA, and
// those for good practice.
async function violations(source) {
  window.eval(source);
  const result = await window.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    resultTypes: ["violations"],
  });
  return result.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(" ")}: ${node.failureSummary.replace(/\s+/g, " ")}`),
  );
}
