// What depends on the reader's clock: which deadline is next, what is over, where
// today lies on the road. Without this script every date is on the page all the
// same, and nothing is claimed about it.
(function () {
  "use strict";

  const lang = document.documentElement.lang;
  // A preview may show the site as it will look on another day.
  const other = document.querySelector("script[data-as-of]");
  const now = other ? new Date(`${other.dataset.asOf}T12:00`) : new Date();
  const pad = (n) => String(n).padStart(2, "0");
  const today = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;

  // A day is over when it is over where the reader is; an instant is the same everywhere.
  // Several ends, parted by spaces, are over when all are.
  const isOver = (ends) => ends.split(" ").every((end) => (end.length === 10 ? end < today : Date.parse(end) < now.getTime()));
  const days = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / 864e5);
  const localDay = (until) => {
    if (until.length === 10) return until;
    const d = new Date(until);
    return `${d.getFullYear()}-${pad(d.getMonth() + 1)}-${pad(d.getDate())}`;
  };
  const distance = (until) =>
    new Intl.RelativeTimeFormat(lang, { numeric: "auto" }).format(days(today, localDay(until)), "day");

  // The next deadlines: those that end on the first day, as the reader counts days,
  // on which one has not ended yet.
  for (const box of document.querySelectorAll("[data-next]")) {
    const all = [...box.querySelectorAll("[data-until]")];
    const left = all.filter((p) => !isOver(p.dataset.until));
    const first = left.map((p) => localDay(p.dataset.until)).sort()[0];
    const next = left.filter((p) => localDay(p.dataset.until) === first);
    for (const p of all) p.hidden = !next.includes(p);
    box.classList.add("chosen");
    const over = box.querySelector("[data-over]");
    if (over) over.hidden = next.length > 0;
    box.hidden = next.length === 0 && !over;
    for (const p of next) {
      const label = p.querySelector(".label");
      if (box.dataset.next) label.textContent = box.dataset.next;
      label.classList.toggle("again", p !== next[0]);
      const span = p.querySelector(".left");
      span.textContent = distance(p.dataset.until);
      span.hidden = false;
    }
  }

  // Leaves and marks of days that are over look like it.
  for (const li of document.querySelectorAll(".leaves > [data-until], .road [data-until]")) {
    if (isOver(li.dataset.until)) li.classList.add(li.closest(".road") ? "past" : "passed");
  }

  // What was changed in the last thirty days looks like it.
  for (const mark of document.querySelectorAll("[data-since]")) {
    const age = days(mark.dataset.since, today);
    mark.classList.toggle("lately", age >= 0 && age <= 30);
  }

  // Today on the road, if it lies on it.
  for (const axis of document.querySelectorAll(".axis")) {
    const at = days(axis.dataset.first, today) * Number(axis.dataset.day);
    if (at < 0 || at > 100) continue;
    const mark = document.createElement("p");
    mark.className = "today";
    mark.style.setProperty("--at", `${at}%`);
    if (at > 90) mark.classList.add("end");
    mark.append(Object.assign(document.createElement("span"), { textContent: axis.dataset.today }));
    axis.append(mark);
    // In the list that a phone shows, today is a row of its own, to the same scale.
    const rows = [...axis.querySelectorAll("ol > li")];
    const day = (li) => li.querySelector("time").dateTime;
    const next = rows.find((li) => day(li) > today);
    const before = rows.filter((li) => li !== next && day(li) <= today).pop();
    const row = Object.assign(document.createElement("li"), { className: "now", textContent: axis.dataset.today });
    if (before) row.style.setProperty("--gap", days(day(before), today));
    if (next) next.style.setProperty("--gap", days(today, day(next)));
    axis.querySelector("ol").insertBefore(row, next || null);
  }

  // Meetings: those still to come first, the nearest on top.
  for (const box of document.querySelectorAll("[data-meetings]")) {
    const coming = [...box.querySelectorAll("li[data-until]")].filter((li) => !isOver(li.dataset.until));
    if (coming.length === 0) continue;
    coming.sort((a, b) => (a.dataset.from < b.dataset.from ? -1 : 1));
    const section = document.createElement("section");
    const heading = document.createElement("h2");
    heading.textContent = box.dataset.coming;
    const list = document.createElement("ol");
    list.className = "list";
    section.append(heading, list);
    for (const li of coming) {
      const home = li.closest("section");
      if (li.dataset.from <= today) {
        const now = Object.assign(document.createElement("span"), { className: "now", textContent: box.dataset.now });
        li.querySelector(".days").append(document.createElement("br"), now);
      }
      list.append(li);
      if (!home.querySelector("li")) home.remove();
    }
    box.prepend(section);
  }

  // On a phone the row of pages may begin elsewhere than where the reader is.
  const here = document.querySelector(".local [aria-current]");
  if (here) {
    const row = here.closest(".local");
    row.scrollLeft = here.offsetLeft - row.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
  }

  // Opened from a disk, a folder has no index: name it.
  if (location.protocol === "file:") {
    for (const a of document.querySelectorAll("a[href]")) {
      const url = new URL(a.href);
      if (url.protocol === "file:" && url.pathname.endsWith("/")) {
        url.pathname += "index.html";
        a.href = url.href;
      }
    }
  }

  // An address is copied where the browser allows it, which it does on https:// only;
  // elsewhere it is selected, and the reader's own key copies it.
  for (const button of document.querySelectorAll("[data-copy]")) {
    const field = document.getElementById(button.dataset.copy);
    const said = document.createElement("span");
    said.className = "copied";
    said.setAttribute("role", "status");
    button.after(said);
    button.hidden = false;
    button.addEventListener("click", async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
        said.textContent = button.dataset.copied;
      } catch {
        field.focus();
      }
    });
  }
  // A finger on the field takes the whole address.
  for (const field of document.querySelectorAll(".address input")) field.addEventListener("focus", () => field.select());

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
})();
