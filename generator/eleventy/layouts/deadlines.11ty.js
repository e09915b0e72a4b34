import { deadline, document, url } from "../partials.js";
import { each, esc } from "../html.js";

const leaf = (p, until, name, html, deadlines) => `
<li${until}>
<p class="leaf${name}">${html}</p>
<div>${each(deadlines, (d) => deadline(d, p))}
</div>
</li>`;

export default function ({ p }) {
  const { facts, root, words } = p;
  const [feed] = facts.feeds;
  return document(p, `<h1>${words.title_deadlines}</h1>
<p class="also">${facts.counts ? words.sentences({ A: esc(facts.counts), B: esc(facts.zone) }) : esc(facts.zone)}</p>
<section class="subscribe">
<h2>${words.calendars_title}</h2>
<p>${words.calendars_text}</p>
<p class="row"><a class="button main" href="${feed.webcal}">${words.subscribe}</a> <a class="button" href="${root}${feed.path}" download>${words.download}</a></p>
<p class="url" lang="zxx">${url(feed.url)}</p>
</section>
<ol class="leaves">${each(facts.leaves, ({ ends, when, month, day, weekday, deadlines }) =>
  leaf(p, ` data-until="${ends}"`, "", `<time datetime="${when.day}"><span>${esc(month)}</span> <b>${day}</b> <span>${esc(weekday)}</span></time>`, deadlines))}${
  facts.postponed?.length ? leaf(p, "", " open", words.postponed_without_date, facts.postponed) : ""}
</ol>`);
}
