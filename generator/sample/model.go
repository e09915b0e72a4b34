package sample

import (
	"go.yaml.in/yaml/v4"
)

// The types below are the YAML files of an archive, key by key. What the keys
// mean is said in generator/docs/handbook.en.md.

// encode returns a file. It cannot fail: everything in it is made here.
func encode(v any) []byte {
	data, err := yaml.Dump(v, yaml.WithLineWidth(-1))
	if err != nil {
		panic("sample: " + err.Error())
	}
	return data
}

// plain is a value that YAML has without quotes: a time, a number, true.
type plain string

// MarshalYAML writes the value as it is.
func (v plain) MarshalYAML() (any, error) {
	return &yaml.Node{Kind: yaml.ScalarNode, Value: string(v)}, nil
}

type siteFile struct {
	Title          text            `yaml:"title"`
	Description    text            `yaml:"description"`
	Organization   text            `yaml:"organization"`
	Languages      []string        `yaml:"languages,flow"`
	BaseURL        string          `yaml:"base_url"`
	CalendarDomain string          `yaml:"calendar_domain"`
	Roles          map[string]text `yaml:"roles"`
	Zones          map[string]text `yaml:"zones"`
}

type groupFile struct {
	Kind         text   `yaml:"kind"`
	Abbreviation string `yaml:"abbreviation"`
	Short        text   `yaml:"short"`
	Name         text   `yaml:"name"`
	Home         string `yaml:"home"`
	LeadRoles    []text `yaml:"lead_roles,omitempty"`
}

type meetingFile struct {
	ID               string     `yaml:"id"`
	Title            text       `yaml:"title"`
	Days             plain      `yaml:"days"`
	Zone             string     `yaml:"zone"`
	City             text       `yaml:"city,omitempty"`
	Country          text       `yaml:"country,omitempty"`
	Host             text       `yaml:"host,omitempty"`
	Opening          plain      `yaml:"opening"`
	Registration     plain      `yaml:"registration,omitempty"`
	Participation    string     `yaml:"participation"`
	WorkingLanguages []string   `yaml:"working_languages,flow"`
	Interpretation   service    `yaml:"interpretation"`
	Captioning       service    `yaml:"captioning,omitempty"`
	Letter           letter     `yaml:"letter"`
	Bodies           []text     `yaml:"bodies,omitempty"`
	JointWith        []string   `yaml:"joint_with,flow,omitempty"`
	Officers         []officer  `yaml:"officers"`
	Events           []event    `yaml:"events,omitempty"`
	Documents        []document `yaml:"documents,omitempty"`
	Links            []link     `yaml:"links"`
	Contacts         []contact  `yaml:"contacts"`
	Leads            []lead     `yaml:"leads,omitempty"`
	condition        `yaml:",inline"`
}

// condition says what became of something.
type condition struct {
	Status string `yaml:"status,omitempty"`
	Reason text   `yaml:"reason,omitempty"`
}

// service is whether there is interpretation or captioning: "true", "false" or
// the id of the deadline by which to ask for it.
type service string

// MarshalYAML writes the word, or the id as what it is.
func (s service) MarshalYAML() (any, error) {
	if s == "true" || s == "false" {
		return plain(s).MarshalYAML()
	}
	n := mapping("on_request", string(s))
	n.Style = yaml.FlowStyle
	return n, nil
}

type letter struct {
	Number    string `yaml:"number"`
	Date      plain  `yaml:"date"`
	Signatory string `yaml:"signatory"`
	Office    text   `yaml:"office"`
}

type officer struct {
	Role    string `yaml:"role"`
	Name    string `yaml:"name"`
	Title   text   `yaml:"title"`
	Country text   `yaml:"country"`
}

type event struct {
	ID        string `yaml:"id"`
	Title     text   `yaml:"title"`
	When      plain  `yaml:"when"`
	Place     text   `yaml:"place,omitempty"`
	Room      string `yaml:"room,omitempty"`
	Register  text   `yaml:"register,omitempty"`
	URL       string `yaml:"url,omitempty"`
	Note      text   `yaml:"note,omitempty"`
	See       string `yaml:"see,omitempty"`
	condition `yaml:",inline"`
}

