// Notices writes the licences of everything that is compiled into the program, for
// those who pass the program on.
//
//	go run ./generator/cmd/notices > THIRD-PARTY-NOTICES.txt
//
// Which modules these are, and where their files are, the go command knows: it is
// asked for the packages of the program, for the system and with the tags that the
// program is built with. Of each package, notices takes the licences and notices in
// its folder and in those above it, up to the module's own. A module without a
// licence, or with one of a kind that was not accepted before, is an error.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
)

// program is the package whose licences are written.
const program = "plenary/generator/cmd/plenary"

func main() {
	list, err := packages(program)
	if err == nil {
		err = write(os.Stdout, list)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "notices:", err)
		os.Exit(1)
	}
}

// write writes the notices of packages, or returns what is wrong with them.
func write(w io.Writer, list []pkg) error {
	modules, err := collect(list)
	if err != nil {
		return err
	}
	goroot, err := goModule()
	if err != nil {
		return err
	}
	_, err = w.Write(format(append([]module{goroot}, modules...)))
	return err
}

// pkg is a package as the go command describes it.
type pkg struct {
	ImportPath string
	Dir        string
	Standard   bool     // of Go itself
	EmbedFiles []string // relative to Dir
	Module     *struct {
		Path, Version, Dir string
		Main               bool
		Replace            *struct{ Path, Version, Dir string }
	}
}

// packages returns a package and all those that it is built from.
func packages(name string) ([]pkg, error) {
	out, err := goCommand("list", "-deps", "-json=ImportPath,Dir,Standard,EmbedFiles,Module", name)
	if err != nil {
		return nil, err
	}
	var list []pkg
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p pkg
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return list, nil
		} else if err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		list = append(list, p)
	}
}

// goModule returns Go itself: its standard library is part of the program.
func goModule() (module, error) {
	out, err := goCommand("env", "GOROOT", "GOVERSION")
	if err != nil {
		return module{}, err
	}
	lines := strings.Split(string(out), "\n")
	m := module{name: "the Go standard library", version: lines[1], dir: lines[0]}
	return m, m.add(m.dir)
}

func goCommand(args ...string) ([]byte, error) {
	cmd := exec.Command("go", args...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go %s: %w", args[0], err)
	}
	return out, nil
}
