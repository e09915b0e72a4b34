import { changes, document, letterhead, signature } from "../partials.js";
import { esc } from "../html.js";

/** What a revision changed, as a document, with the editors' prose. */
export function revision(p, content) {
  const { title, sheet, date, message, foreign, changes: list } = p.params.feature;
  return `<p class="noprint row"><button class="button" type="button" data-print hidden>${p.words.print_this}</button></p>
<article class="sheet">
${letterhead(p, esc(sheet), date)}
<div class="prose">${message ? `<p${foreign ? ` lang="${foreign}"` : ""}>${esc(message)}</p>` : ""}${list?.length ? `
<h2>${p.words.changes}</h2>
${changes(p, list)}` : ""}
${p.title !== title ? `<h2>${esc(p.title)}</h2>
` : ""}${content}
${signature(p.facts.letter)}
</div>
</article>`;
}

export default ({ p }) => document(p, revision(p, ""));
