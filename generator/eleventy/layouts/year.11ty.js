import { document, summary, years as row } from "../partials.js";
import { each, esc } from "../html.js";

export default function ({ p }) {
  const { years, later, earlier } = p.params;
  return document(p, `<h1>${esc(p.title)}</h1>${each(years, ({ meetings }) => `
<ol class="list">${each(meetings, (m) => summary(m, p.root, p.words, false))}
</ol>`)}${earlier || later ? `
<nav class="turn" aria-label="${p.words.year_pages}">${later ? `
<a class="back" href="${p.root}${later.path}" rel="prev">${esc(later.name)}</a>` : ""}${earlier ? `
<a class="on" href="${p.root}${earlier.path}" rel="next">${esc(earlier.name)}</a>` : ""}
</nav>` : ""}
${row(p, p.params.more)}`);
}
