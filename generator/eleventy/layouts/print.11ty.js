import { agenda, document, letterhead, signature, timeplan } from "../partials.js";
import { each, esc } from "../html.js";

/** Names are told apart by the part they belong to, and headings sink one level. */
const sunk = (html, name) =>
  html.replace(/ id="|<a class="anchor"[^>]*>.*?<\/a>|(<\/?h)([2-5])/g, (m, tag, level) =>
    tag ? tag + (Number(level) + 1) : m === ' id="' ? ` id="${name}-` : "");

function part(p, { name }) {
  if (name !== "letter" && !name.startsWith("annex-")) return "";
  const it = p.sibling(name);
  const { letter, feature } = it.params;
  let html;
  if (it.layout === "agenda") html = sunk(agenda(p, feature), name);
  else if (it.layout === "timeplan") html = sunk(timeplan(p, feature), name);
  else html = sunk(it.html, name) + (name === "letter" ? signature(p.facts.letter) : "");
  return `
<section class="prose part" id="${name}">
<h2 class="part${name === "letter" ? " hidden" : ""}">${letter ? `<span class="annex">${p.words.annex({ Letter: letter })}</span> ` : ""}${esc(it.title)}</h2>
${html}
</section>`;
}

export default ({ p }) => document(p, `<p class="noprint row"><button class="button main" type="button" data-print hidden>${p.words.print_this}</button></p>
<article class="sheet">
${letterhead(p, p.words.title_print)}${each(p.facts.pages, (it) => part(p, it))}
</article>`);
