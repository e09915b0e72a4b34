// Keeps this page what the preview has at its address. The page says what it shows,
// the program says when that is no longer so: see the documentation of the Go package.

import { restore, save } from "./keep.js";
import { reached, tell } from "./panel.js";

const silence = 40000; // after so many milliseconds without a sign of life, ask anew
const pause = 1000; // before the next try, when the program cannot be reached
const atOnce = 3; // other pages that may be shown before a hidden one gives up its stream

let state = document.querySelector("script[data-plenary]").dataset.plenary;
let stream = null;
let failures = 0;
let timer = 0;

function close() {
  stream?.close();
  stream = null;
  clearTimeout(timer);
}

function open() {
  close();
  stream = new EventSource(`/_plenary/events?${new URLSearchParams({ page: location.pathname, state })}`);
  const on = (name, act) =>
    stream.addEventListener(name, (event) => {
      failures = 0;
      reached(true);
      expectWithin(silence);
      act(JSON.parse(event.data));
    });
  on("tick", () => {});
  on("problems", tell);
  on("style", (told) => {
    state = told.state;
    told.sheets.forEach(exchange);
  });
  on("page", () => {
    close();
    save();
    location.reload();
  });
  stream.addEventListener("error", () => {
    close();
    failures++;
    if (failures > 1) reached(false); // one is a program that starts anew, or a page that is left
    if (!document.hidden) expectWithin(pause);
  });
  expectWithin(silence);
}

function expectWithin(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(open, milliseconds);
}

// exchange puts a style sheet in the place of the one from which it differs in the
// query only. The old one goes when the new one is there, so that nothing flashes.
function exchange(address) {
  const url = new URL(address, location.href);
  const olds = [...document.querySelectorAll('link[rel~="stylesheet"][href]')].filter((link) => {
    const old = new URL(link.href);
    return old.origin === url.origin && old.pathname === url.pathname;
  });
  const last = olds[olds.length - 1];
  if (!last || last.href === url.href) return;
  const link = last.cloneNode();
  link.href = url.href;
  link.addEventListener("load", () => olds.forEach((old) => old.remove()));
  link.addEventListener("error", () => link.remove());
  last.after(link);
}

// A browser opens six connections to a host and lets everything else wait. So a page
// that was never seen has no stream, and one that is hidden gives its own up when
// several others have been looked at since. It asks again when it is shown.
const shown = new BroadcastChannel("plenary-shown");
const self = Math.random();
const others = new Set();
shown.addEventListener("message", (event) => {
  if (document.hidden && others.add(event.data).size >= atOnce) close();
});
function show() {
  others.clear();
  if (document.hidden) return;
  shown.postMessage(self);
  if (!stream) open();
}
document.addEventListener("visibilitychange", show);

// The browser may keep the page as it is when it is left, and show it again later.
addEventListener("pagehide", close);
addEventListener("pageshow", (event) => {
  if (event.persisted) show();
});

restore();
show();
