const special = /[&<>"]/;
const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as HTML, for elements and for attributes in double quotes. */
export const esc = (text) => (special.test(text) ? String(text).replace(/[&<>"]/g, (c) => entities[c]) : text);

/** An address as an attribute's value, encoded as Go's html/template does it. */
export const href = (url) =>
  esc(url.replace(/%(?![\da-f]{2})|[^\w\-.~%!#$&*+,/:;=?@[\]]+/gi, (part) => {
    let out = "";
    for (const byte of Buffer.from(part)) out += "%" + byte.toString(16).padStart(2, "0");
    return out;
  }));

/** The same for every item of a list that may be missing. */
export const each = (list, fn) => (list ? list.map(fn).join("") : "");
