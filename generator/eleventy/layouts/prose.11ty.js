// The editors' own files: the letter, the annexes in prose, and what completes a revision.

import { annexhead, document, letterhead, signature } from "../partials.js";
import { esc } from "../html.js";
import { revision } from "./revision.11ty.js";

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

export default ({ p, content }) => document(p, ({ letter, revision }[p.layout] ?? annex)(p, content));
