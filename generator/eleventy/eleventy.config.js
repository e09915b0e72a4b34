import fs from "node:fs";
import path from "node:path";
import { load } from "js-yaml";
import { content, defaultLanguage, tree } from "./site.js";
import { Page } from "./page.js";

/** Two more pages of the home page, outside the languages' folders. */
const outside = { front: "/index.html", notfound: "/404.html" };

/** Whether a page shows what the file of another one says. */
function shows(file, changed) {
  const end = file.lastIndexOf("/") + 1;
  if (!changed.startsWith(file.slice(0, end)) || changed.indexOf("/", end) >= 0) return false;
  const [name, lang] = file.slice(end).split(".");
  const [of, in_] = changed.slice(end).split(".");
  return lang === in_ && (of === "_index" || name === "print");
}

/** What plenary does to pages after Hugo: names such as ITU-T X.1333 do not break. */
function keepNames(html) {
  const body = html.indexOf("<body");
  const names = /\b[A-Z][A-Z0-9]+-[A-Z][A-Za-z0-9]*(?: [A-Z]\.\d+)?\b(?![^<>]*>)/g;
  return html.slice(0, body) + html.slice(body).replace(names, '<span class="nb">$&</span>');
}

export default function (eleventy) {
  eleventy.setFrontMatterParsingOptions({ engines: { yaml: (text) => load(text) } });
  eleventy.setTemplateFormats(["md", "11ty.js"]);
  eleventy.addGlobalData("layout", "prose"); // of files that name none

  eleventy.addPreprocessor("page", "md", (data, source) => {
    data.p = new Page(data.page.filePathStem.slice(1), data, source);
  });

  eleventy.addExtension("md", {
    compile: () => ({ p }) => p.html,
    compileOptions: {
      cache: false,
      permalink: () => ({ p }) => (p.dir === "" && outside[p.name]) || "/" + p.path,
    },
    isIncrementalMatch(changed) {
      return this.isFileRelevantToInputPath || shows(this.inputPath, changed);
    },
  });

  // Eleventy 3.1.8 forgets this where an extension overrides one of its own, and then
  // fails in incremental builds.
  eleventy.on("eleventy.extensionmap", async (map) => {
    (await map.engineManager.getEngine("md", map)).extensionMap = map;
  });

  if (process.env.NAMES) eleventy.addTransform("names", keepNames);

  for (const name in outside) eleventy.addTemplate(`${name}.${defaultLanguage}.md`, "", { layout: name });

  // One synchronous copy takes a fraction of the time that Eleventy's own takes, which
  // opens streams for every file.
  let copied = false;
  eleventy.on("eleventy.after", ({ directories }) => {
    if (!copied) fs.cpSync(path.join(tree, "static"), directories.output, { recursive: true });
    copied = true;
  });

  // What the pages do not use, Eleventy need not look for.
  eleventy.setDataDeepMerge(false);
  eleventy.setDataFileSuffixes([]);
  eleventy.setUseGitIgnore(false);
  eleventy.setWatchJavaScriptDependencies(false);
  eleventy.addGlobalData("eleventyExcludeFromCollections", true);
  eleventy.addGlobalData("date", new Date());
  eleventy.setQuietMode(true);

  return {
    dir: {
      input: path.relative("", content),
      output: path.relative("", process.env.OUT ?? "_site"),
      layouts: path.relative(content, "layouts"),
    },
  };
}
