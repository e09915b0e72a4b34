package pipeline

import (
	"encoding/json"
	"fmt"

	"plenary/generator/cache"
	"plenary/generator/content"
	"plenary/generator/diag"
	"plenary/generator/site"
)

// unit is a meeting on its way through a build.
type unit struct {
	folder content.Folder
	key    cache.Key // of its facts
	facts  *facts    // nil until they are known, and when it has errors
}

// facts is what is known about a meeting without rendering it. They are kept in the
// cache when the meeting can be published.
type facts struct {
	Identity content.Identity `json:"identity"`
	Draft    bool             `json:"draft,omitempty"` // a draft that is left out: nothing else is known
	Summary  site.Summary     `json:"summary"`
	Warnings diag.List        `json:"warnings,omitempty"` // and notes
}

// learn reads a meeting, and sets its facts and the key of what was read.
func (p *Project) learn(u *unit) (loaded, error) {
	l, err := p.load(u.folder)
	if err != nil {
		return l, err
	}
	u.key, u.facts = l.key, nil
	if l.diags.HasErrors() {
		return l, nil
	}
	u.facts = &facts{Draft: true}
	if l.m != nil {
		u.facts = &facts{Identity: content.IdentityOf(l.m), Summary: p.composer.Summary(l.m), Warnings: l.diags}
	}
	if !l.diags.Blocks() {
		data, err := json.Marshal(u.facts)
		if err != nil {
			return l, err
		}
		p.put(p.optionsKey(u.key), data)
	}
	return l, nil
}

// optionsKey keeps apart what builds with different options know of a meeting.
func (p *Project) optionsKey(k cache.Key) cache.Key {
	h := newHasher("options")
	h.key("facts", k)
	h.add("options", fmt.Append(nil, p.opt.Drafts, p.opt.RequireRecorded))
	return h.sum()
}
