// The sheets of a PDF file as Chromium writes it: plain objects, one compressed
// stream of drawing commands for each sheet, text as hexadecimal numbers of glyphs.

import { inflateSync } from "node:zlib";

// sheets returns the sheets in order: width and height in mm, and whether there is
// text on each.
export function sheets(bytes) {
  const pdf = bytes.toString("latin1"); // one character for each octet
  const pages = [...pdf.matchAll(/\/Type \/Page\b.*?endobj/gs)];
  return pages.map(([page]) => {
    const [left, bottom, right, top] = page.match(/\/MediaBox \[([^\]]*)\]/)[1].trim().split(/\s+/).map(Number);
    const commands = stream(bytes, page.match(/\/Contents (\d+) 0 R/)[1]).toString("latin1");
    const text = /<[0-9A-F]+>[^<>]*T[jJ]/i.test(commands);
    return { width: mm(right - left), height: mm(top - bottom), text };
  });
}

// stream returns the data of a numbered object.
function stream(bytes, number) {
  const object = bytes.subarray(bytes.indexOf(`\n${number} 0 obj`));
  const [head, length] = object.toString("latin1").match(/^.*?\/Length (\d+).*?stream\r?\n/s);
  const data = object.subarray(head.length, head.length + Number(length));
  return head.includes("/FlateDecode") ? inflateSync(data) : data;
}

// mm converts from points of 1/72 inch.
const mm = (points) => Math.round((points / 72) * 25.4);
