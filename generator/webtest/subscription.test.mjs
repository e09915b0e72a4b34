// Tests what happens to a subscriber's calendar during the life of a meeting. The
// content is changed, recorded and built step by step with the program, and a calendar
// is updated from each feed by the rules of RFC 5546, 2.1.5: the version of an item with
// the higher SEQUENCE wins, or else the one with the later DTSTAMP. After each step the
// calendar has the right items, each once, and what did not change has the same bytes.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import ICAL from "ical.js";

const program = process.env.PLENARY_PROGRAM;
if (!program) throw new Error("PLENARY_PROGRAM names the program to test");
const root = join(import.meta.dirname, "..", "..");
const path = "sg17/2023-08-goyang";
const uid = (id) => `${id}.sg17-2023-08@meetings.example.org`;

// Feeds that a subscriber may have, below the folder of a language.
const feeds = [`${path}/calendar.ics`, `${path}/deadlines.ics`, `${path}/events.ics`, "sg17/calendar.ics"];

let dir;
before(async () => {
  dir = await mkdtemp(join(tmpdir(), "plenary-subscription-"));
  await cp(join(root, "content"), join(dir, "content"), { recursive: true });
  await rm(join(dir, "content", path, "revisions.yaml"));
});
after(() => rm(dir, { recursive: true, force: true }));

