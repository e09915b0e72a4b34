package pipeline_test

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"plenary"
	"plenary/generator/pipeline"
)

// TestSoak rebuilds a live site as often as PLENARY_SOAK says, 50 times without it,
// and sees that neither memory nor goroutines grow.
func TestSoak(t *testing.T) {
	n := 50
	if s := os.Getenv("PLENARY_SOAK"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
	}
	p := &project{t: t, dir: t.TempDir()}
	if err := os.CopyFS(p.dir, os.DirFS(madeUpDir)); err != nil {
		t.Fatal(err)
	}
	live, err := pipeline.NewLive(t.Context(), pipeline.Options{Source: os.DirFS(p.dir), Theme: plenary.Theme}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer live.Close()
	const name, page = "content/sg99/2024-04-joint/letter.en.md", "en/sg99/2024-04-joint/letter/index.html"
	text := p.read(name)
	signs := []string{"alpha", "beta", "gamma", "delta"}
	var warm runtime.MemStats
	goroutines := 0
	for i := range n {
		word := signs[i%len(signs)] + signs[i/len(signs)%len(signs)]
		p.write(name, fmt.Sprintf("%s\n%s\n", text, word))
		if _, err := live.Refresh(t.Context(), []string{name}, i%10 == 0); err != nil {
			t.Fatal(err)
		}
		f, err := live.File(t.Context(), page)
		if err != nil || !strings.Contains(string(f.Data), word) {
			t.Fatalf("rebuild %d does not show %q (%v)", i, word, err)
		}
		live.Idle()
		if i == n/5 {
			runtime.GC()
			runtime.ReadMemStats(&warm)
			goroutines = runtime.NumGoroutine()
		}
	}
	runtime.GC()
	var end runtime.MemStats
	runtime.ReadMemStats(&end)
	t.Logf("%d rebuilds: heap %.1f MB after a fifth of them, %.1f MB at the end; goroutines %d and %d",
		n, float64(warm.HeapAlloc)/1e6, float64(end.HeapAlloc)/1e6, goroutines, runtime.NumGoroutine())
	if end.HeapAlloc > warm.HeapAlloc+warm.HeapAlloc/4+8<<20 {
		t.Error("memory grows")
	}
	if now := runtime.NumGoroutine(); now > goroutines+2 {
		t.Error("goroutines are left behind")
	}
}
