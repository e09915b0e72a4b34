import { changes, day, document } from "../partials.js";
import { each, esc } from "../html.js";

export default function ({ p }) {
  const { facts, root, words } = p;
  return document(p, `<h1>${words.title_changes}</h1>
<p class="also">${words.changes_text}</p>
<p class="noprint"><a href="${root}${facts.news}" type="application/atom+xml">${words.news_subscribe}</a></p>
<ol class="history">${each(p.params.feature.toReversed(), ({ anchor, title, date, message, foreign, changes: list, path }) => `
<li id="${anchor}">
<p class="when">${day(date)}</p>
<div>
<h2>${esc(title)}</h2>${message ? `<p${foreign ? ` lang="${foreign}"` : ""}>${esc(message)}</p>` : ""}${list?.length ? `
${changes(p, list)}` : ""}${path ? `<p class="noprint"><a href="${root}${path}">${words.revision_sheet}<span class="hidden">${words.aside_colon}${esc(title)}</span></a></p>` : ""}
</div>
</li>`)}
</ol>`);
}
