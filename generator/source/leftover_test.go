package source_test

import (
	"testing"

	"plenary/generator/source"
)

func TestLeftover(t *testing.T) {
	for _, name := range []string{
		"x.css~", "x.css.~1~", ".x.css~", "x.bak", "X.BAK", "x.css.bak", ".x.md.bck", "x.orig", "x.rej", "x.save", "x.tmp", "lu123.tmp", "~WRL0001.tmp",
		".x.md.swp", ".x.md.swo", ".x.md.swx", ".x.md.swpx", ".x.md.swn", "x.md.swp", "x.md.swx", ".x.md.kate-swp", "x.md.kate-swp", "4913",
		"#x.md#", ".#x.md", ".#lock", "x.md___jb_tmp___", "x.md___jb_old___", ".goutputstream-1A2B3C",
		"~$x.docx", ".~lock.x.odt#", "x.pdf.part", "x.zip.crdownload", "x.zip.partial", "x.zip.filepart",
		"letter (Wang Li's conflicted copy 2027-05-31).md", "letter (conflicted copy 2027-05-31 101500).md", "letter (conflicted copy).md",
		"letter.en (李明 的冲突副本 2027-05-31).md", "letter.sync-conflict-20270531-101500-ABCDEFG.md",
		"Thumbs.db", "thumbs.db", "desktop.ini", "Desktop.ini", ".DS_Store", "._x.jpg", "Icon\r", ".localized", ".directory", ".Trash-1000", ".nfs0001", ".fuse_hidden01",
	} {
		if !source.Leftover(name) {
			t.Errorf("%q is not recognised", name)
		}
	}
	for _, name := range []string{
		"", "x.css", "x.tar.gz", "report.old.pdf", "x.old", "x.bak.pdf", "bak", "tmp", "x.tmpl", "template.html", "save.html", "4913.pdf", "14913",
		"a~b.pdf", "~home.html", "#1.pdf", "c#.html", "x.swf", "x.part1.rar", "part.pdf", "counterpart", "Icon",
		".nojekyll", ".htaccess", ".well-known", "security.txt", "CNAME", ".env", ".git", ".gitignore", ".htpasswd",
		"conflicted copy.md", "report (copy).pdf", "report (on a conflicted copyright).pdf", "sync-conflict.md", "x (1).pdf", "冲突副本.md",
	} {
		if source.Leftover(name) {
			t.Errorf("%q is taken for a leftover", name)
		}
	}
}
