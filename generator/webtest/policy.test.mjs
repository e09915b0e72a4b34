// Tests that every kind of page keeps to its own Content-Security-Policy, served below
// any folder or opened from a disk, on a screen and on paper. The browser enforces it:
// what is inserted into a page does not run and does not load.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { all, shipped } from "./site.mjs";
import { open } from "./visit.mjs";

for (const site of all()) {
  describe(`${site.name}: the policy`, () => {
    let visit, page;
    const noise = [];
    before(async () => {
      visit = await open(site);
      page = await visit.reader();
      page.on("console", (message) => noise.push(message.text()));
      page.on("pageerror", (error) => noise.push(error.message));
    });
    after(() => visit.close());

    const kinds = ["", ...site.languages.flatMap((lang) => site.kinds(lang))];
    const places = [
      ["on http:", [...kinds, "404.html"], (path) => visit.root + path],
      ["from a disk", kinds, (path) => pathToFileURL(join(site.dir, site.file(path))).href],
    ];
    for (const [where, paths, address] of places) {
      for (const path of paths) {
        test(`lets ${path || "the front page"} load all that it needs ${where}`, async () => {
          noise.length = 0;
          await page.goto(address(path));
          const lacking = await page.evaluate(unstyled);
          if (where === "from a disk") await page.pdf();
          assert.deepEqual([...lacking, ...noise], []);
        });
      }
    }
  });
}

// unstyled runs in the page. It names what shows that the style sheet was not loaded, or
// that custom properties of a style attribute do not count.
function unstyled() {
  const lacking = [];
  if (getComputedStyle(document.body).backgroundColor === "rgba(0, 0, 0, 0)") lacking.push("the style sheet");
  for (const element of document.querySelectorAll("[style]")) {
    for (const name of element.getAttribute("style").match(/--[\w-]+/g)) {
      if (getComputedStyle(element).getPropertyValue(name) === "") lacking.push(`${name} of ${element.outerHTML.slice(0, 80)}`);
    }
  }
  return lacking;
}

describe("what is inserted into a page", () => {
  // In the head and at the end of the body, and which directive refuses it.
  const cases = [
    ["an inline script", "", "<script>window.ran = true</script>", "script-src-elem"],
    ["a script in the head", "<script>window.ran = true</script>", "", "script-src-elem"],
    ["a script from another host", "", '<script src="https://other.example/a.js"></script>', "script-src-elem"],
    ["an event handler", "", '<img src="data:," alt="" onerror="window.ran = true">', "script-src-attr"],
    ["a link that is a script", "", '<a id="go" href="javascript:void(window.ran = true)">go</a>', "script-src-elem"],
    ["an image from another host", "", '<img src="https://other.example/a.png" alt="">', "img-src"],
    ["an image within the page", "", '<img src="data:image/png;base64,AAAA" alt="">', "img-src"],
    ["a style element", "<style>body { color: rgb(1, 2, 3) }</style>", "", "style-src-elem"],
    ["a style sheet from another host", '<link rel="stylesheet" href="https://other.example/a.css">', "", "style-src-elem"],
    ["an image in a style attribute", "", '<p style="background: url(https://other.example/a.png)">x</p>', "img-src"],
    ["a frame", "", '<iframe src="https://other.example/"></iframe>', "frame-src"],
    ["an object", "", '<object data="https://other.example/a.svg" type="image/svg+xml"></object>', "object-src"],
    ["another base", '<base href="https://other.example/">', "", "base-uri"],
    ["a form", "", '<form action="/sent"><button id="go">go</button></form>', "form-action"],
    ["a request by a script", "", "", "connect-src"],
  ];
  let visit;
  before(async () => (visit = await open(shipped())));
  after(() => visit.close());

  for (const [what, head, body, directive] of cases) {
    test(`is blocked: ${what}`, async () => {
      const page = await visit.reader();
      const asked = [];
      await page.route("**/*", async (route) => {
        const request = route.request();
        if (!request.url().startsWith(visit.root) || request.url().includes("/sent")) {
          asked.push(request.url());
          return route.abort();
        }
        if (request.resourceType() !== "document") return route.continue();
        const response = await route.fetch();
        const html = (await response.text()).replace("</head>", `${head}</head>`).replace("</body>", `${body}</body>`);
        return route.fulfill({ response, body: html });
      });
      await page.addInitScript(() => {
        window.refused = [];
        document.addEventListener("securitypolicyviolation", (event) => window.refused.push(event.effectiveDirective));
      });
      await page.goto(`${visit.root}en/`);
      if (what === "a request by a script") await page.evaluate(() => fetch("https://other.example/").catch(() => {}));
      if (body.includes('id="go"')) await page.locator("#go").evaluate((element) => element.click());
      await page.waitForFunction((name) => window.refused.includes(name), directive);
      assert.deepEqual(await page.evaluate(() => [window.ran, getComputedStyle(document.body).color === "rgb(1, 2, 3)"]), [undefined, false]);
      assert.deepEqual(asked, []);
      await page.close();
    });
  }
});
