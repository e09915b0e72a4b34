import { add, changed, day, document, feeds, next, off, offClass, status, time, timeline } from "../partials.js";
import { each, esc, href } from "../html.js";

const small = (text, attributes = "") => (text ? `<small${attributes}>${esc(text)}</small>` : "");

const service = (s, words) => (s ? `<small>${esc(s.text)}${off(s.status, words)}</small>` : "");

const when = ({ facts: { days, opening, registration }, words }) => day(days) + (opening?.day
  ? `<small>${words.opens({ Time: esc(opening.hours) })}${registration?.day ? words.comma + words.registration_from({ Time: esc(registration.hours) }) : ""}<span class="zone">${esc(opening.zone ?? "")}</span></small>`
  : "");

const where = ({ facts: { venue, paths, town, participation }, root, words }) => venue
  ? `<a href="${root}${paths.venue}">${esc(venue.name)}</a><small>${venue.hall ? esc(venue.hall) + words.comma : ""}${esc(town)}</small>${small(participation)}`
  : esc(town) + small(participation);

const fact = (term, html, attributes = "") => `
<div><dt>${term}</dt><dd${attributes}>${html}</dd></div>`;

const list = (term, items, fn) => items?.length
  ? fact(term, `<ul class="plain">${each(items, (it) => `<li>${fn(it)}</li>`)}</ul>`)
  : "";

function event(e, page) {
  const { root, words } = page;
  const { home } = e.when;
  const more = [
    e.place && esc(e.place),
    e.note && esc(e.note),
    e.register && esc(e.register),
    e.url && `<a href="${href(e.url)}">${words.register}</a>`,
    e.see && `<a href="${root}${e.see}">${words.details}</a>`,
  ].filter(Boolean);
  return `
<li id="${e.id}"${e.status?.off ? ` class="${offClass(e.status).trim()}"` : ""}>
<p class="when">${e.status?.off ? `<s>${time(e.when)}</s>` : time(e.when) + (home ? `<br>${words.zone_home({ When: esc(home) })}` : "")}</p>
<div>
<h3>${esc(e.title)}</h3>
${status(e.status)}
${changed(page, e.changed)}${more.length ? `
<p class="also dots">${more.map((html) => `<span>${html}</span>`).join(" ")}</p>` : ""}${e.item ? `
<p>${add(page, e.item, e.title)}</p>` : ""}
</div>
</li>`;
}

export default function ({ p }) {
  const { facts, root, words } = p;
  const { also, overview } = p.params;
  return document(p, `<div class="hero">
<h1>${esc(p.title)}</h1>${each(also, ({ lang, text }) => `
<p class="also" lang="${lang}">${esc(text)}</p>`)}${facts.host ? `
<p class="also">${words.host}${words.colon}${esc(facts.host)}</p>` : ""}
<dl class="facts">${fact(words.when, when(p) + (facts.item ? add(p, facts.item, p.title) : ""))}${fact(words.where, where(p))}${
  fact(words.language, esc(facts.languages) + service(facts.interpretation, words) + service(facts.captioning, words))}${
  each(facts.officers, (o) => fact(esc(o.role), esc(o.name) + small(o.country, ' translate="yes"'), ' translate="no"'))}${
  list(words.joint_with, facts.joint, (g) => `<a href="${root}${g.path}">${esc(g.name)}</a>`)}${
  list(words.held_by, facts.bodies, esc)}
</dl>
</div>
${next(p, overview.next)}${facts.version ? `
<p class="latest" data-since="${facts.version.date.day}"><a href="${root}${facts.paths.changes}#${facts.version.anchor}">${words.changed_on({ Date: esc(facts.version.date.date) })}</a>${words.colon}${esc(facts.version.message ?? "")}</p>` : ""}
${timeline(p, overview.timeline)}${overview.events?.length ? `
<section>
<h2>${words.around}</h2>
<ol class="events">${each(overview.events, (id) => event(facts.events[id], p))}
</ol>
</section>` : ""}
<section>
<h2>${words.in_this_letter}</h2>
<ul class="doors">${each(facts.pages, ({ path, title, what }) => what ? `
<li><a href="${root}${path}">${esc(title)}</a><p>${esc(what)}</p></li>` : "")}
</ul>
</section>
${feeds(p, facts.calendar)}`);
}
