// What pages say about themselves and what they link to, as a browser reads them
// without scripts.

import { serve } from "./server.mjs";
import { start } from "./chromium.mjs";

// readAll reads all pages of a site and its 404.html. It returns a map from the path of
// each page to what is on it.
export async function readAll(site) {
  const server = await serve(site);
  const browser = await start();
  try {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    const documents = new Map();
    for (const path of [...site.pages, "404.html"]) {
      await page.goto(server.root + path, { waitUntil: "domcontentloaded" });
      documents.set(path, await page.evaluate(describe));
    }
    return documents;
  } finally {
    await browser.close();
    await server.close();
  }
}

// describe runs in the page.
function describe() {
  const content = (selector) => document.querySelector(selector)?.getAttribute("content") ?? undefined;
  const links = [];
  for (const name of ["href", "src", "action", "poster", "data", "srcset"]) {
    for (const element of document.querySelectorAll(`[${name}]`)) {
      links.push({
        to: element.getAttribute(name),
        element: element.localName,
        rel: element.getAttribute("rel") ?? "",
        lang: element.getAttribute("hreflang") ?? "",
        download: element.hasAttribute("download"),
      });
    }
  }
  return {
    lang: document.documentElement.lang,
    title: document.title,
    description: content("meta[name=description]"),
    robots: content("meta[name=robots]"),
    image: content("meta[property='og:image']"),
    address: content("meta[property='og:url']"),
    base: document.querySelector("base") !== null,
    links,
    ids: [...document.querySelectorAll("[id]")].map((element) => element.id),
    text: document.body.textContent,
    fields: [...document.querySelectorAll("input[readonly]")].map((input) => input.value),
    data: [...document.querySelectorAll("script[type='application/ld+json']")].map((script) => script.textContent),
  };
}
