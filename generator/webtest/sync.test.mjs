// Tests what subscribers see. vdirsyncer downloads feeds from a running preview into
// folders, and khal lists what is in these: every item on its day or at its hour, with
// its title, without warnings. After a restart of the preview, vdirsyncer finds no
// changes.

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { read } from "./parsers.mjs";

const program = process.env.PLENARY_PROGRAM;
if (!program) throw new Error("PLENARY_PROGRAM names the program to test");
const root = join(import.meta.dirname, "..", "..");

const sources = [
  { name: "the shipped content", dir: root, feeds: { group: "en/sg17/calendar.ics", meeting: "zh/sg17/2023-08-goyang/calendar.ics" } },
  {
    name: "the made-up content",
    dir: join(root, "generator/pipeline/testdata/made-up"),
    feeds: { advisory: "en/advisory/calendar.ics", sg99: "zh/sg99/calendar.ics", deadlines: "en/sg99/deadlines.ics" },
  },
];

for (const source of sources) {
  describe(source.name, () => {
    let dir, preview, address;
    const feeds = Object.entries(source.feeds);
    const folder = (name) => join(dir, "items", name);

    // serve starts the preview and returns its address.
    const serve = (port) => {
      preview = spawn(program, ["serve", "--source", source.dir, "--port", port, "--no-cache"], { stdio: ["ignore", "ignore", "pipe"] });
      return new Promise((found, failed) => {
        let said = "";
        preview.stderr.on("data", (data) => {
          said += data;
          const url = said.match(/^http:\/\/\S+$/m);
          if (url) found(url[0]);
        });
        preview.on("exit", () => failed(new Error(`the preview ended: ${said}`)));
      });
    };
    const stop = () => new Promise((done) => preview.on("exit", done).kill("SIGINT"));

    // run runs a program, which must not print warnings, and returns its output.
    const run = async (command, args) => {
      const env = { ...process.env, HOME: dir, XDG_DATA_HOME: dir, XDG_CONFIG_HOME: dir, XDG_CACHE_HOME: dir, LC_ALL: "C.UTF-8", TZ: "UTC" };
      const { stdout, stderr } = await promisify(execFile)(command, args, { env });
      assert.doesNotMatch(stderr, /warn|error|critical|invalid|unknown|skip|traceback/i);
      return stdout + stderr;
    };
    const sync = () => run("vdirsyncer", ["--verbosity", "INFO", "--config", join(dir, "vdirsyncer.conf"), "sync"]);

    before(async () => {
      dir = await mkdtemp(join(tmpdir(), "plenary-subscribe-"));
      address = await serve("0");
      for (const [name, path] of feeds) {
        await mkdir(folder(name), { recursive: true });
        const data = await (await fetch(address + path)).arrayBuffer();
        await writeFile(join(dir, `${name}.ics`), Buffer.from(data));
      }
      await writeFile(join(dir, "vdirsyncer.conf"), vdirsyncer(dir, feeds.map(([name, path]) => [name, address + path])));
      await writeFile(join(dir, "khal.conf"), khal(dir, feeds.map(([name]) => name)));
      await run("vdirsyncer", ["--config", join(dir, "vdirsyncer.conf"), "discover"]);
    });

    after(async () => {
      await stop();
      await rm(dir, { recursive: true, force: true });
    });

    test("vdirsyncer stores every item", async () => {
      await sync();
      for (const [name] of feeds) {
        const [{ events }] = await read("ical.js", [join(dir, `${name}.ics`)]);
        assert.ok(events.length > 3, name);
        assert.equal((await readdir(folder(name))).length, events.length, name);
      }
    });

    for (const [name] of feeds) {
      test(`khal lists what is in the feed "${name}"`, async () => {
        const [{ events }] = await read("ical.js", [join(dir, `${name}.ics`)]);
        const format = "{start-long-full}|{end-long-full}|{status}|{title}";
        const args = ["--config", join(dir, "khal.conf"), "list", "--include-calendar", name, "--once", "--day-format", "", "--format", format];
        const listed = (await run("khal", [...args, "2000-01-01", "20000d"])).trimEnd().split("\n");
        assert.deepEqual(listed.sort(), events.map(asListed).sort());
      });
    }

    test("a restart of the preview changes nothing", async () => {
      const stored = async () => {
        const files = {};
        for (const [name] of feeds) {
          for (const file of await readdir(folder(name))) {
            const path = join(folder(name), file);
            files[path] = [(await stat(path)).mtimeMs, await readFile(path, "utf8")];
          }
        }
        return files;
      };
      const one = await stored();
      await stop();
      await serve(new URL(address).port);
      for (const [name, path] of feeds) {
        assert.equal(await (await fetch(address + path)).text(), await readFile(join(dir, `${name}.ics`), "utf8"), path);
      }
      assert.doesNotMatch(await sync(), /copying|deleting|updating|conflict/i);
      assert.deepEqual(await stored(), one);
    });
  });
}

// asListed returns the line in which khal lists an event: in UTC, with the last day of
// several, and an hour for what has no end.
function asListed(event) {
  const day = 24 * 3600;
  const written = (time, seconds = 0) =>
    new Date((time.instant ?? Date.parse(time.day) / 1000) * 1000 + seconds * 1000).toISOString().slice(0, 16);
  const end = event.dtend ? written(event.dtend, event.dtend.day ? -day : 0) : written(event.dtstart, 3600);
  return [written(event.dtstart), end, `${event.status} `, event.summary].join("|");
}

// vdirsyncer returns a configuration that keeps feeds in folders.
function vdirsyncer(dir, feeds) {
  return `[general]
status_path = "${join(dir, "status")}"
${feeds
  .map(
    ([name, url]) => `
[pair ${name}]
a = "${name}_web"
b = "${name}_disk"
collections = null
conflict_resolution = "a wins"
[storage ${name}_web]
type = "http"
url = "${url}"
[storage ${name}_disk]
type = "filesystem"
path = "${join(dir, "items", name)}"
fileext = ".ics"`,
  )
  .join("\n")}
`;
}

// khal returns a configuration that shows these folders.
function khal(dir, names) {
  return `[calendars]
${names.map((name) => `[[${name}]]\npath = ${join(dir, "items", name)}\nreadonly = True`).join("\n")}
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
[sqlite]
path = ${join(dir, "khal.db")}
`;
}
