// The shortcodes that stand for a meeting's facts: functions of the page and the
// arguments. Whether what they name is there, plenary has checked.

import { each, esc, href } from "./html.js";
import { day, duetable, mail, moment, nbsp, off, tel, time } from "./partials.js";

export default {
  annex: ({ facts, root }, letter) => {
    const { path, short } = facts.pages.find(({ name }) => name === `annex-${letter}`);
    return `<a class="fact" href="${root}${path}">${esc(short)}</a>`;
  },

  city: ({ facts }) => esc(facts.city),

  contact: ({ facts }, id, form = "email") => {
    const c = facts.contacts[id];
    if (form === "email" || form === "cc") return mail(c[form]);
    if (form === "tel") return tel(c.tel);
    if (form === "fax") return `<span class="num">${nbsp(c.fax)}</span>`;
    return esc(c[form]);
  },

  days: ({ facts: { days } }, form) => (form === "from" ? `<time datetime="${days.day}">${esc(days.from)}</time>` : day(days)),

  deadline: ({ facts, root, words }, id, form) => {
    const d = facts.deadlines[id];
    return `<a class="fact" href="${root}${d.path}">${moment(d.when, form)}</a>${off(d.status, words)}`;
  },

  deadlines: duetable,

  document: ({ facts }, id) => {
    const { url, name } = facts.documents[id];
    return url ? `<a href="${href(url)}">${esc(name)}</a>` : `<span class="doc">${esc(name)}</span>`;
  },

  event: ({ facts, root, words }, id, form) => {
    const { title, path, when, status } = facts.events[id];
    if (form === "title") return `<a class="fact" href="${root}${path}">${esc(title)}</a>${off(status, words)}`;
    if (form === "date") return `<time datetime="${when.day}">${esc(when.full)}</time>${off(status, words)}`;
    return time(when) + off(status, words);
  },

  host: ({ facts }) => esc(facts.host),

  lead: ({ facts, words }, id) => {
    const { text, day: before, status } = facts.leads[id];
    return `${esc(text)}${words.lead_before}${day(before)}${words.lead_after}${off(status, words)}`;
  },

  "lead-roles": ({ facts }) => esc(facts.leadroles),

  link: ({ facts, root, words }, id) => {
    const { url, path, title, file } = facts.links[id];
    if (url) return `<a href="${href(url)}">${esc(title)}</a>`;
    if (path) return `<a href="${root}${path}">${words.aside({ Text: esc(title), Aside: esc(file) })}</a>`;
    return esc(title);
  },

  officer: ({ facts, words }, role) =>
    facts.officers.filter((o) => o.id === role).map((o) => esc(o.text)).join(words.list_comma),

  opening: ({ facts }, form) => moment(facts.opening, form),

  registration: ({ facts }, form) => moment(facts.registration, form),

  texts: ({ facts, words }, id) => `
<ul class="texts">${each(facts.documents[id].texts, ({ name, former, kind }) => `
<li><span class="doc">${esc(name)}</span>${former ? words.former({ Name: esc(former) }) : ""}<span class="kind">${esc(kind)}</span></li>`)}
</ul>
`,

  venue: ({ facts: { venue }, words }, form = "full") => {
    if (form !== "addresses") return esc(venue[form]);
    const others = each(venue.others, ({ lang, text }) => `${words.paren_open}<span lang="${lang}">${esc(text)}</span>${words.paren_close}`);
    return esc(venue.address) + others;
  },
};