const run = (...args) => execFileSync(program, [...args, "--source", dir], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

// edit replaces a text, which must be there, in a file of the meeting.
async function edit(name, from, to) {
  const file = join(dir, "content", path, name);
  const text = await readFile(file, "utf8");
  assert.ok(text.includes(from), `${name} has no ${from}`);
  await writeFile(file, text.replace(from, to));
}

// Calendar is what a client stores of a feed.
class Calendar {
  items = new Map(); // by UID

  // update reads a feed and returns the UIDs of new and replaced items.
  update(text) {
    const touched = [];
    const seen = new Set();
    for (const event of new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent")) {
      const id = event.getFirstPropertyValue("uid");
      assert.ok(!seen.has(id), `${id} appears twice`);
      seen.add(id);
      const old = this.items.get(id);
      if (!old || this.newer(event, old)) {
        this.items.set(id, event);
        touched.push(id);
      } else {
        assert.equal(event.toString(), old.toString(), `${id} changed, but not its SEQUENCE or DTSTAMP`);
      }
    }
    assert.deepEqual([...this.items.keys()].filter((id) => !seen.has(id)), [], "an item disappeared without being cancelled");
    return touched;
  }

  newer(event, old) {
    const by = (name) => [event, old].map((e) => e.getFirstPropertyValue(name));
    const [sequence, before] = by("sequence");
    if (sequence !== before) return sequence > before;
    const [stamp, earlier] = by("dtstamp");
    return stamp.compare(earlier) > 0;
  }
}

// One stored calendar for each feed in each language.
const stored = new Map(["zh", "en"].flatMap((lang) => feeds.map((feed) => [`${lang}/${feed}`, new Calendar()])));

const everything = [
  "contributions-translation", "fellowships", "pre-registration", "visa", "contributions", "circular-79",
  "meeting", "registration", "opening", "workshop", "management", "newcomers", "jca-idm",
];

// field reads a field as its text, with its zone.
const field = (event, name) => {
  const property = event.getFirstProperty(name);
  const zone = property?.getParameter("tzid");
  return property && property.getFirstValue().toString() + (zone ? ` ${zone}` : "");
};

const steps = [
  { name: "first issue", date: "2023-06-01", edit: async () => {}, touched: everything, holds: {} },
  {
    name: "the deadline for contributions is extended", date: "2023-07-03",
    edit: () => edit("deadlines.yaml", "- id: contributions\n  due: 2023-08-16", "- id: contributions\n  due: 2023-08-18"),
    touched: ["contributions"],
    holds: { contributions: { dtstart: "2023-08-18", dtend: "2023-08-19", sequence: "1", status: "CONFIRMED", created: "2023-06-01T00:00:00Z", "last-modified": "2023-07-03T00:00:00Z" } },
  },
  {
    name: "the meeting of the JCA is moved", date: "2023-07-10",
    edit: () => edit("meeting.yaml", "when: 2023-09-01 14:30 .. 16:00", "when: 2023-09-02 10:00 .. 11:30"),
    touched: ["jca-idm"],
    holds: { "jca-idm": { dtstart: "2023-09-02T10:00:00 Asia/Seoul", dtend: "2023-09-02T11:30:00 Asia/Seoul", sequence: "1", status: "CONFIRMED" } },
  },
  {
    name: "the workshop is cancelled", date: "2023-07-17",
    edit: () => edit("meeting.yaml", "    when: 2023-08-28\n", "    when: 2023-08-28\n    status: cancelled\n    reason: {zh: 讲者无法到会, en: The speakers cannot come}\n"),
    touched: ["workshop"],
    holds: { workshop: { dtstart: "2023-08-28", sequence: "1", status: "CANCELLED" } },
  },
  {
    name: "the city changes", date: "2023-07-24",
    edit: () => edit("meeting.yaml", "city: {zh: 高阳, en: Goyang}", "city: {zh: 首尔, en: Seoul}"),
    touched: everything, // each contains the name of the meeting and the city
    holds: { visa: { sequence: "0" }, contributions: { sequence: "1" }, meeting: { sequence: "0", "last-modified": "2023-07-24T00:00:00Z" } },
    says: { meeting: { zh: "首尔", en: "Seoul" } },
  },
  {
    name: "an event is added", date: "2023-07-31",
    edit: () => edit("meeting.yaml", "\ndocuments:", "\n  - id: reception\n    title: {zh: 招待会, en: Reception}\n    when: 2023-08-30 18:00 .. 20:00\n\ndocuments:"),
    touched: ["reception"],
    holds: { reception: { dtstart: "2023-08-30T18:00:00 Asia/Seoul", sequence: "0", status: "CONFIRMED", created: "2023-07-31T00:00:00Z" } },
  },
  {
    name: "a deadline without an hour gets one", date: "2023-08-01",
    edit: () => edit("deadlines.yaml", "due: 2023-07-25", "due: 2023-07-25 17:00"),
    touched: ["visa"],
    holds: { visa: { dtstart: "2023-07-25T16:30:00 Asia/Seoul", dtend: "2023-07-25T17:00:00 Asia/Seoul", sequence: "1" } },
  },
  {
    name: "nothing but prose changes", date: "2023-08-02",
    edit: () => edit("letter.en.md", ".\n", ", indeed.\n"),
    touched: [], holds: {},
  },
];

const deadlines = everything.slice(0, 6);

// items returns the items of all calendars of the site, those with reminders, by role
// and of single items too: by file and UID, as they stand there.
async function items() {
  const all = new Map();
  for (const file of await readdir(join(dir, "public"), { recursive: true })) {
    if (!file.endsWith(".ics")) continue;
    const text = await readFile(join(dir, "public", file), "utf8");
    for (const [event] of text.matchAll(/BEGIN:VEVENT\r\n.*?END:VEVENT\r\n/gs)) all.set(`${file} ${event.match(/^UID:(.*)\r$/m)[1]}`, event);
  }
  return all;
}
let former = new Map();

for (const step of steps) {
  test(step.name, async () => {
    await step.edit();
    run("revise", path, "--date", step.date, "-m", step.name, "--message-zh", "更改");
    run("build", "--require-recorded", "--quiet", "--no-cache");
    const now = await items();
    for (const [name, event] of former) {
      const touched = step.touched.some((id) => name.endsWith(` ${uid(id)}`));
      assert.equal(now.get(name) !== event, touched, `${name} ${touched ? "is as it was" : "changed"}`);
    }
    assert.ok(now.size > 150, `${now.size} items`);
    former = now;
    for (const [file, calendar] of stored) {
      const kind = file.match(/(\w+)\.ics$/)[1];
      const belongs = (id) => kind === "calendar" || deadlines.includes(id) === (kind === "deadlines");
      const touched = calendar.update(await readFile(join(dir, "public", file), "utf8"));
      assert.deepEqual(touched.sort(), step.touched.filter(belongs).map(uid).sort(), `${file}: what changed`);
      for (const [id, fields] of Object.entries(step.holds)) {
        if (!belongs(id)) continue;
        const event = calendar.items.get(uid(id));
        for (const [name, want] of Object.entries(fields)) assert.equal(field(event, name), want, `${file}: ${id} ${name}`);
      }
      for (const [id, said] of Object.entries(step.says ?? {})) {
        if (belongs(id)) assert.match(field(calendar.items.get(uid(id)), "summary"), new RegExp(said[file.slice(0, 2)]), file);
      }
    }
  });
}

test("a change that is not recorded is not published where that is asked for", async () => {
  await edit("deadlines.yaml", "due: 2023-07-18", "due: 2023-07-19");
  assert.throws(() => run("build", "--require-recorded", "--quiet"), (error) => error.status === 1 && /deadlines\.yaml:19:8: finding: not yet recorded/.test(error.stderr));
});
