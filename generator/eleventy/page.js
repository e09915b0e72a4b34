// The pages of the tree. Their facts are in the front matter of their folder's
// _index file, which Eleventy may read after them: all is looked up when needed.

import { languages } from "./site.js";
import { inline, render } from "./markdown.js";

/** All pages by their files' paths below content, without the extension. */
const pages = new Map();

export class Page {
  #rendered;

  constructor(stem, data, source) {
    const [, dir = "", name, lang] = stem.match(/^(?:(.*)\/)?([^/]+)\.([^/.]+)$/);
    this.dir = dir;
    this.name = name;
    this.language = languages.get(lang);
    this.words = this.language.words;
    this.data = data;
    this.source = source;
    this.below = (dir && dir + "/") + (name === "_index" ? "" : name + "/"); // the same in all languages
    this.path = `${lang}/${this.below}`;
    this.root = this.path.replace(/[^/]+/g, "..");
    pages.set(stem, this);
  }

  static get(dir, name, lang) {
    return pages.get(`${dir && dir + "/"}${name}.${lang}`);
  }

  get title() { return this.data.title; }
  get description() { return this.data.description; }
  get isHome() { return this.below === ""; }
  get isSection() { return this.name === "_index" && !this.isHome; }

  /** Another page of the same folder. */
  sibling(name) { return Page.get(this.dir, name, this.language.name); }

  /** The page of its folder. */
  get section() { return this.sibling("_index"); }

  /** The facts of the meeting that the page belongs to, if it does. */
  get facts() { return this.section.data.params.facts; }

  /** Layout and parameters. The editors' own files know nothing of them; their folder's does. */
  get own() {
    if (this.data.params) return this.data;
    const path = `/${this.dir}/${this.name}`;
    return this.section.data.cascade?.find((to) => to.target.path === path) ?? this.data;
  }
  get layout() { return this.own.layout; }
  get params() { return this.own.params; }

  inline(markdown) { return inline(markdown, this); }
  get html() { return (this.#rendered ??= render(this)).html; }
  get toc() { return (this.#rendered ??= render(this)).toc; }
}
