package publish

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// mountIn returns a mount point in a folder, or the folder if it is one itself, or "".
// Devices do not show bind mounts, but the list of the kernel does; see
// proc_pid_mountinfo(5).
func mountIn(folder string, found tree) (string, error) {
	list, err := os.ReadFile("/proc/self/mountinfo")
	if errors.Is(err, fs.ErrNotExist) {
		return otherDevice(folder, found), nil
	}
	if err != nil {
		return "", err
	}
	plain := strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`)
	for line := range strings.Lines(string(list)) {
		fields := strings.Fields(line)
		if len(fields) < 5 {
			continue
		}
		at := plain.Replace(fields[4])
		if rel, err := filepath.Rel(folder, at); err == nil && filepath.IsLocal(rel) {
			return at, nil
		}
	}
	return "", nil
}
