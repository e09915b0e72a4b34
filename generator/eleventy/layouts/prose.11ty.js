// The editors' own files: the letter and the annexes in prose.

import { annexhead, document, letterhead, signature } from "../partials.js";
import { esc } from "../html.js";

const letter = (p, content) => `<article class="sheet">
${letterhead(p, esc(p.title))}
<div class="prose">
${content}
${signature(p.facts.letter)}
</div>
</article>`;

const annex = (p, content) => `${annexhead(p)}<div class="columns">
<nav class="toc" aria-label="${p.words.contents}">
<h2>${p.words.contents}</h2>
${p.toc}
</nav>
<div class="prose topics">
${content}
</div>
</div>`;

export default ({ p, content }) => document(p, (p.layout === "letter" ? letter : annex)(p, content));
