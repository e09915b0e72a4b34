// Tests that every link of every page leads to a page, a file or an anchor that exists,
// wherever the site is published, and that every page can be reached from the front page.

import assert from "node:assert/strict";
import { test } from "node:test";
import ICAL from "ical.js";
import { readAll } from "./document.mjs";
import { all } from "./site.mjs";

// Kinds of <link> that other programs read, and that need a full address.
const absolute = (link) => link.element === "link" && (link.rel === "canonical" || (link.rel === "alternate" && link.lang !== ""));

// offered returns the addresses of the calendars that a page offers to calendar programs.
const offered = (document, page) =>
  document.links.filter((link) => link.to.startsWith("webcal:")).map((link) => link.to.replace("webcal:", new URL(page).protocol));

for (const site of all()) {
  const documents = await readAll(site);

  // missing returns what is wrong with an address on this site, "" if nothing.
  const missing = (url) => {
    const path = site.path(url);
    if (path === undefined) return `${url} lies outside the site`;
    if (!site.has(path)) return `there is no ${path || "index.html"}`;
    const id = decodeURIComponent(url.hash.slice(1));
    if (id === "") return "";
    const target = documents.get(path);
    if (!target) return `#${id} in ${path}, which is not a page`;
    return target.ids.includes(id) ? "" : `there is no #${id} in ${path}`;
  };

  // wrong returns what is wrong with a link on a page, "" if nothing.
  const wrong = (link, page) => {
    const url = new URL(link.to, page);
    switch (url.protocol) {
      case "mailto:":
        return /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(decodeURIComponent(url.pathname)) ? "" : "no address of e-mail";
      case "tel:":
        return /^\+\d+$/.test(url.pathname) ? "" : "no telephone number with its country";
      case "webcal:":
        return missing(new URL(link.to.replace(/^webcal:/, site.base.protocol)));
      case "http:":
      case "https:":
        if (url.origin !== site.base.origin) return ""; // other hosts are not asked
        return missing(url);
      default:
        return `unknown scheme ${url.protocol}`;
    }
  };

  for (const [path, document] of documents) {
    const page = site.url(path);
    const name = `${site.name}: ${path || "the front page"}`;

    test(`${name} links to what exists`, () => {
      assert.ok(!document.base, "no <base> changes what links mean");
      const problems = document.links.map((link) => [link.to, wrong(link, page)]).filter(([, problem]) => problem !== "");
      assert.deepEqual(problems, []);
    });

    test(`${name} links to its own site by relative addresses`, () => {
      const full = document.links.filter(
        (link) => !absolute(link) && /^(https?:)?\/\//.test(link.to) && new URL(link.to, page).host === site.base.host,
      );
      assert.deepEqual(full, []);
      const rooted = document.links.filter((link) => /^\/(?!\/)/.test(link.to));
      // Only the page for unknown addresses does not know how deep it will be shown.
      if (path === "404.html") {
        const local = document.links.filter((link) => !/^([a-z]+:|#)/.test(link.to));
        assert.deepEqual(rooted, local, "404.html is shown at any depth and needs addresses from the root");
      } else {
        assert.deepEqual(rooted, []);
      }
    });

    test(`${name} shows the address of every calendar that it offers to programs`, () => {
      const calendars = offered(document, page);
      assert.deepEqual(calendars.filter((address) => !document.text.includes(address)), [], "not shown");
      if (!path.endsWith("/subscribe/")) return;
      const files = document.links.filter((link) => link.download).map((link) => new URL(link.to, page).href);
      assert.deepEqual(files, [...new Set(calendars)], "as a file too");
      assert.deepEqual(document.fields, files, "and in a field to copy from");
    });

    test(`${name} leads to the page of all calendars if it offers one`, () => {
      if (offered(document, page).length === 0 || path.endsWith("/subscribe/")) return;
      assert.ok(document.links.some((link) => new URL(link.to, page).pathname.endsWith("/subscribe/")));
    });

    test(`${name} has a picture that exists`, () => {
      if (document.image !== undefined) assert.equal(missing(new URL(document.image)), "");
    });
  }

  test(`${site.name}: every page can be reached from the front page`, () => {
    const reached = new Set([""]);
    for (const path of reached) {
      for (const link of documents.get(path)?.links ?? []) {
        const to = link.element === "a" ? site.path(new URL(link.to, site.url(path))) : undefined;
        if (to !== undefined) reached.add(to);
      }
    }
    assert.deepEqual(site.pages.filter((path) => !reached.has(path)), []);
  });

  for (const file of site.calendars) {
    test(`${site.name}: ${file} leads to pages that exist`, () => {
      const calendar = new ICAL.Component(ICAL.parse(site.text(file)));
      const urls = [calendar, ...calendar.getAllSubcomponents("vevent")]
        .map((c) => c.getFirstPropertyValue("url"))
        .filter(Boolean) // a calendar of one item has none
        .map((url) => new URL(url));
      assert.ok(urls.length > 0);
      assert.deepEqual(urls.map(missing).filter(Boolean), []);
    });
  }

  test(`${site.name}: every confirmed item can be put into a calendar from the page that lists it`, () => {
    for (const file of site.items) {
      const meeting = file.replace(/item\/.*/, "");
      const event = new ICAL.Component(ICAL.parse(site.text(file))).getFirstSubcomponent("vevent");
      const at = site.path(new URL(event.getFirstPropertyValue("url")));
      const here = at === `${meeting}deadlines/` ? at : meeting;
      const linked = documents.get(here).links.some((link) => site.path(new URL(link.to, site.url(here))) === file);
      const id = file.replace(/.*\/(.*)\.ics$/, "$1");
      const listed = at === `${meeting}deadlines/` || id === "meeting" || documents.get(meeting).ids.includes(id);
      assert.equal(linked, listed && event.getFirstPropertyValue("status") === "CONFIRMED", file);
    }
  });

  test(`${site.name}: every feed is offered on the page of calendars`, () => {
    for (const file of site.feeds) {
      const page = documents.get(file.replace(/[^/]*$/, "subscribe/"));
      assert.ok(page && offered(page, site.url(file)).includes(site.url(file)), file);
    }
  });
}
