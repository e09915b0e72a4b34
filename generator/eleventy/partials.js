// Pieces of pages. Most take the page that they are for.

import { baseURL, defaultLanguage, languages, params as site } from "./site.js";
import { each, esc, href } from "./html.js";

export const day = (when) => `<time datetime="${when.day}">${esc(when.date)}</time>`;

export const time = (when) =>
  `<time datetime="${when.iso}"${when.long ? ' class="long"' : ""}>${esc(when.text)}</time>${when.zone ? `<span class="zone">${esc(when.zone)}</span>` : ""}`;

/** A moment in the form that a shortcode asks for. */
export const moment = (when, form) =>
  form === "time" ? `<time datetime="${when.iso}">${esc(when.hours)}</time>` : form === "date" ? day(when) : time(when);

/** In prose: that the time just told does not hold. */
export const off = (status, words) =>
  status?.off ? `${words.paren_open}<strong class="flag">${esc(status.word.toLowerCase())}</strong>${words.paren_close}` : "";

export const status = (s) => (s ? `<p class="status ${s.kind}"><strong>${esc(s.word)}</strong> ${esc(s.reason ?? "")}</p>` : "");

/** For a class: that something does not take place as announced. */
export const offClass = (s) => (s?.off ? ` off ${s.kind}` : "");

/** A value that was changed. Screen readers are told in words which is the old one. */
const values = ({ fact, note, old, new: now, lang }, words) => {
  const said = fact || note;
  const attributes = lang ? ` lang="${lang}"` : "";
  return `<p class="values">${said ? `<span class="fact">${esc(said)}${old || now ? words.colon : ""}</span>` : ""}${
    old ? `<del${attributes}><span class="hidden">${words.formerly}</span>${esc(old)}</del>` : ""}${
    now ? `<ins${attributes}>${old ? `<span class="hidden">${words.now}</span>` : ""}${esc(now)}</ins>` : ""}</p>`;
};

/** What a revision changed: what it is about, and the old and the new values. */
export const changes = ({ root, words }, list) => `<ul class="changes">${each(list, (c) => `
<li>
<p class="what">${c.path ? `<a href="${root}${c.path}">${esc(c.what)}</a>` : esc(c.what)}</p>${each(c.values, (v) => `
${values(v, words)}`)}
</li>`)}
</ul>`;

/** That a deadline or an event was changed: when, and what it was. */
export const changed = ({ root, words }, c) => c ? `<p class="changed" data-since="${c.date.day}"><a href="${root}${c.path}">${(c.added ? words.added_on : words.changed_on)({ Date: esc(c.date.date) })}</a>${
  each(c.former, (was) => ` <span class="was">${words.formerly}<del>${esc(was)}</del></span>`)}</p>` : "";

export const url = (address) => esc(address).replaceAll("/", "/<wbr>");

export const mark =
  '<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false"><path d="M3 25h0M3.99 20.03h0M6.81 15.81h0M11.03 12.99h0M16 12h0M20.97 12.99h0M25.19 15.81h0M28.01 20.03h0M29 25h0M8.6 25h0M10.01 20.65h0M13.71 17.96h0M18.29 17.96h0M21.99 20.65h0M23.4 25h0"/><path d="M13.6 25h4.8"/></svg>';

/** What a page may load and run. */
export const csp =
  `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; style-src-elem 'self'; img-src 'self'; font-src 'self'; media-src 'self'; manifest-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'">`;

/** Style, script and icons, from a page with this way to the root. */
export const assets = (root) => `<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#1b1e24" media="(prefers-color-scheme: dark)">
<link rel="stylesheet" href="${root}${href(site.css)}">
<script src="${root}${href(site.js)}" defer></script>
<link rel="icon" href="${root}${href(site.icon)}" type="image/svg+xml">
<link rel="apple-touch-icon" href="${root}${href(site.touchicon)}">`;

export const card = `${baseURL}${site.card}`;

/** Links to a page in all languages, for programs. */
export const alternates = (below) =>
  each([...languages.keys()], (lang) => `\n<link rel="alternate" hreflang="${lang}" href="${baseURL}${lang}/${below}">`);

