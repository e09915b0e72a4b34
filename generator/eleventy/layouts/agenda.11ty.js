import { agenda, annexhead, document } from "../partials.js";

export default ({ p }) => document(p, annexhead(p) + agenda(p, p.params.feature));
