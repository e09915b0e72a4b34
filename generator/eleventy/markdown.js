// Markdown as Hugo renders it with the project's shortcodes and hooks.

import markdownIt from "markdown-it";
import footnote from "markdown-it-footnote";
import { href } from "./html.js";
import shortcodes from "./shortcodes.js";

const md = markdownIt({ linkify: true }).use(footnote).disable(["linkify", "footnote_inline"]);
md.core.ruler.enable("linkify"); // but not the inline rule, which links what Hugo does not
md.linkify.set({ fuzzyLink: false });
md.normalizeLink = md.normalizeLinkText = (url) => url; // href encodes

md.core.ruler.after("block", "names_and_boxes", ({ tokens }) => {
  tokens.forEach((token, i) => {
    if (token.type === "heading_open") name(token, tokens[i + 1], tokens[i + 2]);
    if (token.type === "blockquote_open" && tokens[i + 1].type === "paragraph_open") {
      const close = tokens.find((t, j) => j > i && t.type === "blockquote_close" && t.level === token.level);
      box(token, close, tokens.slice(i + 1, i + 4));
    }
  });
});

/** ## Visas {#visa} */
function name(open, text, close) {
  const m = text.content.match(/[ \t]*\{#([\w-]+)\}$/);
  open.info = close.info = m ? m[1] : "";
  if (m) text.content = text.content.slice(0, m.index);
}

/** > [!KEY] */
function box(open, close, [begin, text, end]) {
  const m = text.content.match(/^\[!([a-zA-Z]+)\].*\n?/);
  if (!m) return;
  open.info = close.info = m[1].toLowerCase();
  text.content = text.content.slice(m[0].length);
  begin.hidden = end.hidden = text.content === "";
}

const boxes = {
  key: [({ key_fact, colon }) => `<div class="key"><p class="hidden">${key_fact}${colon}</p>`, "</div>"],
  note: [({ editors_note }) => `<aside class="note"><p class="label">${editors_note}</p>`, "</aside>"],
};
const quotation = [() => "<blockquote>", "</blockquote>"];

const wide = String.raw`[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}\p{sc=Hangul}\p{Lm}\u3000-\u303f]`;
const endsWide = new RegExp(`${wide}$`, "u");
const beginsWide = new RegExp(`^${wide}`, "u");

const ref = ({ id, subId }) => `fnref${subId || ""}:${id + 1}`;

Object.assign(md.renderer.rules, {
  heading_open: (tokens, i) => `<${tokens[i].tag} id="${tokens[i].info}">`,
  heading_close: (tokens, i, _, { page }) =>
    ` <a class="anchor" href="#${tokens[i].info}" aria-label="${page.words.anchor}"><span aria-hidden="true">#</span></a></${tokens[i].tag}>\n`,

  blockquote_open: (tokens, i, _, { page }) => (boxes[tokens[i].info] ?? quotation)[0](page.words),
  blockquote_close: (tokens, i) => (boxes[tokens[i].info] ?? quotation)[1] + "\n",

  // Prose links to a page of the same meeting by its name: annex-a#visa.
  link_open: (tokens, i, _, { page }) => {
    let to = tokens[i].attrGet("href");
    if (!to.includes(":") && !to.startsWith("#")) {
      const [name, anchor] = to.split("#");
      to = `${page.root}${page.section.path}${name}/${anchor ? "#" + anchor : ""}`;
    }
    return `<a href="${href(to)}">`;
  },

  table_open: (tokens, i, _, { page }) => `<section class="table" tabindex="0" aria-label="${page.words.table}">\n<table>\n`,
  table_close: () => "</table>\n</section>\n",
  th_open: () => '<th scope="col">',
  td_open: () => "<td>",

  s_open: () => "<del>",
  s_close: () => "</del>",

  softbreak: (tokens, i, _, { page }) => {
    const before = tokens[i - 1];
    const after = tokens[i + 1];
    if (!page.language.eastAsianLineBreaks || before?.type !== "text" || !before.content) return "\n";
    if (after?.type !== "text" || !after.content) return "";
    return endsWide.test(before.content) && beginsWide.test(after.content) ? "" : "\n";
  },

  footnote_ref: (tokens, i) => {
    const n = tokens[i].meta.id + 1;
    return `<sup id="${ref(tokens[i].meta)}"><a href="#fn:${n}" class="footnote-ref" role="doc-noteref">${n}</a></sup>`;
  },
  footnote_block_open: () => '<div class="footnotes" role="doc-endnotes">\n<hr>\n<ol>\n',
  footnote_block_close: () => "</ol>\n</div>\n",
  footnote_open: (tokens, i) => `<li id="fn:${tokens[i].meta.id + 1}">\n`,
  footnote_close: () => "</li>\n",
  footnote_anchor: (tokens, i) =>
    `&#160;<a href="#${ref(tokens[i].meta)}" class="footnote-backref" role="doc-backlink">&#x21a9;&#xfe0e;</a>`,
});

/** Markdown of one paragraph. */
export function inline(text, page) {
  const html = md.render(text, { page }).trim();
  const m = html.match(/^<p>(.*)<\/p>$/s);
  return m && !m[1].includes("<p>") ? m[1] : html;
}

const call = /\{\{<\s*lang\s+"([^"]*)"\s*>\}\}(.*?)\{\{<\s*\/lang\s*>\}\}|\{\{<\s*([a-z][a-z0-9-]*)((?:\s+"[^"]*")*)\s*>\}\}/gs;

/**
 * The HTML of a page's prose, and its contents. Markdown sees a word where the text
 * of a shortcode will stand, as in Hugo; a shortcode alone is no paragraph.
 */
export function render(page) {
  const texts = [];
  const source = page.source.replace(call, (_, lang, inner, name, args) => {
    texts.push(
      lang
        ? `<span lang="${lang}">${inline(inner, page)}</span>`
        : shortcodes[name](page, ...Array.from(args.matchAll(/"([^"]*)"/g), (m) => m[1])),
    );
    return `xSHORTCODE${texts.length - 1}x`;
  });
  const expand = (html) => html.replace(/<p>xSHORTCODE(\d+)x<\/p>|xSHORTCODE(\d+)x/g, (_, alone, n) => texts[alone ?? n]);

  const env = { page };
  const tokens = md.parse(source, env);
  const html = expand(md.renderer.render(tokens, md.options, env));
  return { html, toc: page.layout === "annex" ? expand(contents(tokens, env)) : "" };
}

/** The headings of the levels 2 and 3. */
function contents(tokens, env) {
  let html = "";
  let level = 1;
  tokens.forEach(({ type, tag, info }, i) => {
    const next = Number(tag[1]);
    if (type !== "heading_open" || next > 3) return;
    const words = tokens[i + 1].children.filter((t) => t.type !== "link_open" && t.type !== "link_close");
    for (; level > next; level--) html += "</li></ul>";
    html += level === next ? "</li><li>" : "<ul><li>";
    html += `<a href="#${info}">${md.renderer.renderInline(words, md.options, env)}</a>`;
    level = next;
  });
  for (; level > 1; level--) html += "</li></ul>";
  return html;
}
