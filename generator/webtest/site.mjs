// Built sites: a folder, the address it was built for, and the pages in it. The
// environment names the folders:
//
//   PLENARY_SITE     the shipped content
//   PLENARY_SUBSITE  the same, built with --base-url https://example.org/a/b/
//   PLENARY_MADE_UP  made-up content with several groups
//   PLENARY_ARCHIVE  an archive of sixty meetings

import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

export class Site {
  // name is for the names of tests; dir is the folder.
  constructor(name, dir) {
    this.name = name;
    this.dir = dir;
    const canonical = this.text("index.html").match(/<link rel="?canonical"? href="?([^">\s]+)/);
    if (!canonical) throw new Error(`${dir}/index.html has no canonical link, from which the address of the site is read`);
    // The address of the site's root; ends in a slash.
    this.base = new URL(canonical[1]);
    // Paths of all files from the site's root, sorted, with slashes.
    this.files = readdirSync(dir, { recursive: true })
      .map((file) => file.replaceAll("\\", "/"))
      .filter((file) => statSync(join(dir, file)).isFile())
      .sort();
    // Paths of the pages as they are linked to: "", "zh/", "zh/sg17/". Without 404.html.
    this.pages = this.files
      .filter((file) => file.endsWith(".html") && file !== "404.html")
      .map((file) => file.replace(/(^|\/)index\.html$/, "$1"));
    // The languages, as the folders at the root are named.
    this.languages = this.pages.filter((page) => /^[a-z-]+\/$/i.test(page)).map((page) => page.slice(0, -1));
    this.calendars = this.files.filter((file) => file.endsWith(".ics"));
    // Calendars of one deadline or event, to be imported once; and those to subscribe to.
    this.items = this.calendars.filter((file) => file.includes("/item/"));
    this.feeds = this.calendars.filter((file) => !file.includes("/item/"));
  }

  bytes(file) {
    return readFileSync(join(this.dir, file));
  }

  text(file) {
    return this.bytes(file).toString("utf8");
  }

  // kinds returns one page of each kind in a language: home, group, overview, and
  // whatever pages meetings have.
  kinds(lang) {
    const kinds = new Map();
    for (const path of this.pages.filter((page) => page.startsWith(`${lang}/`))) {
      const [, group, meeting, name] = path.split("/");
      const kind = name || [group, meeting].filter(Boolean).length;
      if (!kinds.has(kind)) kinds.set(kind, path);
    }
    return [...kinds.values()];
  }

  // url returns the public address of a path.
  url(path) {
    return this.base.href + path;
  }

  // path returns the path of a public address below the site's root, without its
  // fragment, or undefined if the address lies elsewhere.
  path(url) {
    if (url.origin !== this.base.origin || !url.pathname.startsWith(this.base.pathname)) return undefined;
    return decodeURIComponent(url.pathname.slice(this.base.pathname.length));
  }

  // file returns the path of the file that a server sends for a path.
  file(path) {
    return path === "" || path.endsWith("/") ? `${path}index.html` : path;
  }

  // has reports whether a server finds something at a path without a redirection.
  has(path) {
    return this.files.includes(this.file(path));
  }
}

// built returns the site that a variable of the environment names.
function built(variable, name) {
  const dir = process.env[variable];
  if (!dir) throw new Error(`${variable} must name the folder of a built site; see site.mjs`);
  if (!existsSync(join(dir, "index.html"))) throw new Error(`${variable}: there is no index.html in ${dir}`);
  return new Site(name, dir);
}

// shipped returns the site of the shipped content.
export const shipped = () => built("PLENARY_SITE", "site");

// below returns the site of the shipped content in a folder below the root of its host.
export const below = () => built("PLENARY_SUBSITE", "site below /a/b/");

// madeUp returns the site of made-up content, which has every kind of page and odd cases.
export const madeUp = () => built("PLENARY_MADE_UP", "made-up site");

// archive returns the site of an archive, which is too large for most tests.
export const archive = () => built("PLENARY_ARCHIVE", "archive");

// all returns every site but the archive.
export const all = () => [shipped(), below(), madeUp()];
