// A small static server on 127.0.0.1 that serves a site as nginx would with
// `error_page 404 /404.html`: index.html for a folder, a redirection to a folder
// whose slash is missing, and the site's 404.html for everything unknown. A site
// that was built for a folder of its host is served in that folder.

import { createServer } from "node:http";
import { extname } from "node:path";

const types = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".xml": "application/xml",
};

// serve starts the server. It returns the address of the site's root, which ends
// in a slash, and a function that stops it.
export async function serve(site) {
  const server = createServer((request, response) => {
    const send = (status, file) => {
      response.writeHead(status, { "Content-Type": types[extname(file)] ?? "application/octet-stream" });
      response.end(site.bytes(file));
    };
    const url = new URL(request.url, site.base);
    const path = site.path(url);
    if (path !== undefined && site.has(path)) {
      send(200, site.file(path));
    } else if (path !== undefined && site.has(`${path}/`)) {
      response.writeHead(301, { Location: `${url.pathname}/` });
      response.end();
    } else {
      send(404, "404.html");
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  return {
    root: `http://127.0.0.1:${port}${site.base.pathname}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
