package content

import (
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"plenary/generator/diag"
	"plenary/generator/meeting"
	"plenary/generator/prose"
	"plenary/generator/strictyaml"
)

// RecordFile is the file in a meeting's folder that the program writes itself.
const RecordFile = "revisions.yaml"

// recordLimits are those of a record, which holds facts of all files of a meeting.
var recordLimits = strictyaml.Limits{Bytes: maxFile, Values: 250_000, Entries: 20_000, Text: maxFile}

// recordConflict is what to do with a record that git could not merge.
const recordConflict = "git could not merge two versions of this record; take one of the two whole, with git checkout --ours or --theirs, and record once more with plenary revise"

// Limits of a record.
const (
	maxRevisions = 1_000 // to read; with several languages fewer are allowed
	maxBuildings = 1_000 // over all revisions: calendars state their addresses with each event
)

// ReadRecord reads the text of a record, which a file with a name has or will have.
// Whether it is in order, package revision finds out.
func ReadRecord(name string, src []byte) (meeting.Record, diag.List) {
	l := &loader{archive: &meeting.Archive{}}
	f := l.file(name)
	root, ok := f.Parse(src)
	if !ok {
		return meeting.Record{}, l.diags
	}
	return f.record(root), l.diags
}

// record reads the record of what was published.
func (r *meetingReader) record() {
	f, root, ok := r.open(RecordFile)
	if !ok {
		return
	}
	if r.m.Record = f.record(root); r.m.Record.Last() == nil {
		r.m.Unread = append(r.m.Unread, "revisions") // its prose may be right
	}
}

func (f *file) record(root *yaml.Node) meeting.Record {
	var record meeting.Record
	if root.Kind == yaml.SequenceNode && len(root.Content) > maxRevisions {
		f.Errorf(root.Content[maxRevisions], "a meeting has %d revisions at most", maxRevisions)
		return record
	}
	buildings := map[string]bool{}
	f.List(root, "revisions", func(item *yaml.Node) {
		v := meeting.Revision{Source: f.source(item)}
		f.Object(item, "a revision", []strictyaml.Field{
			{Key: "revision", Required: true, Read: f.count(&v.Number)},
			{Key: "date", Required: true, Read: f.instant(&v.Date)},
			{Key: "kind", Required: true, Read: f.revisionKind(&v.Kind)},
			{Key: "message", Read: f.recorded(&v.Message)},
			{Key: "items", Required: true, Read: f.itemRecords(&v.Items)},
			{Key: "facts", Read: f.subjects(&v.Subjects, buildings)},
			{Key: "sum", Required: true, Read: f.word(&v.Sum)},
			{Key: "gone", Read: func(n *yaml.Node) {
				f.List(n, "names of subjects", func(item *yaml.Node) {
					if s, ok := f.String(item); ok {
						v.Gone = append(v.Gone, meeting.SubjectID(s))
					}
				})
			}},
		})
		record.Revisions = append(record.Revisions, v)
	})
	return record
}

// note reads the prose that completes a revision, once for all its languages.
func (r *meetingReader) note(number string, pos diag.Pos) {
	n, err := strconv.Atoi(number)
	switch {
	case err != nil:
		r.diags.Errorf(pos, "there is no revision %s", number)
		return
	case r.m.Notes[n] != nil:
		return // read with another language's file
	}
	var docs map[string]*prose.Document
	if r.proseOf(meeting.RevisionPage(n), &docs); docs == nil {
		r.diags.Errorf(pos, "this file is missing") // since a moment ago
	}
	if r.m.Notes == nil {
		r.m.Notes = map[int]map[string]*prose.Document{}
	}
	r.m.Notes[n] = docs
}

func (f *file) revisionKind(to *meeting.RevisionKind) func(*yaml.Node) {
	var kinds []string
	for _, kind := range meeting.RevisionKinds() {
		kinds = append(kinds, string(kind))
	}
	return f.choice((*string)(to), kinds...)
}

func (f *file) itemRecords(to *[]meeting.ItemRecord) func(*yaml.Node) {
	return func(n *yaml.Node) {
		f.List(n, "calendar items", func(item *yaml.Node) {
			rec := meeting.ItemRecord{Source: f.source(item)}
			f.Object(item, "a calendar item", []strictyaml.Field{
				{Key: "id", Required: true, Read: f.slug(&rec.ID)},
				{Key: "sequence", Required: true, Read: f.count(&rec.Sequence)},
				{Key: "modified", Required: true, Read: f.instant(&rec.Modified)},
				{Key: "status", Required: true, Read: f.choice(&rec.Status, "confirmed", "cancelled")},
				{Key: "fingerprint", Required: true, Read: f.word(&rec.Fingerprint)},
			})
			*to = append(*to, rec)
		})
	}
}

// subjects reads facts by the name of what they are about. It counts buildings.
func (f *file) subjects(to *[]meeting.Subject, buildings map[string]bool) func(*yaml.Node) {
	return func(n *yaml.Node) {
		f.Map(n, "facts by what they are about", func(key, value *yaml.Node) {
			if strings.HasPrefix(key.Value, "building ") {
				if buildings[key.Value] = true; len(buildings) > maxBuildings {
					f.Errorf(key, "a record has %d buildings at most", maxBuildings)
					return
				}
			}
			t := meeting.Subject{Pos: f.Pos(key), ID: meeting.SubjectID(key.Value)}
			f.Map(value, "facts", func(name, value *yaml.Node) {
				fact := meeting.Fact{Name: name.Value}
				f.recorded(&fact.Value)(value)
				t.Facts = append(t.Facts, fact)
			})
			*to = append(*to, t)
		})
	}
}

// recorded reads a text in the languages that the site had when it was recorded.
func (f *file) recorded(to *meeting.Text) func(*yaml.Node) {
	return func(n *yaml.Node) {
		t := meeting.Text{Pos: f.Pos(n)}
		if n.Kind != yaml.MappingNode {
			f.word(&t.Same)(n)
			*to = t
			return
		}
		t.By = map[string]string{}
		f.Map(n, "a text by language", func(k, v *yaml.Node) {
			var s string
			f.word(&s)(v)
			t.By[k.Value] = s
		})
		*to = t
	}
}

// word reads a scalar, whatever YAML takes it for.
func (f *file) word(to *string) func(*yaml.Node) {
	return func(n *yaml.Node) { *to, _ = f.Scalar(n, "a text") }
}

// count reads a whole number that is not negative.
func (f *file) count(to *int) func(*yaml.Node) {
	return func(n *yaml.Node) {
		s, ok := f.Scalar(n, "a number")
		if !ok {
			return
		}
		i, err := strconv.Atoi(s)
		if err != nil || i < 0 || strconv.Itoa(i) != s {
			f.Errorf(n, "%q is not a whole number", s)
			return
		}
		*to = i
	}
}

// instant reads a day and an hour.
func (f *file) instant(to *time.Time) func(*yaml.Node) {
	return func(n *yaml.Node) {
		var w meeting.When
		f.when(&w, "a revision is of", instantForms)(n)
		if !w.IsZero() {
			*to = w.Start.UTC()
		}
	}
}
