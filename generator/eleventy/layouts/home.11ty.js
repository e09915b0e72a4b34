import { document, meetings, years } from "../partials.js";
import { each, esc } from "../html.js";

export default ({ p }) => document(p, `<h1>${esc(p.title)}</h1>
<p class="also">${esc(p.description)}</p>
${meetings(p, p.params.years)}
${years(p, p.params.more)}${p.params.groups?.length ? `
<section>
<h2>${p.words.groups}</h2>
<ul class="doors">${each(p.params.groups, ({ path, name, count }) => `
<li><a href="${p.root}${path}">${esc(name)}</a><p>${p.words.count_meetings(count)}</p></li>`)}
</ul>
</section>` : ""}`);