function head(page) {
  const { below, facts, params, root, words, language } = page;
  const t = esc(params.tab);
  const description = esc(page.description);
  const permalink = baseURL + page.path;
  return `<head>
${csp}
<meta charset="utf-8">
<title>${t}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${description}">
<link rel="canonical" href="${permalink}">${alternates(below)}
<link rel="alternate" hreflang="x-default" href="${baseURL}${page.isHome ? "" : `${defaultLanguage}/${below}`}">
${assets(root)}
<meta property="og:type" content="website">
<meta property="og:site_name" content="${esc(language.title)}">
<meta property="og:title" content="${t}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="${permalink}">
<meta property="og:locale" content="${words.og_locale}">
<meta property="og:image" content="${card}">${each(facts?.calendars, (f) => `
<link rel="alternate" type="text/calendar" title="${esc(f.name)}" href="${root}${f.path}">`)}${params.news || facts?.news ? `
<link rel="alternate" type="application/atom+xml" title="${words.title_changes}" href="${root}${params.news || facts.news}">` : ""}${params.overview ? `
<script type="application/ld+json">${params.overview.ld}</script>` : ""}
</head>`;
}

const masthead = ({ below, root, language, words }) => `<header class="masthead">
<div class="wrap">
<a class="brand" href="${root}${language.name}/">${mark}<span class="name">${esc(language.title)}</span> <span class="of">${esc(language.organization)}</span></a>${languages.size > 1 ? `
<nav class="languages" aria-label="${words.other_language}">${each([...languages.values()].filter((l) => l !== language), ({ name, label }) => `
<a href="${root}${name}/${below}" lang="${name}" hreflang="${name}" rel="alternate">${esc(label)}</a>`)}
</nav>` : ""}
</div>
</header>`;

function crumbs({ facts, params, root, language, words, isHome, isSection }) {
  if (isHome) return "";
  const up = (path, words) => `<li><a href="${root}${path}">${esc(words)}</a></li>\n`;
  let trail = "";
  if (facts) trail = up(facts.grouppath, facts.groupshort) + (isSection ? "" : up(facts.paths.overview, facts.label));
  if (params.up) trail += up(params.up.path, params.up.name);
  trail += `<li aria-current="page">${esc(params.crumb)}</li>`;
  return `<nav class="crumbs" aria-label="${words.you_are_here}">
<ol>
<li><a href="${root}${language.name}/">${words.home}</a></li>
${trail}
</ol>
</nav>`;
}

/** The pages of this meeting. */
const meetingNav = ({ facts, params, root, words }) => facts ? `<nav class="local" aria-label="${words.this_meeting}">
<ul>${each(facts.pages, ({ aside, name, path, short }) => aside ? "" : `
<li><a href="${root}${path}"${name === params.name ? ' aria-current="page"' : ""}>${esc(short)}</a></li>`)}
</ul>
</nav>` : "";

const footer = ({ facts, path, root, language, words }) => `<footer class="foot">
<div class="wrap">${facts ? `
<p>${words.sentences({ A: esc(facts.zone), B: words.source_note })}</p>
<p class="noprint"><a href="${root}${facts.paths.print}">${words.print_all}</a></p>` : ""}
<p class="of">${esc(language.organization)}</p>
<p class="onlyprint">${baseURL}${path}</p>
</div>
</footer>`;

/** A whole page around its main part. */
export const document = (page, main) => `<!doctype html>
<html lang="${page.language.name}">
${head(page)}
<body>
<a class="skip" href="#p_main">${page.words.skip}</a>
${masthead(page)}
<div class="wrap">
${crumbs(page)}
${meetingNav(page)}
<main id="p_main">${page.facts?.draft ? `<p class="status draft"><strong>${page.words.draft}</strong> ${page.words.draft_text}</p>
` : ""}${status(page.facts?.status)}
${main}
</main>
</div>
${footer(page)}
</body>
</html>
`;

/** Meetings by year; the script moves those that are still to come to the front. */
export const meetings = ({ root, words }, years) => `<div class="meetings" data-meetings data-coming="${words.coming}" data-now="${words.in_session}">${years?.length ? each(years, ({ year, meetings }) => `
<section>
<h2>${year}</h2>
<ol class="list">${each(meetings, (m) => summary(m, root, words, true))}
</ol>
</section>`) : `
<p>${words.no_meetings}</p>`}
</div>`;

