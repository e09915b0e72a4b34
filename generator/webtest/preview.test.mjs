// Tests the preview in a browser while files are saved. The open pages that a change
// affects are reloaded and keep their scroll position, style sheets are replaced in
// place, and the page shows mistakes until they are corrected.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import axe from "axe-core";
import { start } from "./chromium.mjs";

const program = process.env.PLENARY_PROGRAM;
if (!program) throw new Error("PLENARY_PROGRAM names the program to test");
const root = join(import.meta.dirname, "..", "..");
const meeting = "content/sg17/2023-08-goyang";

let dir, preview, address, browser;
const refused = []; // what the policy of a page did not allow

before(async () => {
  dir = await mkdtemp(join(tmpdir(), "plenary-preview-"));
  await cp(join(root, "content"), join(dir, "content"), { recursive: true });
  preview = spawn(program, ["serve", "--source", dir, "--port", "0", "--no-cache"], { stdio: ["ignore", "ignore", "pipe"] });
  address = await new Promise((found, failed) => {
    let said = "";
    preview.stderr.on("data", (data) => {
      said += data;
      const url = said.match(/^http:\/\/\S+$/m);
      if (url) found(url[0]);
    });
    preview.on("exit", () => failed(new Error(`the preview ended: ${said}`)));
  });
  browser = await start();
});

after(async () => {
  await browser?.close();
  preview?.kill("SIGINT");
  await rm(dir, { recursive: true, force: true });
});

// edit changes a file of the project as an editor would, and returns what it was.
async function edit(name, change) {
  const file = join(dir, name);
  const text = await readFile(file, "utf8").catch(() => "");
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, change(text));
  return text;
}

// open opens a page and waits until it is connected.
async function open(path, options = {}) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, ...options });
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) refused.push(message.text());
  });
  const connected = page.waitForRequest((request) => request.url().includes("/_plenary/events"));
  await page.goto(address + path);
  await connected;
  return page;
}

const panel = (page) => page.locator("plenary-preview").locator(".panel");

describe("a saved file", () => {
  for (const [lang, words] of [["zh", "新写的一句话。"], ["en", "A sentence just written."]]) {
    test(`shows on its page in ${lang}, where the reader was`, async () => {
      const page = await open(`${lang}/sg17/2023-08-goyang/annex-a/`);
      await page.evaluate(() => scrollTo(0, 900));
      const before = await page.evaluate(() => scrollY);
      assert.ok(before > 500, "the page can be scrolled");
      await edit(`${meeting}/annex-a.${lang}.md`, (text) => `${text}\n${words}\n`);
      await page.getByText(words).waitFor({ state: "attached" });
      await page.waitForFunction((y) => Math.abs(scrollY - y) < 3, before);
      await page.close();
    });
  }

  test("reloads the pages that it changes, and no other", async () => {
    const letter = await open("en/sg17/2023-08-goyang/letter/");
    const venue = await open("en/sg17/2023-08-goyang/venue/");
    for (const page of [letter, venue]) await page.evaluate(() => (window.loadedOnce = true));
    await edit(`${meeting}/letter.en.md`, (text) => `${text}\nOnly the letter has this.\n`);
    await letter.getByText("Only the letter has this.").waitFor({ state: "attached" });
    await venue.bringToFront();
    assert.equal(await venue.evaluate(() => window.loadedOnce), true, "the page of the venue was loaded again");
    assert.equal(await letter.evaluate(() => window.loadedOnce), undefined, "the letter was not loaded again");
    await letter.close();
    await venue.close();
  });

  test("replaces a style sheet in place", async () => {
    const page = await open("en/sg17/2023-08-goyang/letter/");
    await page.evaluate(() => (window.loadedOnce = true));
    await edit("static/css/plenary.css", () => "h1 { color: rgb(1, 2, 3) }\n");
    await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).color === "rgb(1, 2, 3)");
    assert.equal(await page.evaluate(() => window.loadedOnce), true, "the page was loaded again for its style");
    await rm(join(dir, "static"), { recursive: true });
    await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).color !== "rgb(1, 2, 3)");
    await page.close();
  });

  test("keeps open details open", async () => {
    await edit("layouts/_partials/signature.html", () => `<details id="more"><summary>More</summary><p>Within</p></details>`);
    const page = await open("en/sg17/2023-08-goyang/letter/");
    await page.locator("#more").first().evaluate((details) => (details.open = true));
    await edit(`${meeting}/letter.en.md`, (text) => `${text}\nWritten while details are open.\n`);
    await page.getByText("Written while details are open.").waitFor({ state: "attached" });
    await page.waitForFunction(() => document.querySelector("#more").open);
    await rm(join(dir, "layouts"), { recursive: true });
    await page.close();
  });
});

