// Restores a page that the preview has loaded again: how far it is scrolled, which details
// are open, where the focus is. When the reader loads a page, the browser does so.

const key = `plenary-page ${location.pathname}`;

// get, set and remove use the session storage of this tab, if the browser allows it.
export function get(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name));
  } catch {
    return null;
  }
}
export function set(name, value) {
  try {
    sessionStorage.setItem(name, JSON.stringify(value));
  } catch {
    // Nothing is saved.
  }
}
export function remove(name) {
  try {
    sessionStorage.removeItem(name);
  } catch {
    // Nothing was saved.
  }
}

const start = (element) => (element.querySelector("summary") ?? element).textContent.trim().slice(0, 60);

// place identifies an element of the page: by its id, else by the words with which it
// begins, else by its number among those of its kind.
function place(element) {
  const kind = element.localName;
  const all = [...document.getElementsByTagName(kind)];
  const words = start(element);
  const alike = all.filter((other) => start(other) === words);
  return { id: element.id, kind, words, nth: alike.indexOf(element), number: all.indexOf(element) };
}

// find returns the element at a place, if the page still has it.
function find({ id, kind, words, nth, number }) {
  if (id) return document.getElementById(id);
  const all = [...document.getElementsByTagName(kind)];
  return all.filter((other) => start(other) === words)[nth] ?? all[number];
}

// save saves how the reader has the page now.
export function save() {
  const scrolled = [...document.querySelectorAll("body *")].filter((e) => e.scrollLeft !== 0 || e.scrollTop !== 0);
  const focus = document.activeElement;
  set(key, {
    left: scrollX,
    top: scrollY,
    details: [...document.querySelectorAll("details")].map((e) => [place(e), e.open]),
    scrolled: scrolled.map((e) => [place(e), e.scrollLeft, e.scrollTop]),
    focus: focus && document.body.contains(focus) && focus !== document.body ? place(focus) : null,
  });
}

// restore gives the page back what was saved.
export function restore() {
  const saved = get(key);
  remove(key);
  if (!saved) return;
  for (const [where, open] of saved.details) {
    const details = find(where);
    if (details) details.open = open;
  }
  for (const [where, left, top] of saved.scrolled) {
    find(where)?.scrollTo({ left, top, behavior: "instant" });
  }
  if (saved.focus) find(saved.focus)?.focus({ preventScroll: true });

  // Images that load late move the page, but the reader may be scrolling by then.
  const scroll = () => scrollTo({ left: saved.left, top: saved.top, behavior: "instant" });
  scroll();
  if (document.readyState === "complete") return;
  const moved = new AbortController();
  for (const event of ["wheel", "touchmove", "keydown", "mousedown"]) {
    addEventListener(event, () => moved.abort(), { once: true, passive: true, signal: moved.signal });
  }
  addEventListener("load", () => { scroll(); moved.abort(); }, { once: true, signal: moved.signal });
}
