import { document, feeds, meetings, years } from "../partials.js";
import { each, esc, href } from "../html.js";

export default function ({ p }) {
  const { name, kind, abbreviation, leadroles, home, ...lists } = p.params;
  return document(p, `<h1>${esc(name)}</h1>
<p class="also">${esc(kind)}${abbreviation ? ` · ${esc(abbreviation)}` : ""}</p>${leadroles?.length ? `
<ul class="roles">${each(leadroles, (role) => `<li>${esc(role)}</li>`)}</ul>` : ""}${home ? `<p><a href="${href(home)}">${p.words.group_home}</a></p>` : ""}
${meetings(p, lists.years)}
${years(p, lists.more)}
${feeds(p, lists.calendar)}`);
}
