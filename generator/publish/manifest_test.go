package publish

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func line(content, path string) string {
	return fmt.Sprintf("%x  %s\n", sha256.Sum256([]byte(content)), path)
}

func TestManifest(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	put(t, dir, content{"foreign.txt": "x"})
	mustWrite(t, dir, content{"b.html": "b", "a/b.html": "ab", "a-b.html": ""})
	got, err := os.ReadFile(filepath.Join(dir, ListName))
	if err != nil {
		t.Fatal(err)
	}
	want := line("", "a-b.html") + line("ab", "a/b.html") + line("b", "b.html")
	same(t, "manifest", string(got), want)
}

func TestParseManifest(t *testing.T) {
	good := line("1", "good.html")
	tests := []struct {
		name, data string
		want       []string
	}{
		{"empty", "", nil},
		{"good", good + line("2", "en/a  b.html"), []string{"en/a  b.html", "good.html"}},
		{"torn in the path", good + strings.TrimSuffix(line("2", "en/ind"), "\n"), []string{"good.html"}},
		{"torn in the sum", good + line("2", "en/index.html")[:20], []string{"good.html"}},
		{"garbage between", "\x00\xff\n" + good + "hello\n\n", []string{"good.html"}},
		{"above", line("1", "../x") + line("1", "a/../../x") + line("1", "..") + good, []string{"good.html"}},
		{"absolute", line("1", "/etc/passwd") + good, []string{"good.html"}},
		{"root", line("1", ".") + line("1", "") + good, []string{"good.html"}},
		{"itself", line("1", ListName) + good, []string{"good.html"}},
		{"twice", line("1", "a") + good + line("2", "a"), []string{"good.html"}},
		{"three times", line("1", "a") + line("1", "a") + line("1", "a") + good, []string{"good.html"}},
		{"carriage returns", strings.ReplaceAll(good, "\n", "\r\n"), nil},
		{"one space", strings.Replace(good, "  ", " ", 1), nil},
		{"escaped name", `\` + line("1", `a\nb`), nil},
		{"short sum", good[2:], nil},
		{"no hexadecimal", "zz" + good[2:], nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for p := range parseManifest([]byte(test.data)) {
				got = append(got, p)
			}
			slices.Sort(got)
			same(t, "paths", got, test.want)
		})
	}
}

// A manifest can name what it likes: nothing outside of the folder and nothing
// foreign is deleted.
func TestWriteHostileManifest(t *testing.T) {
	outside := content{"secret.txt": "secret", "other/x.txt": "x"}
	foreign := content{
		"public/photo.jpg":      "photo",
		"public/docs/a.pdf":     "pdf",
		"public/link":           "-> ../other",
		"public/empty":          "folder",
		"public/index.html":     "old",
		"public/docs/dropped.x": "dropped",
	}
	listed := line("old", "index.html") + line("dropped", "docs/dropped.x")
	tests := []struct {
		name, manifest string
		gone           bool // whether public/docs/dropped.x goes
	}{
		{"honest", listed, true},
		{"above", listed + line("secret", "../secret.txt") + line("secret", "docs/../../secret.txt"), true},
		{"absolute", listed + line("secret", "/secret.txt"), true},
		{"through a link", listed + line("x", "link/x.txt"), true},
		{"a link itself", listed + line("x", "link"), true},
		{"a folder", listed + line("", "docs") + line("", "empty"), true},
		{"wrong sum", listed + line("no photo", "photo.jpg") + line("", "docs/a.pdf"), true},
		{"twice", line("old", "index.html") + line("dropped", "docs/dropped.x") + line("dropped", "docs/dropped.x"), false},
		{"torn", line("old", "index.html") + strings.TrimSuffix(line("dropped", "docs/dropped.x"), "\n"), false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			base := t.TempDir()
			want := make(content)
			for _, part := range []content{outside, foreign} {
				put(t, base, part)
				for p, data := range part {
					want[p] = data
				}
			}
			want["public/index.html"] = "new"
			if test.gone {
				delete(want, "public/docs/dropped.x")
			}
			dir := filepath.Join(base, "public")
			put(t, dir, content{ListName: test.manifest})
			mustWrite(t, dir, content{"index.html": "new"})
			same(t, "folder", look(t, base), want)
		})
	}
}

func FuzzParseManifest(f *testing.F) {
	f.Add([]byte(line("1", "a/b.html")))
	f.Add([]byte(line("1", "../a") + line("2", "/b") + line("2", "a") + line("3", "a")))
	f.Add([]byte(line("1", "a")[:66]))
	f.Fuzz(func(t *testing.T, data []byte) {
		listed := parseManifest(data)
		pieces := make(map[string]piece)
		for p, sum := range listed {
			if !filepath.IsLocal(filepath.FromSlash(p)) || strings.ContainsAny(p, "\n\r\\") || p == ListName {
				t.Errorf("path %q must not count", p)
			}
			pieces[p] = piece{sum: sum}
		}
		same(t, "manifest read again", parseManifest(formatManifest(pieces)), listed)
	})
}
