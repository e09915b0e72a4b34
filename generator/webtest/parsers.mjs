// What parsers of other projects read in feeds, in one form:
//
//   { file, problems: [text], calendar: {property: text},
//     events: [{ uid, sequence, summary, …: text or null,
//                dtstart, dtend, dtstamp, "last-modified": a time or null,
//                alarms: [{ action, trigger, description: text }] }] }
//
// where a time is { day: "2023-08-29" } or { clock: "2023-08-29T09:30:00",
// zone: "Asia/Seoul", instant: seconds since 1970 }.

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import ICAL from "ical.js";

// ical.js does not know the names of a calendar, and leaves what it does not know as
// it is written. They are of the type TEXT (RFC 7986, 5.1; RFC 5545, 3.8.8.2).
for (const name of ["name", "x-wr-calname", "x-wr-caldesc"]) ICAL.design.icalendar.property[name] = { defaultType: "text" };

// read reads feeds with "ical.js", "libical", "icalendar" or "dateutil".
export async function read(parser, files) {
  const inNode = () => files.map((file) => ({ file, ...icalJs(readFileSync(file, "utf8")) }));
  const feeds = parser === "ical.js" ? inNode() : await readPy(parser, ...files);
  // libical gives positions with six decimal places.
  const round = (number) => String(Number(Number(number).toFixed(6)));
  for (const event of feeds.flatMap((feed) => feed.events)) {
    if (event.geo) event.geo = event.geo.split(";").map(round).join(";");
  }
  return feeds;
}

// readInstants reads no more of events than their UIDs, starts and ends, with "libical"
// or "dateutil".
export const readInstants = (parser, files) => readPy(parser, "--instants", ...files);

// readPy reads feeds with parse.py, by Debian's own Python, for which its packages are.
async function readPy(...args) {
  const script = join(import.meta.dirname, "parse.py");
  const { stdout } = await promisify(execFile)("/usr/bin/python3", [script, ...args], { maxBuffer: 2 ** 30 });
  return stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
}

export const head = [
  "method", "version", "prodid", "name", "x-wr-calname", "description", "x-wr-caldesc", "url", "source", "refresh-interval",
  "x-published-ttl", "color", "last-modified",
];
export const texts = [
  "uid", "sequence", "status", "summary", "description", "location", "categories", "url", "geo", "transp",
  "x-microsoft-cdo-busystatus",
];
export const times = ["dtstart", "dtend", "dtstamp", "last-modified"];
const alarm = ["action", "trigger", "description"];

// icalJs reads a feed with ical.js.
function icalJs(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const pick = (component, names, value) => Object.fromEntries(names.map((name) => [name, value(component.getFirstProperty(name))]));
  return {
    problems: [],
    calendar: pick(calendar, head, plain),
    events: calendar.getAllSubcomponents("vevent").map((event) => ({
      ...pick(event, texts, plain),
      ...pick(event, times, when),
      alarms: event.getAllSubcomponents("valarm").map((each) => pick(each, alarm, plain)),
    })),
  };
}

// plain returns the value of a property as a text: one without a type of its own
// as it is written.
function plain(property) {
  if (!property) return null;
  if (["geo", "last-modified", "trigger"].includes(property.name)) return property.toICALString().replace(/^[^:]*:/, "");
  return property.getValues().map(String).join(",");
}

function when(property) {
  if (!property) return null;
  const time = property.getFirstValue();
  if (time.isDate) return { day: time.toString() };
  const known = time.zone !== ICAL.Timezone.localTimezone;
  return {
    clock: time.toString().replace("Z", ""),
    zone: property.getParameter("tzid") ?? (known ? "UTC" : null),
    instant: known ? time.toUnixTime() : null,
  };
}