describe("a mistake", () => {
  for (const [lang, title] of [["zh", /1个错误/], ["en", /1 error/]]) {
    test(`is shown on the page in ${lang} until it is corrected`, async () => {
      const page = await open(`${lang}/sg17/2023-08-goyang/deadlines/`, lang === "zh" ? { viewport: { width: 390, height: 844 } } : {});
      const shown = await page.locator("main").innerText();
      const right = await edit(`${meeting}/deadlines.yaml`, (text) => text.replace("2023-07-18", "2023-07-38"));
      await panel(page).getByText(title).waitFor({ state: "visible" });
      const text = await panel(page).innerText();
      assert.match(text, new RegExp(`${meeting}/deadlines\\.yaml:19:8`));
      assert.match(text, /"2023-07-38" is impossible/);
      assert.match(text, /due: 2023-07-38/, "the line itself is shown");
      assert.equal(await page.locator("main").innerText(), shown, "the last good page stays");

      // With a keyboard: folded with Escape, and opened again.
      await page.keyboard.press("Escape");
      await panel(page).getByText("is impossible").waitFor({ state: "hidden" });
      await panel(page).locator("button").focus();
      await page.keyboard.press("Enter");
      await panel(page).getByText("is impossible").waitFor({ state: "visible" });

      // To a screen reader.
      await page.evaluate(axe.source);
      const found = await page.evaluate(() => axe.run("plenary-preview", { preload: false, rules: { region: { enabled: false } } }));
      assert.deepEqual(found.violations.map((v) => v.id), []);

      await edit(`${meeting}/deadlines.yaml`, () => right);
      await panel(page).getByText(title).waitFor({ state: "hidden" });
      await page.close();
    });
  }

  for (const [lang, title, words] of [["zh", /1项审核发现/, "第77号通知"], ["en", /1 finding/, "Circular 77"]]) {
    test(`that only a build refuses is shown beside the new page in ${lang}`, async () => {
      const page = await open(`${lang}/sg17/2023-08-goyang/letter/`);
      const right = await edit(`${meeting}/letter.${lang}.md`, (text) => `${text}\n${words}\n`);
      await page.locator("main").getByText(words).waitFor({ state: "visible" });
      await panel(page).getByText(title).waitFor({ state: "visible" });
      assert.match(await panel(page).innerText(), /the number 77 appears here but not in/);
      await edit(`${meeting}/letter.${lang}.md`, () => right);
      await panel(page).getByText(title).waitFor({ state: "hidden" });
      await page.close();
    });
  }

  test("in a template is shown in the same way", async () => {
    const page = await open("en/sg17/2023-08-goyang/letter/");
    await edit("layouts/letter.html", () => `{{ define "main" }}\n<p>{{ .NoSuchThing }}</p>\n{{ end }}\n`);
    await panel(page).getByText(/layouts\/letter\.html:2:/).waitFor({ state: "visible" });
    await rm(join(dir, "layouts"), { recursive: true });
    await panel(page).getByText(/layouts\/letter\.html/).waitFor({ state: "hidden" });
    await page.close();
  });
});

test("a page that never could be rendered is replaced by a page of the preview, in its style", async () => {
  const broken = join(dir, "content/sg17/2023-09-broken");
  const aside = join(dir, "broken");
  await cp(join(dir, meeting), aside, { recursive: true });
  await edit("broken/deadlines.yaml", (text) => text.replace("2023-07-18", "2023-07-38"));
  await rename(aside, broken); // at once, so that it is never seen without the mistake
  const page = await open("en/sg17/2023-09-broken/");
  await page.getByText("This page cannot be shown yet").waitFor({ state: "visible" });
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgba(0, 0, 0, 0)");
  await panel(page).getByText("is impossible").first().waitFor({ state: "visible" });
  await page.close();
  await rm(broken, { recursive: true });
});

