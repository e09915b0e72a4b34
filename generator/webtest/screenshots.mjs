// Writes the pictures of the documentation into the folder that the first argument
// names: readme.png, and for each language a contact sheet of every kind of page, on
// phone and desktop, light and dark. The clock stands still, so the same site gives the
// same pictures.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as facts from "./facts.mjs";
import { shipped } from "./site.mjs";
import { desktop, open, phone } from "./visit.mjs";

const clock = "2023-07-01T09:00Z"; // two deadlines are over, the next one is near
const out = process.argv[2];
if (!out) throw new Error("name the folder for the pictures");
mkdirSync(out, { recursive: true });

const site = shipped();
const visit = await open(site);

// shot takes a picture of a page, of all of it or of its upper part, whose height is
// in CSS pixels. It returns the picture as the address of an image.
async function shot(page, path, height) {
  await page.goto(visit.root + path);
  const clip = height && { ...page.viewportSize(), x: 0, y: 0, height };
  const picture = await page.screenshot({ fullPage: true, clip });
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

// readme shows the overview on a desk, down to the end of the road, and beside it the
// deadlines on a phone.
async function readme() {
  const [high, wide, slim] = [832, 1064, 376];
  const reader = (viewport) => visit.reader({ clock, viewport, deviceScaleFactor: 2 });
  const overview = await shot(await reader(desktop), `en/${facts.meeting}`, (high / wide) * desktop.width);
  const deadlines = await shot(await reader(phone), `zh/${facts.meeting}deadlines/`, (high / slim) * phone.width);
  await write(
    "readme.png",
    1600,
    `<style>
      body { margin: 0; padding: 56px; display: flex; gap: 48px; background: #e9e5dc; }
      img { display: block; height: ${high}px; border-radius: 6px; box-shadow: 0 6px 24px #0003; }
    </style>
    <img width="${wide}" src="${overview}" alt=""><img width="${slim}" src="${deadlines}" alt="">`,
  );
}

// contact shows every kind of page in a language.
async function contact(lang) {
  const readers = [];
  for (const colorScheme of ["light", "dark"]) {
    for (const [name, viewport] of [["phone", phone], ["desktop", desktop]]) {
      readers.push({ name, page: await visit.reader({ clock, viewport, colorScheme }) });
    }
  }
  let cells = "";
  for (const path of ["", ...site.kinds(lang), "404.html"]) {
    cells += `<figure><figcaption>/${path}</figcaption>`;
    for (const { name, page } of readers) cells += `<p class="${name}"><img src="${await shot(page, path)}" alt=""></p>`;
    cells += "</figure>";
  }
  await write(
    `contact-${lang}.png`,
    1496,
    `<style>
      body { margin: 0; padding: 24px; display: grid; grid-template-columns: 1fr 1fr; gap: 24px 40px; background: #77736b; }
      figure { margin: 0; display: flex; flex-wrap: wrap; gap: 8px; }
      figcaption { width: 100%; color: #fff; font: 14px "Noto Sans", sans-serif; }
      p { margin: 0; height: 270px; overflow: hidden; }
      img { display: block; width: 100%; }
      .phone { width: 90px; }
      .desktop { width: 250px; }
    </style>${cells}`,
  );
}

try {
  await readme();
  for (const lang of site.languages) await contact(lang);
} finally {
  await visit.close();
}