export const summary = (m, root, words, next) => `
<li data-from="${m.days.day}"${m.off ? "" : ` data-until="${m.days.until}"`}>
<p class="days">${day(m.days)}</p>
<div>
<p class="title"><a href="${root}${m.path}">${esc(m.title)}</a></p>
<p class="where">${m.group ? `${esc(m.group)} · ` : ""}${esc(m.town)}${m.draft ? ` <strong class="flag">${words.draft}</strong>` : ""}${m.status ? ` <strong class="flag">${esc(m.status)}</strong>` : ""}</p>${next && m.next?.length ? `
<div class="soon" data-next hidden>${each(m.next, ({ when, path, titles }) => `
<p data-until="${when.until}" hidden><span class="label">${words.next_deadline}</span> <a href="${root}${path}">${titles.map(esc).join(words.list_comma)}</a> <span class="due">${day(when)}</span> <span class="left"></span></p>`)}
</div>` : ""}
</div>
</li>`;

/** The way to all meetings, year by year. */
export const years = ({ root, words }, more) => more?.length ? `<nav class="years" aria-labelledby="p_years">
<h2 id="p_years">${words.by_year}</h2>
<ul>${each(more, ({ path, year, count }) => `
<li><a href="${root}${path}">${year}<span class="count"><span class="hidden">${words.aside_colon}</span>${words.count_meetings(count)}</span></a></li>`)}
</ul>
</nav>` : "";

/** The calendar to begin with: a link for a calendar program, its address, and the way to all others. */
export const feeds = ({ root, words }, f) => `<section class="subscribe" id="p_calendars">
<h2>${words.calendars_title}</h2>
<p>${words.calendars_text}</p>
<p class="row"><a class="button main" href="${f.webcal}">${words.subscribe}${named(f.name, words)}</a> <a class="button" href="${root}${f.more}">${words.subscribe_more}</a></p>
<p class="url" lang="zxx">${url(f.url)}</p>
</section>`;

const named = (name, words) => `<span class="hidden">${words.aside_colon}${esc(name)}</span>`;

/** A calendar with all ways to subscribe to it. */
export const subscription = ({ root, words }, o, what) => `<section class="offer" aria-labelledby="${o.id}">
<h3 id="${o.id}">${esc(o.title)}</h3>${what ? `
<p class="also">${esc(o.what)}</p>` : ""}
<p class="row"><a class="button main" href="${o.webcal}">${words.subscribe_here}${named(o.name, words)}</a> <a class="button" href="${root}${o.path}" download>${words.download}${named(o.name, words)}</a></p>
${what ? "" : `<details>
<summary>${words.ways_more}${named(o.name, words)}</summary>`}
<p class="ways"><span>${words.ways}${words.colon}</span> <a href="${o.webcal}">${words.way_apple}</a> <a href="${href(o.google)}">${words.way_google}</a> <a href="${href(o.outlook)}">${words.way_outlook}</a> <a href="${href(o.office)}">${words.way_office}</a></p>
<div class="address">
<label for="${o.id}-url">${words.calendar_address}${named(o.name, words)}</label>
<input id="${o.id}-url" type="text" value="${esc(o.url)}" lang="zxx" readonly>
<button class="button" type="button" data-copy="${o.id}-url" data-copied="${words.copied}" hidden>${words.copy}${named(o.name, words)}</button>
</div>${what ? "" : `
</details>`}
<p class="url onlyprint" lang="zxx">${url(o.url)}</p>${o.qr ? `
<figure class="scan">
<svg class="qr" viewBox="0 0 ${o.qr.size} ${o.qr.size}" role="img" aria-label="${words.qr}${words.aside_colon}${esc(o.name)}"><rect width="${o.qr.size}" height="${o.qr.size}"/><path d="${o.qr.dark}"/></svg>
<figcaption>${words.qr_scan}</figcaption>
</figure>` : ""}
</section>`;

/** One item, to put into a calendar. */
export const add = ({ root, words }, item, title) =>
  `<a class="add noprint" href="${root}${item}" type="text/calendar">${words.add_to_calendar}${named(title, words)}</a>`;

/** The head of the letter, and of what changes it: who writes, what about, number and date where they are known, and which revision it is. */
export const letterhead = ({ facts, section, words }, title, date) => `<header class="letterhead">
<div>${mark}<p>${esc(facts.organization)}</p></div>
<h1>${title}</h1>
</header>
<dl class="subject">${date
  ? pair(words.issued, day(date)) + pair(words.of_letter, [facts.letter.number && `<span class="num">${esc(facts.letter.number)}</span>`, facts.letter.date?.day && day(facts.letter.date)].filter(Boolean).join(words.comma))
  : pair(words.letter_number, facts.letter.number && esc(facts.letter.number), "num") + pair(words.letter_date, facts.letter.date?.day && day(facts.letter.date)) +
    pair(words.version, facts.version && esc(facts.version.title) + words.comma + day(facts.version.date))}
<div><dt>${words.subject}</dt><dd>${esc(section.title)}${words.comma}${day(facts.days)}${words.comma}${esc(facts.town)}</dd></div>
</dl>`;

