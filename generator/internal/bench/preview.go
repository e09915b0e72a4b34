package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A file is saved so often in front of a preview, unless one response takes longer
// than the patience.
const (
	saves    = 20
	patience = time.Minute
)

// previews compares the latency of previews with one meeting and with many.
func (b *bench) previews() error {
	fmt.Printf("\n| preview: from a save to the new bytes | 1 meeting | %d meetings |\n| --- | ---: | ---: |\n", b.n)
	rows := [2]string{"| plenary |", "| hugo |"}
	for _, n := range []int{1, b.n} {
		p, err := b.project(n)
		if err != nil {
			return err
		}
		if _, err := p.build(true); err != nil {
			return err
		}
		ours, err := p.latency(p.source, func(port string) *exec.Cmd {
			return exec.Command(p.plenary, "serve", "--source", p.source, "--port", port, "--cache", filepath.Join(p.dir, "cache"))
		})
		if err != nil {
			return err
		}
		theirs, err := p.latency(p.tree, func(port string) *exec.Cmd {
			return exec.Command(p.hugo, "server", "--source", p.tree, "--port", port)
		})
		if err != nil {
			return err
		}
		rows[0] += " " + ours + " |"
		rows[1] += " " + theirs + " |"
	}
	fmt.Println(strings.Join(rows[:], "\n"))
	return nil
}

// latency starts a preview of the project in a folder, saves the letter again and
// again, and returns how long the new bytes took: the median and the worst.
func (p *project) latency(dir string, serve func(port string) *exec.Cmd) (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		return "", err
	}
	l.Close()
	cmd := serve(port)
	if err := cmd.Start(); err != nil {
		return "", err
	}
	defer func() {
		_ = cmd.Process.Signal(os.Interrupt)
		_ = cmd.Wait() // it was interrupted
	}()
	folder := filepath.ToSlash(filepath.Dir(p.letter))
	page := fmt.Sprintf("http://127.0.0.1:%s/zh%s/letter/", port, strings.TrimPrefix(folder, "content"))
	if err := poll(page, "", 10*time.Minute); err != nil {
		return "", err
	}
	var times []time.Duration
	for i, first := 0, time.Now(); i < saves && time.Since(first) < patience; i++ {
		time.Sleep(500 * time.Millisecond) // nobody saves more often
		text := inLetters(100 + i)
		start := time.Now()
		if err := p.edit(dir, text); err != nil {
			return "", err
		}
		if err := poll(page, paragraph(text), patience); err != nil {
			return fmt.Sprintf("over %.0f s", patience.Seconds()), nil
		}
		times = append(times, time.Since(start))
	}
	slices.Sort(times)
	return fmt.Sprintf("%d ms (worst %d)", times[len(times)/2].Milliseconds(), times[len(times)-1].Milliseconds()), nil
}

// poll requests a page until it contains a text.
func poll(page, text string, limit time.Duration) error {
	for end := time.Now().Add(limit); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		resp, err := http.Get(page)
		if err != nil {
			continue // the server is not listening yet
		}
		data, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err == nil && resp.StatusCode == http.StatusOK && strings.Contains(string(data), text) {
			return nil
		}
	}
	return fmt.Errorf("%s does not show %q within %s", page, text, limit)
}