type document struct {
	ID    string      `yaml:"id"`
	Name  text        `yaml:"name"`
	URL   string      `yaml:"url,omitempty"`
	Texts []draftText `yaml:"texts,omitempty"`
}

type draftText struct {
	Name   string `yaml:"name"`
	Former string `yaml:"former,omitempty"`
	Kind   text   `yaml:"kind"`
}

type link struct {
	ID    string `yaml:"id"`
	Title text   `yaml:"title"`
	URL   string `yaml:"url,omitempty"`
	File  string `yaml:"file,omitempty"`
}

type contact struct {
	ID     string `yaml:"id"`
	Name   text   `yaml:"name"`
	Person string `yaml:"person,omitempty"`
	Title  text   `yaml:"title,omitempty"`
	For    text   `yaml:"for,omitempty"`
	Email  string `yaml:"email"`
	Copy   string `yaml:"cc,omitempty"`
	Tel    string `yaml:"tel,omitempty"`
	Fax    string `yaml:"fax,omitempty"`
}

type lead struct {
	ID      string `yaml:"id"`
	Before  string `yaml:"before"`
	AtLeast string `yaml:"at_least"`
	Serves  string `yaml:"serves,omitempty"`
	Note    text   `yaml:"note,omitempty"`
}

type deadline struct {
	ID        string           `yaml:"id"`
	Due       plain            `yaml:"due"`
	Short     text             `yaml:"short,omitempty"`
	Actions   []action         `yaml:"actions,omitempty"`
	action    `yaml:",inline"` // the only one, if there are no Actions
	condition `yaml:",inline"`
}

type action struct {
	Do  text     `yaml:"action,omitempty"`
	Who []string `yaml:"who,flow,omitempty"`
	How text     `yaml:"how,omitempty"`
	See string   `yaml:"see,omitempty"`
	URL string   `yaml:"url,omitempty"`
}

type venueFile struct {
	Name      localText  `yaml:"name"`
	Hall      text       `yaml:"hall,omitempty"`
	Address   localText  `yaml:"address"`
	Language  string     `yaml:"local_language"`
	Map       string     `yaml:"map"`
	Position  *position  `yaml:"position,flow,omitempty"`
	Buildings []building `yaml:"buildings"`
	Contacts  []contact  `yaml:"contacts"`
}

type position struct {
	Latitude  plain `yaml:"latitude"`
	Longitude plain `yaml:"longitude"`
}

type building struct {
	ID    string `yaml:"id"`
	Name  text   `yaml:"name"`
	For   text   `yaml:"for"`
	Rooms []room `yaml:"rooms"`
}

type room struct {
	ID   string `yaml:"id"`
	Name text   `yaml:"name"`
}

type agendaFile struct {
	Kind        string `yaml:"kind"`
	Language    string `yaml:"language"`
	Title       text   `yaml:"title"`
	Description text   `yaml:"description"`
	Subtitle    text   `yaml:"subtitle,omitempty"`
	Note        text   `yaml:"note,omitempty"`
	Items       []item `yaml:"items"`
}

type item struct {
	Label string `yaml:"label,omitempty"`
	Text  text   `yaml:"text"`
	See   string `yaml:"see,omitempty"`
	Items []item `yaml:"items,omitempty"`
}

type timePlanFile struct {
	Kind        string    `yaml:"kind"`
	Title       text      `yaml:"title"`
	Description text      `yaml:"description"`
	Sessions    []session `yaml:"sessions"`
	Days        []planDay `yaml:"days"`
}

type session struct {
	ID   string `yaml:"id"`
	Time plain  `yaml:"time"`
}

type planDay struct {
	Date  plain  `yaml:"date"`
	Slots []slot `yaml:"slots"`
}

type slot struct {
	At        string   `yaml:"at"`
	What      text     `yaml:"what"`
	Room      string   `yaml:"room,omitempty"`
	Who       []string `yaml:"who,flow,omitempty"`
	ID        string   `yaml:"id,omitempty"`
	condition `yaml:",inline"`
}
