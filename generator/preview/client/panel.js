// The panel at the foot of the window that tells what is wrong. It lives in a shadow
// tree, out of reach of the page's style sheets, and never takes the focus.

import { get, remove, set } from "./keep.js";
import { language, words } from "./words.js";

const host = document.createElement("plenary-preview");
host.lang = language;
const root = host.attachShadow({ mode: "open" });
root.innerHTML = `
<link rel="stylesheet" href="/_plenary/panel.css">
<div class="dock">
  <p class="lost" hidden></p>
  <section class="panel" aria-labelledby="title" hidden>
    <h2><button type="button" aria-expanded="false" aria-controls="list">
      <span id="title"></span>
      <span class="hint" aria-hidden="true"></span>
    </button></h2>
    <div id="list" role="group" aria-labelledby="title" hidden></div>
  </section>
  <p class="spoken" role="status" aria-live="polite"></p>
</div>`;

const part = (selector) => root.querySelector(selector);
const [dock, lost, panel, button, title, list, spoken] =
  [".dock", ".lost", ".panel", "button", "#title", "#list", ".spoken"].map(part);
const styled = new Promise((done) => ["load", "error"].forEach((end) => part("link").addEventListener(end, done)));

let latest = null; // what was told last

lost.textContent = words.lost;
part(".hint").append(words.collapse, " ", make("kbd", "", "Esc"));
button.addEventListener("click", () => choose(list.hidden));
document.addEventListener("keydown", escape);
document.body.append(host);
new ResizeObserver(fit).observe(dock);

// tell shows what is wrong; see problemsEvent in Go.
export async function tell(told) {
  latest = told;
  await styled;
  if (latest !== told) return;
  const { problems, errors, warnings, notes, stale } = told;
  const counts = [errors && words.errors(errors), warnings && words.warnings(warnings), notes && words.notes(notes)].filter(Boolean);
  title.textContent = words.all(counts);
  panel.hidden = counts.length === 0;
  panel.classList.toggle("mild", errors === 0);
  const rest = errors + warnings + notes - problems.length;
  list.replaceChildren(
    ...(stale ? [make("p", "stale", words.stale)] : []),
    make("ol", "", ...problems.map(item)),
    ...(rest > 0 ? [make("p", "rest", words.more(rest))] : []),
  );
  say(title.textContent);
  if (counts.length === 0) remove("plenary-panel");
  const chosen = get("plenary-panel");
  open(chosen && chosen.errors === (errors > 0) ? chosen.open : errors > 0);
}

// reached shows whether the program can be reached.
export function reached(yes) {
  if (lost.hidden === yes) return;
  lost.hidden = yes;
  if (!yes) spoken.textContent = words.lost;
}

// say speaks how many problems there are, once until there are more or fewer.
function say(counts) {
  if ((get("plenary-said") ?? "") === counts) return;
  set("plenary-said", counts);
  spoken.textContent = counts || words.mended;
}

function open(yes) {
  list.hidden = !yes;
  button.setAttribute("aria-expanded", yes);
  panel.classList.toggle("open", yes);
  fit();
}

// choose opens or closes the panel for as long as there are problems of this kind.
function choose(yes) {
  open(yes);
  set("plenary-panel", { open: yes, errors: latest.errors > 0 });
}

// escape closes the panel, unless the key is meant for what the reader types.
function escape(event) {
  if (event.key !== "Escape" || event.isComposing || event.defaultPrevented || list.hidden || panel.hidden) return;
  const target = event.composedPath()[0];
  if (target.isContentEditable || /^(input|select|textarea)$/.test(target.localName)) return;
  if (root.activeElement) button.focus();
  choose(false);
}

// fit makes room below the page, so that it can be scrolled until nothing of it lies
// under the panel. A list that scrolls itself can be reached by keyboard.
function fit() {
  host.style.blockSize = `${dock.offsetHeight}px`;
  if (list.scrollHeight > list.clientHeight) list.tabIndex = 0;
  else list.removeAttribute("tabindex");
}

// item returns the element of one problem.
function item(problem) {
  const { file, line, column, severity, message } = problem;
  const head = make("p", "head", make("span", "severity", words.severity[severity]));
  if (file) head.append(" ", make("code", "place", [file, line, column].filter(Boolean).join(":")));
  const said = make("p", "message", message);
  said.lang = "en"; // as on the terminal
  const li = make("li", severity, head, said);
  if (problem.source) li.append(source(problem));
  return li;
}

// source returns the line in question, with a caret below the character in question. The
// caret belongs to that character, whatever the width of those before it.
function source({ source: text, line, at = 0 }) {
  const all = Array.from(text); // as columns are counted
  const cut = (a, b) => all.slice(a, b).join("");
  const code = make("code");
  if (at > 0) {
    const from = Math.min(at - 1, all.length);
    const end = from + width(cut(from));
    code.append(cut(0, from), make("mark", "", cut(from, end) || "\u00a0"), cut(end));
  } else {
    code.append(text);
  }
  return make("div", "source", make("span", "number", String(line)), code);
}

// width returns of how many code points the first character of a text is, as readers
// count characters.
function width(text) {
  if (!Intl.Segmenter) return 1;
  const [first] = new Intl.Segmenter(language).segment(text);
  return first ? Array.from(first.segment).length : 1;
}

// make returns a new element.
function make(kind, className, ...content) {
  const element = document.createElement(kind);
  if (className) element.className = className;
  element.append(...content);
  return element;
}
