// Opens the pages of a site in a browser as a reader of a certain kind would: with a
// screen, a colour scheme, a time zone and a clock.

import { start } from "./chromium.mjs";
import { serve } from "./server.mjs";

// Screens that pages are looked at on.
export const phone = { width: 390, height: 844 };
export const narrow = { width: 320, height: 640 };
export const desktop = { width: 1280, height: 900 };

// Before every deadline but the first date; what does not ask for another time sees this one.
export const summer = "2023-07-01T03:00Z";

// open serves a site and starts a browser. It returns the address of the site's
// root, a function that gives a page to a reader, and a function that ends it all.
export async function open(site) {
  const server = await serve(site);
  const browser = await start();
  return {
    root: server.root,
    close: async () => {
      await browser.close();
      await server.close();
    },
    // reader returns a fresh page. It has the options of a browser context, and
    // clock, the time at which the page's clock stands still.
    async reader({ clock = summer, ...options } = {}) {
      const context = await browser.newContext({ viewport: desktop, reducedMotion: "reduce", timezoneId: "UTC", ...options });
      if (options.javaScriptEnabled !== false) await context.clock.setFixedTime(new Date(clock));
      return context.newPage();
    },
  };
}
