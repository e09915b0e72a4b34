import { deadline, document, feeds } from "../partials.js";
import { each, esc } from "../html.js";

const dueDay = (p, until, name, html, deadlines) => `
<li${until}>
<p class="leaf${name}">${html}</p>
<div>${each(deadlines, (id) => deadline(p.facts.deadlines[id], p))}
</div>
</li>`;

export default function ({ p }) {
  const { facts, words } = p;
  return document(p, `<h1>${words.title_deadlines}</h1>
<p class="also">${facts.counts ? words.sentences({ A: esc(facts.counts), B: esc(facts.zone) }) : esc(facts.zone)}</p>
${feeds(p, facts.duecalendar)}
<ol class="leaves">${each(facts.duedays, ({ ends, when, month, day, weekday, deadlines }) =>
  dueDay(p, ` data-until="${ends}"`, "", `<time datetime="${when.day}"><span>${esc(month)}</span> <b>${day}</b> <span>${esc(weekday)}</span></time>`, deadlines))}${
  facts.postponed?.length ? dueDay(p, "", " open", words.postponed_without_date, facts.postponed) : ""}
</ol>`);
}
