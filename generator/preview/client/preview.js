// Keeps this page up to date: the page sends the state that it shows, and the program
// sends an event when that changes. See the documentation of the Go package.

import { restore, save } from "./session.js";
import { setConnected, show as showProblems } from "./panel.js";

const silence = 40000; // milliseconds without an event after which the stream is opened again
const pause = 1000; // milliseconds before the next try when the program cannot be reached
const maxOthers = 3; // pages that are shown before a hidden one closes its stream

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
      setConnected(true);
      expectWithin(silence);
      act(JSON.parse(event.data));
    });
  on("tick", () => {});
  on("problems", showProblems);
  on("style", (event) => {
    state = event.state;
    event.sheets.forEach(exchange);
  });
  on("page", () => {
    close();
    save();
    location.reload();
  });
  stream.addEventListener("error", () => {
    close();
    failures++;
    if (failures > 1) setConnected(false); // the first may be a restart, or the reader leaves the page
    if (!document.hidden) expectWithin(pause);
  });
  expectWithin(silence);
}

function expectWithin(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(open, milliseconds);
}

// exchange replaces the style sheet whose address differs from the new one only in the
// query. The old one is removed when the new one has loaded, so that nothing flashes.
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

// A browser opens at most six connections to a host. So a page has no stream until it is
// shown, and closes it when it is hidden and several others have been shown since.
const shown = new BroadcastChannel("plenary-shown");
const self = Math.random();
const others = new Set();
shown.addEventListener("message", (event) => {
  if (document.hidden && others.add(event.data).size >= maxOthers) close();
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
