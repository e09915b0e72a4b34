package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// onSmallDisk runs a shell script with a disk of its own at "disk" in dir. The disk
// goes with the script.
func onSmallDisk(t *testing.T, dir, size, script string) {
	t.Helper()
	if err := os.Mkdir(filepath.Join(dir, "disk"), 0o755); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("sh", "-ec", "mount -t tmpfs -o size="+size+" disk disk || exit 77\n"+script)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "PATH="+dir+":"+os.Getenv("PATH"))
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
	out, err := cmd.CombinedOutput()
	if os.IsPermission(err) || cmd.ProcessState.ExitCode() == 77 {
		t.Skipf("this system lets nobody mount a disk: %v %s", err, out)
	}
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
}

// TestFullDisk lets the disk run full under the site and the cache: the former site
// stays whole, and once there is room again, nothing was lost but time.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := os.Rename(compile(t, "../plenary"), filepath.Join(dir, "plenary")); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS(filepath.Join(root(t), "content"))); err != nil {
		t.Fatal(err)
	}
	onSmallDisk(t, dir, "16m", `
build() { plenary build --source . --cache disk/cache --out disk/public --base-url "https://$1.example/"; }
whole() { (cd disk/public && sha256sum --check --quiet .plenary-files); grep -q "https://$1.example/" disk/public/index.html; }
plenary build --quiet --no-cache --source . --out two --base-url https://two.example/
build one
whole one
cat /dev/zero >disk/filler 2>/dev/null || true
if build two; then echo "there was room"; exit 1; fi
whole one
test ! -e disk/.public.plenary
rm disk/filler
build two
whole two
diff -r two disk/public
build two 2>&1 | grep '0 of 1 meeting rendered'
`)
}

// TestFullCacheDisk lets the disk of the cache alone run full: that is a warning.
func TestFullCacheDisk(t *testing.T) {
	dir := t.TempDir()
	if err := os.Rename(compile(t, "../plenary"), filepath.Join(dir, "plenary")); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS(filepath.Join(root(t), "content"))); err != nil {
		t.Fatal(err)
	}
	onSmallDisk(t, dir, "64k", `
plenary build --quiet --no-cache --source . --out two
plenary build --source . --cache disk/cache --out public 2>said
grep 'no space left' said
diff -r two public
`)
}

// TestReadOnlyContent shows differences where nothing can be written, and says why
// they cannot be recorded there.
func TestReadOnlyContent(t *testing.T) {
	dir := changed(t)
	if err := os.Symlink(process(t).Path, filepath.Join(dir, "plenary")); err != nil {
		t.Fatal(err)
	}
	onSmallDisk(t, dir, "16m", `
cp -r content disk
mount -o remount,ro disk
plenary revise --source disk sg17/2023-08-goyang 2>said
grep '17 August 2023' said
if plenary revise --source disk sg17/2023-08-goyang -m Later. --message-zh 推迟。 2>said; then echo "it was recorded"; exit 1; fi
grep 'revisions.yaml cannot be written' said
`)
}
