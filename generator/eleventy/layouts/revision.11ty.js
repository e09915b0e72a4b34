import { changes, document, letterhead, signature } from "../partials.js";
import { esc } from "../html.js";

/** What a revision changed, as a document, with the editors' prose. */
export function revision(p, content) {
  const { title, date, message, changes: list } = p.params.feature;
  return `<p class="noprint row"><button class="button main" type="button" data-print hidden>${p.words.print_this}</button></p>
<article class="sheet">
${letterhead(p, esc(title), date)}
<div class="prose">${message ? `<p>${esc(message)}</p>` : ""}${list?.length ? `
<h2>${p.words.title_changes}</h2>
${changes(p, list)}` : ""}
${content}
${signature(p.facts.letter)}
</div>
</article>`;
}

export default ({ p }) => document(p, revision(p, ""));
