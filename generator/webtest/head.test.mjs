// Tests what pages say to search engines and other programs: their address, their other
// languages, their title and description, the site map, and the meeting as structured
// data.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readAll } from "./document.mjs";
import * as facts from "./facts.mjs";
import { all } from "./site.mjs";

// sitemap reads sitemap.xml: for each address, its other languages.
function sitemap(site) {
  const entries = site.text("sitemap.xml").split("<url>").slice(1);
  const attribute = (tag, name) => tag.match(new RegExp(`${name}="([^"]*)"`))[1];
  return new Map(
    entries.map((entry) => [
      entry.match(/<loc>([^<]*)<\/loc>/)[1],
      [...entry.matchAll(/<xhtml:link[^>]*>/g)].map(([tag]) => [attribute(tag, "hreflang"), attribute(tag, "href")]),
    ]),
  );
}

for (const site of all()) {
  const documents = await readAll(site);
  const pages = new Map([...documents].filter(([path]) => path !== "404.html"));
  const links = (path, rel) => documents.get(path).links.filter((link) => link.element === "link" && link.rel === rel);
  const alternates = (path) => links(path, "alternate").filter((link) => link.lang !== "").map((link) => [link.lang, link.to]);

  for (const path of pages.keys()) {
    const name = `${site.name}: ${path || "the front page"}`;

    test(`${name} gives its own address as the canonical one`, () => {
      assert.deepEqual(links(path, "canonical").map((link) => link.to), [site.url(path)]);
      assert.equal(documents.get(path).address, site.url(path));
    });

    test(`${name} names itself in all languages`, () => {
      const languages = alternates(path).map(([lang]) => lang);
      assert.deepEqual([...languages].sort(), [...site.languages, "x-default"].sort());
      assert.ok(alternates(path).some(([, to]) => to === site.url(path)), "the page itself is among them");
      const lang = path.split("/")[0];
      if (lang === "") return;
      assert.equal(documents.get(path).lang, lang);
      assert.equal(alternates(path).find(([l]) => l === lang)[1], site.url(path));
    });

    test(`${name} is named by the pages that it names`, () => {
      for (const [, to] of alternates(path)) {
        const other = site.path(new URL(to));
        assert.deepEqual(alternates(other), alternates(path), to);
      }
    });

    test(`${name} has a title and a description`, () => {
      assert.ok(documents.get(path).title.trim());
      assert.ok(documents.get(path).description?.trim());
    });
  }

  for (const field of ["title", "description"]) {
    test(`${site.name}: no two pages of a language share a ${field}`, () => {
      const seen = new Map();
      for (const [path, document] of pages) {
        const key = `${document.lang}: ${document[field]}`;
        assert.ok(!seen.has(key), `${path} and ${seen.get(key)}: ${document[field]}`);
        seen.set(key, path);
      }
    });
  }

  test(`${site.name}: the site map lists exactly the pages, with their languages`, () => {
    const map = sitemap(site);
    assert.deepEqual([...map.keys()].sort(), site.pages.map((path) => site.url(path)).sort());
    for (const [address, languages] of map) {
      assert.deepEqual(languages, alternates(site.path(new URL(address))), address);
    }
  });

  test(`${site.name}: robots.txt names the site map`, () => {
    assert.ok(site.text("robots.txt").split("\n").includes(`Sitemap: ${site.url("sitemap.xml")}`));
  });

  test(`${site.name}: the page for unknown addresses is not for search engines`, () => {
    const document = documents.get("404.html");
    assert.equal(document.robots, "noindex");
    assert.deepEqual(links("404.html", "canonical"), []);
  });

  for (const [path, document] of pages) {
    for (const text of document.data) {
      test(`${site.name}: ${path} describes an event`, () => {
        const event = JSON.parse(text);
        assert.equal(event["@context"], "https://schema.org");
        assert.equal(event["@type"], "Event");
        assert.equal(event.url, site.url(path));
        assert.ok(event.name && event.description && event.startDate && event.endDate && event.location && event.organizer);
        assert.ok(Date.parse(event.endDate) >= Date.parse(event.startDate.slice(0, 10)));
      });
    }
  }

  for (const lang of site.languages) {
    const path = `${lang}/${facts.meeting}`;
    if (!documents.has(path)) continue; // a site of other content
    test(`${site.name}: ${path} has the days of the meeting as data`, () => {
      assert.equal(documents.get(path).data.length, 1);
      const event = JSON.parse(documents.get(path).data[0]);
      assert.equal(Date.parse(event.startDate), Date.parse(facts.opening));
      assert.equal(event.startDate.slice(0, 10), facts.days.first);
      assert.equal(event.endDate, facts.days.last);
      assert.equal(event.eventStatus, "https://schema.org/EventScheduled");
      assert.equal(event.eventAttendanceMode, "https://schema.org/MixedEventAttendanceMode");
    });
  }
}
