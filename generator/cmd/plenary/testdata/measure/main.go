// Measure runs a command and prints what it took as JSON on standard error: wall
// and processor time in nanoseconds, and peak memory in bytes. It is a program of its
// own because Linux counts the memory of whoever starts a process to the process.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

func main() {
	cmd := exec.Command(os.Args[1], os.Args[2:]...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	start := time.Now()
	if err := cmd.Run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	wall := time.Since(start)
	s := cmd.ProcessState
	peak := s.SysUsage().(*syscall.Rusage).Maxrss
	if runtime.GOOS != "darwin" {
		peak *= 1024
	}
	fmt.Fprintf(os.Stderr, "{\"wall\":%d,\"cpu\":%d,\"peak\":%d}\n", wall, s.UserTime()+s.SystemTime(), peak)
}
