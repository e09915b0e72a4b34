// The fonts that browsers of the tests have, so that pages look the same on every
// machine. Only the fonts in Debian's fonts-dejavu-core, fonts-liberation and
// fonts-noto-cjk are visible to them.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// What generic font families stand for. Liberation Sans is as wide as Arial, DejaVu
// Sans as wide as Verdana, which is the widest font that systems commonly use.
const sets = {
  narrow: { sans: "Liberation Sans", serif: "Liberation Serif", mono: "Liberation Mono" },
  wide: { sans: "DejaVu Sans", serif: "DejaVu Serif", mono: "DejaVu Sans Mono" },
};

const dir = mkdtempSync(join(tmpdir(), "plenary-fonts-"));
process.on("exit", () => rmSync(dir, { recursive: true, force: true }));

// fontconfig writes a configuration for a set of fonts, "narrow" or "wide", and returns
// the path of the file.
export function fontconfig(name) {
  const { sans, serif, mono } = sets[name];
  const accepted = ["DejaVu", "Liberation", "NotoSansCJK", "NotoSerifCJK"];
  const aliases = { "sans-serif": sans, "system-ui": sans, serif, monospace: mono };
  const match = (test, mode, font) => `<match>${test}<edit name="family" mode="${mode}" binding="same"><string>${font}</string></edit></match>`;
  const file = join(dir, `${name}.conf`);
  writeFileSync(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<dir>/usr/share/fonts</dir>
<cachedir>/var/cache/fontconfig</cachedir><cachedir prefix="xdg">fontconfig</cachedir>
<selectfont>
<acceptfont>${accepted.map((start) => `<glob>/usr/share/fonts/*/${start}*</glob>`).join("")}</acceptfont>
<rejectfont><glob>*.*</glob></rejectfont>
</selectfont>
${Object.entries(aliases).map(([family, font]) => match(`<test name="family"><string>${family}</string></test>`, "prepend", font)).join("\n")}
${match("", "append_last", sans)}
</fontconfig>
`,
  );
  return file;
}
