package zone

import (
	"fmt"
	"strings"
)

// Level says what follows from a finding.
type Level string

// The levels.
const (
	// Error: name servers refuse it or serve nonsense; it cannot be applied.
	Error Level = "error"
	// Warning: it can be meant, but hardly anybody means it.
	Warning Level = "warning"
	// Notice: it is so, and good to know.
	Notice Level = "notice"
)

// Finding is what a rule has to say about records of a zone.
type Finding struct {
	Level Level
	Text  string
	// Field is the field of the first record that it is about, as Fields names
	// it.
	Field string
	// Records are the places in the list that was checked.
	Records []int
}

// Check holds all records of a zone against the rules that save people, in the
// order of the records.
func (z Zone) Check(records []Record) []Finding {
	c := checker{zone: z, records: records, names: map[string][]int{}}
	for i, r := range records {
		name := strings.ToLower(r.Name)
		c.names[name] = append(c.names[name], i)
	}
	for i, r := range records {
		c.alone(i, r)
		c.pointing(i, r)
		c.naming(i, r)
		c.twice(i, r)
		if r.Type == "TXT" {
			c.long(i, r)
		}
		if says := z.usualTTL(r.TTL); says != "" && r.Type != "SOA" {
			c.add(Warning, FieldTTL, says, i)
		}
	}
	return c.found
}

// checker goes over the records once; names holds which of them have a name.
type checker struct {
	zone    Zone
	records []Record
	names   map[string][]int
	found   []Finding
}

func (c *checker) add(level Level, field, says string, records ...int) {
	c.found = append(c.found, Finding{Level: level, Field: field, Text: says, Records: records})
}

// alone: a CNAME stands for a name, so nothing else can be said of it.
func (c *checker) alone(i int, r Record) {
	if r.Type != "CNAME" {
		return
	}
	if r.Name == "@" {
		c.add(Error, FieldName, "A CNAME cannot stand at the zone itself: its SOA and NS records stand there.", i)
		return
	}
	for _, j := range c.names[strings.ToLower(r.Name)] {
		other := c.records[j]
		if j == i || SameData(other, r) {
			continue
		}
		if other.Type == "CNAME" && j < i {
			continue // Said at the other one.
		}
		c.add(Error, FieldName, fmt.Sprintf("A CNAME cannot stand beside other records of the same name. “%s” also has %s record.",
			shown(r.Name), another(other.Type)), i, j)
		return
	}
}

func another(kind string) string {
	switch kind {
	case "CNAME":
		return "another CNAME"
	case "A", "AAAA", "MX", "NS", "SRV":
		return "an " + kind
	}
	return "a " + kind
}

// twice: a name server holds the same record once.
func (c *checker) twice(i int, r Record) {
	for _, j := range c.names[strings.ToLower(r.Name)] {
		if j >= i {
			return
		}
		if SameData(c.records[j], r) {
			c.add(Error, "", fmt.Sprintf("%s %s with this content is there twice.", r.Type, shown(r.Name)), i, j)
			return
		}
	}
}

// long: a text is cut into strings, which readers join again.
func (c *checker) long(i int, r Record) {
	if text := Text(r.Content); len(text) > longestString {
		c.add(Notice, "text", fmt.Sprintf("The text of %s has %d bytes. It stands as %d strings of up to 255 bytes; readers join them.",
			shown(r.Name), len(text), len(split(text))), i)
	}
}

// shown is a name as people read it.
func shown(name string) string { return Unicode(name) }
