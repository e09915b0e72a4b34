// Starts the browser: the Chromium that CHROMIUM names, or the machine's own.
// Nothing is downloaded, and the browser keeps quiet on the network.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

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

// start starts a browser with a fresh profile. Whoever starts it closes it.
export const start = () => chromium.launch({ executablePath: executable(), args: quiet });