export const signature = ({ signatory, office }) => signatory
  ? `<p class="signature"><span translate="no">${esc(signatory)}</span>${office ? `<br>${esc(office)}` : ""}</p>`
  : "";

/** A term and what is said of it, if anything. */
export const pair = (term, html, name) =>
  html ? `<div><dt>${term}</dt><dd${name ? ` class="${name}"` : ""}>${html}</dd></div>` : "";

/** A deadline beside its leaf. */
export const deadline = (d, page) => {
  const { root, words } = page;
  const { home } = d.when;
  const when = d.timed ? `
<p class="hour">${time(d.when)}${home ? ` <span class="home">${words.zone_home({ When: esc(home) })}</span>` : ""}</p>` : "";
  return `
<section class="act${offClass(d.status)}" id="${d.id}">${each(d.actions, (a, i) => `
<h2>${esc(a.do)}</h2>${i === 0 ? `
${status(d.status)}
${changed(page, d.changed)}${when}` : ""}
<dl class="pairs">${pair(words.who, a.who && esc(a.who), "who")}${pair(words.how, a.how && page.inline(a.how))}${pair(words.form, a.url && `<a href="${href(a.url)}">${esc(a.url)}</a>`)}${pair(words.details, a.see && `<a href="${root}${a.see}">${esc(a.seeword)}</a>`)}
</dl>`)}${each(d.notes, (note) => `
<p class="note">${esc(note)}</p>`)}${d.item ? `
<p>${add(page, d.item, d.title)}</p>` : ""}
</section>`;
};

/** What is due on one day. */
const duelist = (page, deadlines) => {
  const { root, words } = page;
  const own = `/${page.name}/`;
  const item = (d) => (a) => `
<li>${d.status ? `<strong class="flag">${esc(d.status.word)}</strong> ` : ""}<a href="${root}${d.path}">${esc(a.do)}</a>${d.timed ? ` <span class="due">${time(d.when)}</span>` : ""}${
  a.how ? `<br><span class="how">${page.inline(a.how)}</span>` : ""}${
  a.see && !a.see.includes(own) ? `<span class="how">${words.aside_see_before}<a href="${root}${a.see}">${esc(a.seeword)}</a>${words.aside_see_after}</span>` : ""}</li>`;
  return `<ul>${each(deadlines, (id) => each(page.facts.deadlines[id].actions, item(page.facts.deadlines[id])))}
</ul>`;
};

/** The deadlines as a letter has them: a date, and what to do. */
export const duetable = (page) => {
  const { facts, words } = page;
  const row = (when, deadlines) => `
<tr>
<th scope="row">${when}</th>
<td>${duelist(page, deadlines)}</td>
</tr>`;
  return `<table class="due">
<caption class="hidden">${words.title_deadlines}</caption>
<thead class="hidden"><tr><th scope="col">${words.due}</th><th scope="col">${words.what}</th></tr></thead>
<tbody>${each(facts.duedays, ({ when, deadlines }) => row(day(when), deadlines))}${
  facts.postponed?.length ? row(words.postponed_without_date, facts.postponed) : ""}
</tbody>
</table>
`;
};

/** The next deadline. Which one it is, the reader's clock decides; without a script all are told. */
export const next = ({ root, words }, list) => list?.length ? `<div class="next" data-next="${words.next_deadline}">${each(list, ({ when, path, titles }) => `
<p data-until="${when.until}"><span class="label">${words.deadlines_line}</span> <a href="${root}${path}">${titles.map(esc).join(words.list_comma)}</a> <span class="due">${time(when)}</span> <span class="left" hidden></span></p>`)}
<p data-over hidden>${words.deadlines_over}</p>
</div>` : "";

