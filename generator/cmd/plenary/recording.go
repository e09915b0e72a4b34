package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"plenary/generator/lock"
	"plenary/generator/pipeline"
	"plenary/generator/revision"
)

// lockRecord waits until nobody else writes the record with the given name. The lock
// file is beside the record and hidden, so that whoever reads content passes it over.
func (p *program) lockRecord(ctx context.Context, record string) (unlock func(), err error) {
	dir, base := path.Split(record)
	file := filepath.Join(p.source, filepath.FromSlash(dir), "."+base+".lock")
	held, err := lock.Try(file)
	if errors.Is(err, lock.ErrHeld) {
		p.out.say("waiting for another plenary revise to end")
		held, err = lock.Wait(ctx, file)
	}
	if err != nil {
		return nil, fmt.Errorf("%s cannot be written: %w", record, err)
	}
	return func() { _ = held.Release() }, nil // the end of the process does it too
}

// write adds the revision to the record, whole or not at all. The record is locked.
func (p *program) write(proposal *pipeline.Proposal, e entry) error {
	next, after, err := proposal.Record(e.date, e.kind, e.message)
	if err != nil {
		return err
	}
	if err := p.replace(proposal.File, after); err != nil {
		return fmt.Errorf("%s stays as it was: %w", proposal.File, err)
	}
	p.out.report.Revision = &next.Number
	what := next.String()
	if next.Number > 0 {
		what += " (" + string(next.Kind) + ")"
	}
	p.out.say("%s: recorded %s of %s; commit it with the content", proposal.File, what, next.Date.Format(revision.DateFormat))
	return nil
}

// replace writes a file of the project in one step. The file is locked, so that what
// else has the name of a new one was left by a process that was killed.
func (p *program) replace(name string, data []byte) error {
	mode := os.FileMode(0o666)
	if info, err := p.project.Stat(name); err == nil {
		mode = info.Mode().Perm()
	}
	dir, base := path.Split(name)
	left, err := fs.Glob(p.project.FS(), dir+"."+base+".*.tmp")
	if err != nil {
		return err
	}
	for _, file := range left {
		_ = p.project.Remove(file) // one that stays is in nobody's way
	}
	temp := dir + "." + base + "." + rand.Text() + ".tmp"
	f, err := p.project.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = p.project.Rename(temp, name)
	}
	if err != nil {
		_ = p.project.Remove(temp) // what is left of it is not a record
	}
	return err
}
