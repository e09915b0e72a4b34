package watch

import (
	"context"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestLook checks what a look compares.
func TestLook(t *testing.T) {
	old := time.Now().Add(-time.Hour).Truncate(time.Second)
	sg17 := "content/sg17/2023"
	tests := []struct {
		name    string
		do      func(m *mirror)
		reading bool
		want    []string
	}{
		{"nothing", func(m *mirror) {}, true, nil},
		{"size", func(m *mirror) {
			m.write(file, "longer than it was before\n")
			m.must(os.Chtimes(m.path(file), old, old))
		}, false, []string{file}},
		{"100 nanoseconds", func(m *mirror) { m.must(os.Chtimes(m.path(file), old, old.Add(100))) }, false, []string{file}},
		{"mode", func(m *mirror) { m.must(os.Chmod(m.path(file), 0o600)) }, false, []string{file}},
		{"inode", func(m *mirror) {
			m.write("x", "# Announcement\n")
			m.must(os.Chtimes(m.path("x"), old, old))
			m.rename("x", file)
		}, false, []string{sg17, file}},
		{"kind", func(m *mirror) {
			m.remove(file)
			m.mkdir(file)
		}, false, []string{sg17, file}},
		{"removed", func(m *mirror) { m.remove(file) }, false, []string{sg17, file}},
		{"came and went, at rest", func(m *mirror) { m.write(sg17+"/x.md", ""); m.remove(sg17 + "/x.md") }, false, nil},
		{"came and went, reading", func(m *mirror) { m.write(sg17+"/x.md", ""); m.remove(sg17 + "/x.md") }, true, []string{sg17}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			opt := options("polling")
			m := newMirror(t, opt, realSystem())
			for name := range m.known {
				m.must(os.Chtimes(m.path(name), old, old))
			}
			tree, err := newTree(m.dir, opt)
			m.must(err)
			ctx, stop := context.WithCancel(t.Context())
			l := newLooker(ctx, tree)
			if len(l.again) > 0 {
				t.Errorf("to be reported again: %v", l.again)
			}
			test.do(m)
			got, again := l.look(ctx, test.reading)
			slices.Sort(got)
			if diff := cmp.Diff(test.want, got); diff != "" || again != nil {
				t.Errorf("changed: %s; again: %v", diff, again)
			}

			for name := range l.again { // as if time had passed
				l.again[name] = time.Now().Add(-resolution)
			}
			got, again = l.look(ctx, test.reading)
			slices.Sort(again)
			if diff := cmp.Diff(test.want, again); diff != "" || got != nil {
				t.Errorf("again: %s; changed: %v", diff, got)
			}

			m.write("content/site.yaml", "not seen any more")
			stop()
			if got, again := l.look(ctx, true); got != nil || again != nil {
				t.Errorf("a look that was cut short returned %v and %v", got, again)
			}
		})
	}
}

func TestFreshFilesAreReportedAgain(t *testing.T) {
	t.Parallel()
	m := newMirror(t, options("polling"), realSystem())
	tree, err := newTree(m.dir, m.opt)
	m.must(err)
	if l := newLooker(t.Context(), tree); len(l.again) != len(m.known) {
		t.Errorf("%v, want all of %v", l.again, m.known)
	}
}
