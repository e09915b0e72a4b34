// Tests that nothing that an attacker wrote runs in a browser. The sites in the folder
// that PLENARY_HOSTILE names contain hostile Markdown, some of it random, and hostile
// values in all fields, as far as the program publishes them (TestWriteAttacks in
// generator/pipeline). No dialog opens, nothing is reported in the console, nothing is
// requested from another host, and no link runs.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { Site } from "./site.mjs";
import { open } from "./visit.mjs";

const dir = process.env.PLENARY_HOSTILE;
if (!dir) throw new Error("PLENARY_HOSTILE must name the folder of the sites that TestWriteAttacks writes");

for (const name of readdirSync(dir)) {
  describe(`hostile site ${name}`, () => {
    const site = new Site(name, join(dir, name));
    let visit, page;
    const noise = [];
    before(async () => {
      visit = await open(site);
      page = await visit.reader();
      page.on("console", (message) => noise.push(`console: ${message.text()}`));
      page.on("pageerror", (error) => noise.push(`error: ${error.message}`));
      page.on("popup", (popup) => noise.push(`window: ${popup.url()}`));
      page.on("dialog", async (dialog) => {
        noise.push(`dialog: ${dialog.message()}`);
        await dialog.dismiss();
      });
      page.on("request", (request) => {
        if (!request.url().startsWith(visit.root)) noise.push(`request: ${request.url()}`);
      });
    });
    after(() => visit.close());

    // What is hostile is in this meeting.
    const pages = site.pages.filter((path) => path.startsWith("en/sg99/2027-05-geneva/"));
    test(`${pages.length} pages are harmless`, async () => {
      assert.ok(pages.length > 5, "there are too few pages");
      for (const path of pages) {
        noise.length = 0;
        await page.goto(visit.root + path);
        noise.push(...(await page.evaluate(running)));
        assert.deepEqual(noise, [], `${path}: see ${join(dir, name, path)}`);
      }
    });
  });
}

// running returns what could run in the page: handlers, and links to what is not a page.
// It touches everything that reacts to being pointed at or focused.
function running() {
  const list = [];
  for (const element of document.querySelectorAll("*")) {
    for (const name of element.getAttributeNames()) if (name.startsWith("on")) list.push(`handler: ${element.outerHTML}`);
    if (element.href && !/^(https?|mailto|tel|webcal):/.test(element.href)) list.push(`link: ${element.outerHTML}`);
    for (const type of ["mouseover", "focus", "pointerenter", "animationend"]) element.dispatchEvent(new Event(type, { bubbles: true }));
  }
  return list;
}
