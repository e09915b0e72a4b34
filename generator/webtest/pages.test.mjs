// Proof: every page is fit for every reader, on a phone in light colours and on a
// desktop in dark ones: no rule of axe-core is broken, nothing is too small and
// nothing sticks out of the screen, on very small ones neither; nothing is complained
// about in the console, and nothing is asked of any other host.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import axe from "axe-core";
import { all } from "./site.mjs";
import { desktop, open, phone } from "./visit.mjs";

// Who reads, and the widths of other screens on which the page must not scroll sideways.
const readers = [
  { name: "phone, light", widths: [320, 768], viewport: phone, colorScheme: "light", hasTouch: true },
  { name: "desktop, dark", widths: [], viewport: desktop, colorScheme: "dark" },
];

for (const site of all()) {
  // In another folder only the addresses differ: one reader is enough there.
  for (const { name, widths, ...options } of site.base.pathname === "/" ? readers : readers.slice(0, 1)) {
    describe(`${site.name}, ${name}`, () => {
      let visit, page;
      const noise = [];
      before(async () => {
        visit = await open(site);
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
        test(`${path || "the front door"} is fit for its reader`, async () => {
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

// The functions below run in the page.

// sideways names what sticks out if the page can be scrolled sideways.
function sideways() {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  return [...document.body.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > clientWidth + 0.5)
    .map((element) => `out of ${clientWidth} px: ${element.outerHTML.slice(0, 80)}`)
    .concat(`${scrollWidth} px to scroll on a screen of ${clientWidth} px`);
}

// smallText names text that is set in less than 14 px.
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

// smallTargets names what can be clicked but is too low: 44 px for buttons, for the
// head of a page and for the row of pages that marks where one is, 24 px for the
// rest. A link within a line of text is as high as its text (WCAG 2.2, 2.5.8,
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
