// Starts the browser: the Chromium that CHROMIUM names, or that of the machine. It
// downloads nothing, and sends no requests of its own.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import { fontconfig } from "./fonts.mjs";

const quiet = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-gpu",
  "--disable-quic",
  "--disable-sync",
  "--no-first-run",
  "--no-sandbox",
];

// executable returns the path of the browser.
function executable() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = ["/usr/bin", ...(process.env.PATH ?? "").split(delimiter)];
  const found = folders.map((folder) => join(folder, "chromium")).find((file) => existsSync(file));
  if (!found) throw new Error("no chromium on PATH; install one or name it in CHROMIUM");
  return found;
}

// start starts a browser with a fresh profile and returns it; the caller closes it.
// Its fonts are "narrow" or "wide", and text is so many times as large as usual.
export const start = ({ fonts = "narrow", textSize = 1 } = {}) =>
  chromium.launch({
    executablePath: executable(),
    args: [...quiet, `--blink-settings=defaultFontSize=${16 * textSize}`],
    env: { ...process.env, FONTCONFIG_FILE: fontconfig(fonts) },
  });
