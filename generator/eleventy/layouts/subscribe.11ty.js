import { document, subscription } from "../partials.js";
import { each, esc } from "../html.js";

const list = (subscriptions, attributes) => `<ul>${each(subscriptions, ({ id, title }) => `
<li><a${attributes} href="#${id}">${esc(title)}</a></li>`)}
</ul>`;

export default function ({ p }) {
  const { root, title, words } = p;
  const { of, zone, due, all, role } = p.params.feature;
  return document(p, `<h1>${esc(title)}</h1>
<p class="also">${esc(of)}</p>
<p class="lead">${words.sentences({ A: words.calendars_text, B: words.subscribe_lead })}</p>
<div class="columns">
<nav class="toc" aria-label="${words.contents}">
<h2>${words.contents}</h2>
<ul>
<li><a href="#p_all">${words.subscribe_all}</a>
${list(all, "")}
</li>${role?.length ? `
<li><a href="#p_role">${words.subscribe_role}</a>
${list(role, ' class="who"')}
</li>` : ""}
<li><a href="#p_programs">${words.how_programs}</a></li>
<li><a href="#p_good">${words.how_good}</a></li>
</ul>
</nav>
<div class="topics offers">
<h2 id="p_all">${words.subscribe_all}</h2>
${each(all, (o) => subscription(p, o, true))}${role?.length ? `
<h2 id="p_role">${words.subscribe_role}</h2>
<p class="also">${words.subscribe_role_text}</p>
${each(role, (o) => subscription(p, o, false))}` : ""}
<h2 id="p_programs">${words.how_programs}</h2>
<h3>${words.way_apple}</h3>
<p>${words.how_apple}</p>
<h3>${words.way_google}</h3>
<p>${words.how_google}</p>
<h3>Outlook</h3>
<p>${words.how_outlook}</p>
<h3>${words.how_other_title}</h3>
<p>${words.how_other}</p>
<h2 id="p_good">${words.how_good}</h2>
<h3>${words.how_late_title}</h3>
<p>${words.how_late}</p>${due ? `
<p>${words.how_late_due}${words.colon}<a href="${root}${due}">${words.title_deadlines}</a></p>` : ""}
<h3>${words.how_times_title}</h3>
<p>${words.sentences({ A: esc(zone), B: words.how_times })}</p>
<h3>${words.how_end_title}</h3>
<p>${words.how_end}</p>
<h3>${words.how_single_title}</h3>
<p>${words.how_single}</p>
</div>
</div>`);
}