// underPolicy makes a page remember what violates its Content-Security-Policy.
async function underPolicy(page) {
  await page.addInitScript(() => {
    window.violations = [];
    addEventListener("securitypolicyviolation", (e) => violations.push(`${e.violatedDirective} ${e.blockedURI} ${e.sample}`));
  });
}

describe("under a strict policy", () => {
  test("the panel shows markup in names and lines as text, and pages change", async () => {
    const page = await browser.newPage();
    await underPolicy(page);
    await page.goto(`${address}en/sg17/2023-08-goyang/deadlines/`);
    const markup = `<img src=x onerror="window.ran=1"><b>&lt;`;
    const right = await edit(`${meeting}/deadlines.yaml`, (text) => text.replace("due: 2023-07-18", `due: '${markup}'`));
    await panel(page).locator(".source").getByText(markup).waitFor({ state: "visible" });
    assert.ok((await panel(page).locator(".message").first().innerText()).includes("<img"), "the message has the markup");
    assert.equal(await panel(page).locator("img, b").count(), 0);
    assert.equal(await page.evaluate(() => window.ran), undefined);
    const position = await page.locator("plenary-preview").locator(".dock").evaluate((dock) => getComputedStyle(dock).position);
    assert.equal(position, "fixed", "the panel has its style sheet");

    const odd = `${meeting}/<b>odd<i>.yaml`;
    await edit(odd, () => "a: b\n");
    await edit(`${meeting}/deadlines.yaml`, () => right);
    await panel(page).locator(".place").getByText("<b>odd<i>.yaml").waitFor({ state: "visible" });
    await rm(join(dir, odd));
    await panel(page).locator(".error").waitFor({ state: "hidden" });

    await edit("static/css/plenary.css", () => "h1 { color: rgb(1, 2, 3) }\n");
    await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).color === "rgb(1, 2, 3)");
    await rm(join(dir, "static"), { recursive: true });
    await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).color !== "rgb(1, 2, 3)");
    assert.deepEqual(await page.evaluate(() => window.violations), []);
    await page.evaluate(() => document.head.append(document.createElement("style")));
    await page.evaluate(() => (document.querySelector("head > style").textContent = "h1 { color: red }"));
    await page.waitForFunction(() => window.violations.length > 0); // the policy is in force
    await page.close();
  });
});

describe("a change", () => {
  for (const [lang, title] of [["zh", /处更改尚未记录/], ["en", /changes? not yet recorded/]]) {
    test(`that is not recorded is shown on the page in ${lang} until it is recorded`, async () => {
      const page = await open(`${lang}/sg17/2023-08-goyang/deadlines/`);
      const before = await edit(`${meeting}/deadlines.yaml`, (text) => text.replace("2023-07-18", "2023-07-20"));
      const button = panel(page).getByRole("button", { name: title });
      await button.waitFor({ state: "visible" });
      assert.equal(await button.getAttribute("aria-expanded"), "false", "it does not cover the page");
      await button.click();
      const difference = panel(page).getByText("deadline pre-registration: Tuesday 18 July 2023 → Thursday 20 July 2023");
      await difference.waitFor({ state: "visible" });
      const record = await readFile(join(dir, meeting, "revisions.yaml"), "utf8");
      const say = ["-m", "Two days more.", "--message-zh", "推迟两天。", "--quiet", "--source", dir];
      execFileSync(program, ["revise", "sg17/2023-08-goyang", ...say]);
      await panel(page).waitFor({ state: "hidden" });
      await writeFile(join(dir, meeting, "revisions.yaml"), record);
      await edit(`${meeting}/deadlines.yaml`, () => before);
      await page.close();
    });
  }
});

test("the page says when the preview has ended, and uses one that is back", async () => {
  const page = await open("en/");
  preview.kill("SIGINT");
  await page.locator("plenary-preview").locator(".offline").waitFor({ state: "visible" });
  const port = new URL(address).port;
  preview = spawn(program, ["serve", "--source", dir, "--port", port, "--no-cache"], { stdio: "ignore" });
  await page.locator("plenary-preview").locator(".offline").waitFor({ state: "hidden" });
  await page.close();
});

test("nothing violated the policy of a page", () => assert.deepEqual(refused, []));
