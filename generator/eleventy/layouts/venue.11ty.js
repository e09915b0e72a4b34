import { contact, document, pair } from "../partials.js";
import { each, esc, href } from "../html.js";

const building = (b, words) => `
<li id="${b.id}">
<h3>${esc(b.name)}</h3>${b.local?.length ? `
<p class="also dots" translate="no">${each(b.local, ({ lang, text }) => `<span lang="${lang}">${esc(text)}</span> `)}</p>` : ""}
<dl class="pairs">${pair(words.building_for, b.for && esc(b.for))}${pair(words.address, b.address && esc(b.address))}${pair(words.rooms, b.rooms?.map(esc).join(words.list_comma))}
</dl>
</li>`;

const place = ({ full, address, card, others, map, buildings }, words) => `
<p class="also">${esc(full)}</p>${card ? `
<section aria-labelledby="p_card">
<h2 id="p_card">${words.taxi}</h2>
<div class="taxi" lang="${card.lang}" translate="no"><p class="name">${esc(card.name)}</p><p>${esc(card.address)}</p></div>
</section>` : ""}
<section aria-labelledby="p_address">
<h2 id="p_address">${words.address}</h2>
<address>${esc(full)}<br>${esc(address)}</address>${each(others, ({ lang, name, text }) => `
<address lang="${lang}">${name ? `${esc(name)}<br>` : ""}${esc(text)}</address>`)}${map ? `<p><a class="button" href="${href(map)}">${words.map}</a></p>` : ""}
</section>${buildings?.length ? `
<section aria-labelledby="p_buildings">
<h2 id="p_buildings">${words.buildings}</h2>
<ul class="people">${each(buildings, (b) => building(b, words))}
</ul>
</section>` : ""}`;

const link = ({ url, path, title, file }, { root, words }) => url ? `
<li><a href="${href(url)}">${esc(title)}</a></li>` : path ? `
<li><a href="${root}${path}">${words.aside({ Text: esc(title), Aside: esc(file) })}</a></li>` : "";

export default function ({ p }) {
  const { facts, words } = p;
  const links = each(facts.linklist, (id) => link(facts.links[id], p));
  return document(p, `<h1>${esc(p.title)}</h1>${facts.venue ? place(facts.venue, words) : `
<p class="also">${words.remote_place}</p>`}${facts.contactlist?.length ? `
<section aria-labelledby="p_contacts">
<h2 id="p_contacts">${words.contacts}</h2>
<ul class="people">${each(facts.contactlist, (id) => contact(facts.contacts[id], words))}
</ul>
</section>` : ""}${links ? `
<section aria-labelledby="p_links">
<h2 id="p_links">${words.links}</h2>
<ul>${links}
</ul>
</section>` : ""}`);
}
