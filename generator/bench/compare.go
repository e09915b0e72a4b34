package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"plenary/generator/sample"
)

// rival is a program that makes the site.
type rival struct {
	name  string
	build func(again bool) (cost, error) // from nothing, or with what is there
	file  string                         // of the letter that is edited, in its own source
	serve func(port int) *exec.Cmd       // nil: full builds only
}

// compare measures all programs on an archive of n meetings.
func (b *bench) compare(n int) error {
	big, err := b.rivals(n)
	if err != nil {
		return err
	}
	one, err := b.rivals(1)
	if err != nil {
		return err
	}
	full := map[string]cost{}
	for range b.rounds {
		for _, r := range big {
			c, err := r.build(false)
			if err != nil {
				return err
			}
			full[r.name] = least(full[r.name], c)
		}
	}
	ours := full["plenary"]
	fmt.Printf("| %d meetings, both languages | time | of plenary's full build | memory |\n| --- | ---: | ---: | ---: |\n", n)
	row := func(what string, c cost) {
		fmt.Printf("| %s | %.2f s | %.3f | %.0f MB |\n", what, c.wall.Seconds(), c.wall.Seconds()/ours.wall.Seconds(), c.peak/1e6)
	}
	for _, r := range big {
		row(r.name+", full build", full[r.name])
	}
	big, one = whole(big), whole(one)
	for _, r := range big {
		c, err := best(b.rounds, func() (cost, error) { return r.build(true) })
		if err != nil {
			return err
		}
		row(r.name+", again, nothing changed", c)
	}
	for _, r := range big {
		edits := 0
		c, err := best(b.rounds, func() (cost, error) {
			edits++
			if err := edit(r.file, inLetters(edits)); err != nil {
				return cost{}, err
			}
			return r.build(true)
		})
		if err != nil {
			return err
		}
		row(r.name+", again, one meeting changed", c)
	}
	fmt.Printf("\nplenary's full build takes %.2f of the time and %.2f of the memory of stock hugo, %.2f of the time of hugo --minify\n\n",
		ours.wall.Seconds()/full["hugo"].wall.Seconds(), ours.peak/full["hugo"].peak, ours.wall.Seconds()/full["hugo --minify"].wall.Seconds())

	fmt.Printf("| preview: from a save to the new bytes | 1 meeting | %d meetings |\n| --- | ---: | ---: |\n", n)
	for i := range big {
		few, err := b.latency(one[i])
		if err != nil {
			return err
		}
		many, err := b.latency(big[i])
		if err != nil {
			return err
		}
		fmt.Printf("| %s | %s | %s |\n", big[i].name, few, many)
	}
	return nil
}

// whole returns the rivals that can do more than a full build.
func whole(list []rival) []rival {
	return slices.DeleteFunc(slices.Clone(list), func(r rival) bool { return r.serve == nil })
}

func best(rounds int, do func() (cost, error)) (cost, error) {
	var c cost
	for range rounds {
		next, err := do()
		if err != nil {
			return c, err
		}
		c = least(c, next)
	}
	return c, nil
}

// rivals writes an archive of n meetings, as plenary reads it and as a plain Hugo
// project, and returns the programs that make its site.
func (b *bench) rivals(n int) ([]rival, error) {
	dir := b.path(fmt.Sprint(n))
	source, tree := filepath.Join(dir, "source"), filepath.Join(dir, "tree")
	if err := sample.Write(source, 1, n); err != nil {
		return nil, err
	}
	if _, err := b.run(dir, b.plenary, "eject", "--quiet", "--source", source, tree); err != nil {
		return nil, err
	}
	folder, _ := sample.Meeting(1, n/2)
	letter := filepath.Join(sample.Dir, folder, "letter.zh.md")
	clean := func(again bool, names ...string) error {
		for _, name := range names {
			if !again {
				if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
					return err
				}
			}
		}
		return nil
	}
	list := []rival{{
		name: "plenary", file: filepath.Join(source, letter),
		build: func(again bool) (cost, error) {
			if err := clean(again, "cache", "ours", ".ours.plenary"); err != nil {
				return cost{}, err
			}
			return b.run(dir, b.plenary, "build", "--quiet", "--source", source, "--cache", "cache", "--out", "ours")
		},
		serve: func(port int) *exec.Cmd {
			return exec.Command(b.plenary, "serve", "--source", source, "--port", fmt.Sprint(port), "--cache", filepath.Join(dir, "cache"))
		},
	}, {
		name: "hugo", file: filepath.Join(tree, letter),
		build: func(again bool) (cost, error) {
			if err := clean(again, "theirs"); err != nil {
				return cost{}, err
			}
			return b.run(dir, b.hugo, "--quiet", "--source", tree, "--destination", filepath.Join(dir, "theirs"))
		},
		serve: func(port int) *exec.Cmd {
			return exec.Command(b.hugo, "server", "--source", tree, "--port", fmt.Sprint(port))
		},
	}, {
		name: "hugo --minify",
		build: func(again bool) (cost, error) {
			if err := clean(again, "theirs"); err != nil {
				return cost{}, err
			}
			return b.run(dir, b.hugo, "--minify", "--quiet", "--source", tree, "--destination", filepath.Join(dir, "theirs"))
		},
	}}
	if b.eleventy == "" {
		return list, nil
	}
	other := filepath.Join(dir, "tree-eleventy") // it edits files of its own
	if _, err := b.run(dir, "cp", "-r", tree, other); err != nil {
		return nil, err
	}
	command := func(args ...string) *exec.Cmd {
		cmd := exec.Command("node", append([]string{"node_modules/@11ty/eleventy/cmd.cjs"}, args...)...)
		cmd.Dir = b.eleventy
		cmd.Env = append(os.Environ(), "TREE="+other, "OUT="+filepath.Join(dir, "eleventy"), "NAMES=1")
		return cmd
	}
	return append(list, rival{
		name: "Eleventy", file: filepath.Join(other, letter),
		build: func(again bool) (cost, error) {
			if err := clean(again, "eleventy"); err != nil {
				return cost{}, err
			}
			return finish(command("--quiet"))
		},
		serve: func(port int) *exec.Cmd {
			return command("--serve", "--incremental", "--quiet", "--port="+fmt.Sprint(port))
		},
	}), nil
}

// edit adds a paragraph to a file of Markdown, in the place of the one that an
// earlier edit added.
func edit(file, text string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	before, _, _ := strings.Cut(string(data), "\n改动")
	return os.WriteFile(file, []byte(strings.TrimRight(before, "\n")+"\n\n改动"+text+"完\n"), 0o644)
}

// inLetters writes a number without digits: those would have to stand in the other
// language too.
func inLetters(n int) string {
	if n == 0 {
		return ""
	}
	return inLetters(n/10) + string([]rune("甲乙丙丁戊己庚辛壬癸")[n%10])
}