/** The deadlines and the meeting on a timeline: a list that is drawn to scale. */
export const timeline = ({ root, words }, r) => r ? `<section class="road" aria-labelledby="p_road">
<h2 id="p_road">${words.road}</h2>
<div class="axis" style="--levels:${r.levels}" data-first="${r.first}" data-day="${r.day}" data-today="${words.today}">
<div class="months" aria-hidden="true">${each(r.months, ({ at, name }) => `
<span style="--at:${at}%">${esc(name)}</span>`)}
</div>
<ol>${each(r.marks, (m) => `
<li${m.meeting ? ' class="days"' : ""} style="--at:${m.at}%;--up:${m.up};--lines:${m.lines};--gap:${m.days}" data-until="${m.ends}">
<p class="label"><a href="${root}${m.path}"><time datetime="${m.when.day}">${esc(m.when.short)}</time>${each(m.titles, (title) => ` <span>${esc(title)}</span>`)}</a></p>
</li>`)}
</ol>${each(r.marks, (m) => m.meeting ? `
<span class="bar" style="--at:${m.at}%;--length:${m.length}%"></span>` : "")}
</div>
</section>` : "";

/** The head of an annex. */
export const annexhead = ({ title, params, words }, more = "") => `<header class="annexhead">
<p class="annex">${words.annex({ Letter: params.letter })}</p>
<h1>${esc(title)}</h1>${more}
</header>
`;

const id = (it) => (it.id ? ` id="${it.id}"` : "");

export const agenda = ({ root, words }, a) => {
  const items = (list) => `<ol>${each(list, (it) => `
<li${id(it)}>
<div class="item">
<span class="label">${it.label ? esc(it.label) : '<span aria-hidden="true">•</span>'}</span>
<div class="text">
<p${it.lang ? ` lang="${it.lang}"` : ""}>${esc(it.text)}${it.see ? ` <a class="more" href="${root}${it.see}">${words.details}</a>` : ""}</p>${it.other ? `
<p class="other">${esc(it.other)}</p>` : ""}
</div>
</div>${it.items?.length ? items(it.items) : ""}
</li>`)}
</ol>`;
  const said = (name, text) => (text ? `<p class="${name}">${esc(text)}</p>` : "");
  return `${said("also", a.subtitle)}${said("note", a.note)}${said("also small", a.remark)}
<div class="agenda${a.foreign ? " both" : ""}">
${items(a.items)}
</div>`;
};

/** A time plan: for each week a column for each day and a row for each session; on a phone, one day after the other. */
export const timeplan = (page, { weeks, sessions }) => `<div class="plan">${each(weeks, ({ days, plan }) => `
<section>
<h2>${day(days)}</h2>
<div class="week" style="--days:${plan.length};--sessions:${sessions.length}">
<ol class="sessions" aria-hidden="true">${each(sessions, (hours, i) => `
<li style="--row:${i + 1}">${esc(hours)}</li>`)}
</ol>${each(plan, ({ when, heading, cells }, i) => `
<section class="day" style="--column:${i + 1}">
<h3><time datetime="${when.day}">${esc(heading)}</time></h3>
<ol>${each(cells, ({ row, rows, slots }) => `
<li style="--row:${row};--rows:${rows}">${each(slots, (s) => `
<div class="slot${offClass(s.status)}"${id(s)}>
<p class="hours"><time datetime="${s.when.iso}">${esc(s.when.hours)}</time></p>
<p class="what">${esc(s.what)}</p>${s.place ? `
<p class="place">${esc(s.place)}</p>` : ""}${s.who ? `
<p class="place who">${esc(s.who)}</p>` : ""}${status(s.status)}${changed(page, s.changed)}
</div>`)}
</li>`)}
</ol>
</section>`)}
</div>
</section>`)}
</div>`;

export const contact = (c, words) => `
<li id="${c.id}">
<h3>${esc(c.name)}</h3>${c.for ? `<p class="also">${esc(c.for)}</p>` : ""}${c.person ? `<p class="person" translate="no">${esc(c.person)}</p>` : ""}
<dl class="pairs">${pair(words.email, c.email && mail(c.email))}${pair(words.copy_to, c.cc && mail(c.cc))}${pair(words.tel, c.tel && tel(c.tel))}${pair(words.fax, c.fax && nbsp(c.fax), "num")}
</dl>
</li>`;

export const nbsp = (text) => esc(text.replaceAll(" ", "\u00a0"));
export const mail = (address) => `<a href="mailto:${href(address)}">${esc(address)}</a>`;
export const tel = (number) => `<a class="num" href="tel:${href(number.replaceAll(" ", ""))}">${nbsp(number)}</a>`;
