// The panel at the foot of the window that shows what is wrong. It is in a shadow tree,
// so that the page's style sheets do not apply to it, and never takes the focus.

import { get, remove, set } from "./session.js";
import { language, words } from "./words.js";

const host = document.createElement("plenary-preview");
host.lang = language;
const root = host.attachShadow({ mode: "open" });
root.innerHTML = `
<link rel="stylesheet" href="/_plenary/panel.css">
<div class="dock">
  <p class="offline" hidden></p>
  <section class="panel" aria-labelledby="title" hidden>
    <h2><button type="button" aria-expanded="false" aria-controls="list">
      <span id="title"></span>
      <span class="hint" aria-hidden="true"></span>
    </button></h2>
    <div id="list" role="group" aria-labelledby="title" hidden></div>
  </section>
  <p class="announced" role="status" aria-live="polite"></p>
</div>`;

const part = (selector) => root.querySelector(selector);
const [dock, offline, panel, button, title, list, announced] =
  [".dock", ".offline", ".panel", "button", "#title", "#list", ".announced"].map(part);
const styled = new Promise((done) => ["load", "error"].forEach((end) => part("link").addEventListener(end, done)));

let latest = null; // problems event; see problemsEvent in Go

offline.textContent = words.offline;
part(".hint").append(words.collapse, " ", make("kbd", "", "Esc"));
button.addEventListener("click", () => choose(list.hidden));
document.addEventListener("keydown", escape);
document.body.append(host);
new ResizeObserver(fit).observe(dock);

// show shows what is wrong.
export async function show(event) {
  latest = event;
  await styled;
  if (latest !== event) return;
  const { problems, errors, findings, warnings, notes, stale } = event;
  const blocks = errors + findings > 0; // the site cannot be built
  const counts = [errors && words.errors(errors), findings && words.findings(findings), warnings && words.warnings(warnings), notes && words.notes(notes)].filter(Boolean);
  title.textContent = words.all(counts);
  panel.hidden = counts.length === 0;
  panel.classList.toggle("mild", !blocks);
  const rest = errors + findings + warnings + notes - problems.length;
  list.replaceChildren(
    ...(stale ? [make("p", "stale", words.stale)] : []),
    make("ol", "", ...problems.map(item)),
    ...(rest > 0 ? [make("p", "rest", words.more(rest))] : []),
  );
  announce(title.textContent);
  if (counts.length === 0) remove("plenary-panel");
  const chosen = get("plenary-panel");
  open(chosen && chosen.blocks === blocks ? chosen.open : blocks);
}

// setConnected shows whether the program can be reached.
export function setConnected(yes) {
  if (offline.hidden === yes) return;
  offline.hidden = yes;
  if (!yes) announced.textContent = words.offline;
}

// announce lets screen readers say how many problems there are, once until that changes.
function announce(counts) {
  if ((get("plenary-announced") ?? "") === counts) return;
  set("plenary-announced", counts);
  announced.textContent = counts || words.fixed;
}

function open(yes) {
  list.hidden = !yes;
  button.setAttribute("aria-expanded", yes);
  panel.classList.toggle("open", yes);
  fit();
}

// choose opens or closes the panel, which stays so while there are problems of this kind.
function choose(yes) {
  open(yes);
  set("plenary-panel", { open: yes, blocks: latest.errors + latest.findings > 0 });
}

// escape closes the panel, unless the reader presses the key while typing.
function escape(event) {
  if (event.key !== "Escape" || event.isComposing || event.defaultPrevented || list.hidden || panel.hidden) return;
  const target = event.composedPath()[0];
  if (target.isContentEditable || /^(input|select|textarea)$/.test(target.localName)) return;
  if (root.activeElement) button.focus();
  choose(false);
}

// fit makes room below the page, so that all of it can be scrolled to above the panel. A
// list that scrolls can be reached by keyboard.
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
  const text = make("p", "message", message);
  text.lang = "en"; // as on the terminal
  const li = make("li", severity, head, text);
  if (problem.source) li.append(source(problem));
  return li;
}

// source returns the line in question, with a caret below the character in question,
// whatever the width of those before it.
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

// width returns the number of code points of the first character that readers see.
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
