import { annexhead, document, timeplan } from "../partials.js";
import { esc } from "../html.js";

export default ({ p }) =>
  document(p, annexhead(p, `\n<p class="also">${esc(p.facts.zone)}</p>`) + timeplan(p, p.params.feature));
