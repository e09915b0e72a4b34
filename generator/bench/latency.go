package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// saves is how often a file is saved in front of a preview, unless that takes
// longer than patience.
const (
	saves    = 20
	patience = time.Minute
)

// latency serves a site, saves a letter again and again, and tells how long it took
// from the write to the response with the new bytes: the median and the worst.
func (b *bench) latency(r rival) (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	port := l.Addr().(*net.TCPAddr).Port
	l.Close()
	cmd := r.serve(port)
	if err := cmd.Start(); err != nil {
		return "", err
	}
	defer func() {
		_ = cmd.Process.Signal(os.Interrupt)
		_ = cmd.Wait() // it was interrupted
	}()
	folder := filepath.Base(filepath.Dir(r.file))
	group := filepath.Base(filepath.Dir(filepath.Dir(r.file)))
	page := fmt.Sprintf("http://127.0.0.1:%d/zh/%s/%s/letter/", port, group, folder)
	if err := poll(page, "", 10*time.Minute); err != nil {
		return "", fmt.Errorf("%s: %w", r.name, err)
	}
	var took []time.Duration
	for i, first := 0, time.Now(); i < saves && time.Since(first) < patience; i++ {
		time.Sleep(500 * time.Millisecond) // nobody saves faster, and it is not part of the time
		text := inLetters(100 + i)
		start := time.Now()
		if err := edit(r.file, text); err != nil {
			return "", err
		}
		if err := poll(page, "改动"+text+"完", patience); err != nil {
			return fmt.Sprintf("over %.0f s", patience.Seconds()), nil
		}
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	return fmt.Sprintf("%d ms (worst %d)", took[len(took)/2].Milliseconds(), took[len(took)-1].Milliseconds()), nil
}

// poll asks for a page until it has a text.
func poll(page, text string, limit time.Duration) error {
	for end := time.Now().Add(limit); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		resp, err := http.Get(page)
		if err != nil {
			continue // it does not listen yet
		}
		data, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err == nil && resp.StatusCode == http.StatusOK && strings.Contains(string(data), text) {
			return nil
		}
	}
	return fmt.Errorf("%s does not show %q within %s", page, text, limit)
}
