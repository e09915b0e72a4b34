// The sheets of a PDF file as Chromium writes it: plain objects, one compressed
// stream of drawing commands for each sheet, text as hexadecimal numbers of glyphs.

import { inflateSync } from "node:zlib";

// sheets returns the sheets in order: width and height in mm, and how many glyphs
// are set on each.
export function sheets(bytes) {
  const pdf = bytes.toString("latin1"); // one character for each octet
  const pages = [...pdf.matchAll(/\/Type \/Page\b.*?endobj/gs)];
  return pages.map(([page]) => {
    const [left, bottom, right, top] = page.match(/\/MediaBox \[([^\]]*)\]/)[1].trim().split(/\s+/).map(Number);
    const number = page.match(/\/Contents (\d+) 0 R/)[1];
    const at = bytes.indexOf(`\n${number} 0 obj`);
    const stream = pdf.slice(at).match(/\/Length (\d+)[^]*?stream\r?\n/);
    const start = at + stream.index + stream[0].length;
    const drawing = inflateSync(bytes.subarray(start, start + Number(stream[1]))).toString("latin1");
    const glyphs = [...drawing.matchAll(/<([0-9A-F]+)>(?=[^<>]*T[jJ])/gi)].map(([, hex]) => hex.length / 4);
    return { width: mm(right - left), height: mm(top - bottom), glyphs: glyphs.reduce((sum, n) => sum + n, 0) };
  });
}

// mm converts from points of 1/72 inch.
const mm = (points) => Math.round((points / 72) * 25.4);
