// Opens the pages of a site in a browser as a certain reader would: with a screen, a
// colour scheme, fonts, a time zone and a clock.

import { start } from "./chromium.mjs";
import { serve } from "./server.mjs";

// Sizes of screens.
export const phone = { width: 390, height: 844 };
export const desktop = { width: 1280, height: 900 };

// Before all deadlines of the shipped meeting but those on the first date: the time of
// readers who do not choose another.
export const summer = "2023-07-01T03:00Z";

// open serves a site and starts a browser with the options of start. It returns the
// address of the site's root, a function that opens a page for a reader, and a function
// that closes everything.
export async function open(site, options) {
  const server = await serve(site);
  const browser = await start(options);
  return {
    root: server.root,
    close: async () => {
      await browser.close();
      await server.close();
    },
    // reader returns an empty page. It takes the options of a browser context, and
    // clock, the time at which the clock of the page stands still.
    async reader({ clock = summer, ...options } = {}) {
      const context = await browser.newContext({ viewport: desktop, reducedMotion: "reduce", timezoneId: "UTC", ...options });
      if (options.javaScriptEnabled !== false) await context.clock.setFixedTime(new Date(clock));
      return context.newPage();
    },
  };
}
