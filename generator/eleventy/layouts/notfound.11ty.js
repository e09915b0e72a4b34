// The page for addresses that do not exist. It may be shown at any depth, so its
// links begin at the host.

import { assets, csp, mark } from "../partials.js";
import { params } from "../site.js";
import { each, esc } from "../html.js";

export default function ({ p }) {
  const { front } = p.section.params;
  return `<!doctype html>
<html lang="${p.language.name}">
<head>
${csp}
<meta charset="utf-8">
<title>404 · ${front.map((l) => esc(l.title)).join(" · ")}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
${assets(params.base)}
</head>
<body class="front">
<main id="p_main">
<h1>${mark}${front.map((l) => `<span lang="${l.lang}">${esc(l.notfound)}</span>`).join(" ")}</h1>
<div class="sides">${each(front, (l) => `
<section lang="${l.lang}">
<p>${esc(l.notfoundtext)}</p>
<p><a class="button main" href="${params.base}${l.path}" hreflang="${l.lang}">${esc(l.title)}</a></p>
</section>`)}
</div>
</main>
</body>
</html>
`;
}
