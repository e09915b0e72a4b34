// Makes the pictures of the documentation, in the folder that the first argument
// names: readme.png, which shows what the program makes, and contact sheets of
// every kind of page, in both languages, on phone and desktop, light and dark.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { shipped } from "./site.mjs";
import { desktop, open, phone } from "./visit.mjs";

const out = process.argv[2];
if (!out) throw new Error("name the folder for the pictures");
mkdirSync(out, { recursive: true });

const site = shipped();
const visit = await open(site);
const below = (page) => page.replace(/^[^/]*\//, "");

// shot takes a picture of a page, as a data URL: of the screen, or of the whole page.
async function shot(path, viewport, colorScheme, fullPage) {
  const page = await visit.reader({ viewport, colorScheme });
  await page.goto(visit.root + path);
  const picture = await page.screenshot({ fullPage });
  await page.context().close();
  return `data:image/png;base64,${picture.toString("base64")}`;
}

// write lays pictures out as HTML and takes a picture of that.
async function write(name, width, html) {
  const page = await visit.reader({ viewport: { width, height: 600 } });
  await page.setContent(`<!doctype html><meta charset="utf-8">${html}`);
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
  writeFileSync(join(out, name), await page.screenshot({ fullPage: true }));
  await page.context().close();
  console.log(join(out, name));
}

// The overview on a desk, the deadlines on a phone.
const meeting = site.pages.map(below).find((path) => path.split("/").length === 3);
await write(
  "readme.png",
  1440,
  `<style>
    body { margin: 0; padding: 48px 56px; display: flex; gap: 40px; align-items: flex-start; background: #e9e5dc; }
    img { display: block; border-radius: 6px; box-shadow: 0 6px 24px #0003; }
    img:first-child { width: 960px; } img:last-child { width: 328px; }
  </style>
  <img src="${await shot(`en/${meeting}`, { width: 1280, height: 1000 }, "light", false)}" alt="">
  <img src="${await shot(`zh/${meeting}deadlines/`, { width: 390, height: 892 }, "light", false)}" alt="">`,
);

// A sheet for each language and colour scheme: every page of the language.
for (const lang of site.languages) {
  for (const scheme of ["light", "dark"]) {
    let cells = "";
    for (const path of ["", ...site.pages.filter((page) => page.startsWith(`${lang}/`)), "404.html"]) {
      cells += `<figure><figcaption>/${path}</figcaption>
        <img style="width:110px" src="${await shot(path, phone, scheme, true)}" alt="">
        <img style="width:300px" src="${await shot(path, desktop, scheme, true)}" alt=""></figure>`;
    }
    await write(
      `contact-${lang}-${scheme}.png`,
      1840,
      `<style>
        body { margin: 0; padding: 16px; display: grid; grid-template-columns: repeat(4, 1fr); gap: 24px 16px; background: #8a8a8a; font: 14px sans-serif; }
        figure { margin: 0; display: flex; flex-wrap: wrap; gap: 8px; align-items: flex-start; align-content: flex-start; }
        figcaption { width: 100%; color: #fff; }
        img { max-height: 700px; object-fit: cover; object-position: top; }
      </style>${cells}`,
    );
  }
}

await visit.close();
