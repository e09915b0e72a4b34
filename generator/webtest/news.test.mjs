// Tests that the feeds of news say what was changed, as feedparser reads them: each
// recorded revision once, with an id that is the same in every feed.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { all, madeUp } from "./site.mjs";

// read returns what is in the feeds of a site, by their paths.
function read(site) {
  const files = site.files.filter((file) => file.endsWith(".atom"));
  const args = [join(import.meta.dirname, "parse_atom.py"), ...files.map((file) => join(site.dir, file))];
  const lines = execFileSync("/usr/bin/python3", args, { encoding: "utf8", maxBuffer: 2 ** 28 }).trimEnd().split("\n");
  return new Map(lines.map((line, i) => [files[i], JSON.parse(line)]));
}

for (const site of all()) {
  const feeds = read(site);

  test(`${site.name}: there is a feed of news of the site, of each group and of each meeting, in every language`, () => {
    const folders = site.pages.filter((page) => /^[a-z]+\/([^/]+\/){0,2}$/.test(page));
    const own = folders.filter((page) => !/\/(subscribe|[0-9]{4})\/$/.test(page));
    assert.deepEqual([...feeds.keys()].sort(), own.map((page) => `${page}changes.atom`).sort());
  });

  for (const [file, feed] of feeds) {
    test(`${site.name}: ${file} can be read and says where it is`, () => {
      assert.equal(feed.problem, "");
      assert.equal(feed.version, "atom10");
      assert.equal(feed.lang, file.split("/")[0]);
      assert.match(feed.id, /^urn:uuid:[0-9a-f-]{36}$/);
      assert.equal(feed.links.self, site.url(file));
      assert.ok(site.has(site.path(new URL(feed.links.alternate))));
      assert.ok(feed.entries.length > 0);
      assert.equal(feed.updated, feed.entries.map((entry) => entry.updated).sort().at(-1), "it is as old as its latest entry");
      assert.equal(new Set(feed.entries.map((entry) => entry.id)).size, feed.entries.length, "names are unique");
    });

    test(`${site.name}: ${file} links to the changes that it describes`, () => {
      for (const entry of feed.entries) {
        const url = new URL(entry.link);
        const page = site.path(url);
        assert.ok(site.has(page), entry.link);
        assert.match(site.text(site.file(page)), new RegExp(`id=["']?${url.hash.slice(1)}\\b`), entry.link);
        assert.ok(entry.html.length > 10, "it says something");
      }
    });
  }

  test(`${site.name}: the feeds of the site and of groups have what the feeds of meetings have`, () => {
    for (const lang of site.languages) {
      const own = new Map();
      for (const [file, feed] of feeds) if (file.startsWith(`${lang}/`) && file.split("/").length === 4) for (const e of feed.entries) own.set(e.id, e);
      assert.deepEqual(new Map(feeds.get(`${lang}/changes.atom`).entries.map((e) => [e.id, e])).size, own.size);
      for (const [file, feed] of feeds) {
        if (file.startsWith(`${lang}/`)) for (const e of feed.entries) assert.deepEqual(e, own.get(e.id), `${file}: ${e.title}`);
      }
    }
  });
}

test("a corrigendum has the old and the new values", () => {
  const entries = read(madeUp()).get("en/advisory/2024-10-geneva/changes.atom").entries;
  assert.deepEqual(entries.map((e) => [e.updated, e.title.split(": ").at(-1)]), [
    ["2024-09-30T08:00:00Z", "Corrigendum 1"], ["2024-08-20T14:30:00Z", "Revision 1"], ["2024-07-15T09:00:00Z", "First issue"],
  ]);
  assert.ok(entries[0].html.includes("<del>As planned</del> → <ins>Cancelled</ins>"), entries[0].html);
  assert.ok(entries[1].html.includes("<del>Monday 7 October 2024</del> → <ins>Tuesday 8 October 2024</ins>"), entries[1].html);
});
