import { alternates, assets, card, csp, mark, summary } from "../partials.js";
import { baseURL } from "../site.js";
import { each, esc } from "../html.js";

export default function ({ p }) {
  const { front } = p.section.params;
  const title = front.map((l) => esc(l.title)).join(" · ");
  const description = front.map((l) => esc(l.description)).join(" / ");
  return `<!doctype html>
<html lang="${p.language.name}">
<head>
${csp}
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${description}">
<link rel="canonical" href="${baseURL}">${alternates("")}
<link rel="alternate" hreflang="x-default" href="${baseURL}">
${assets("")}
<meta property="og:type" content="website">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="${baseURL}">
<meta property="og:image" content="${card}">
</head>
<body class="front">
<main id="p_main">
<h1>${mark}${front.map((l) => `<span lang="${l.lang}">${esc(l.title)}</span>`).join(" ")}</h1>
<div class="sides">${each(front, (l) => `
<section lang="${l.lang}">
<p class="also">${esc(l.organization)}</p>
<p><a class="button main" href="${l.path}" hreflang="${l.lang}">${esc(l.name)}</a></p>
<ol class="list">${each(l.meetings, (m) => summary(m, "", p.words, false))}
</ol>
</section>`)}
</div>
</main>
</body>
</html>
`;
}
