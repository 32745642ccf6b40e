package zone

import (
	"fmt"
	"strconv"
	"strings"
)

// Wrong holds a sentence for each field that cannot be taken.
type Wrong map[string]string

// Read makes a record of what a person typed, or says what is wrong at which
// field. has tells whether the zone has a name and may be nil: it decides what
// a target without a final dot means.
func (z Zone) Read(d Draft, has func(name string) bool) (Record, Wrong) {
	in := reader{zone: z, draft: d, has: has, wrong: Wrong{}, kind: strings.ToUpper(strings.TrimSpace(d[FieldType]))}
	r := Record{Type: in.kind}
	if !z.Takes(in.kind) {
		in.wrong[FieldType] = fmt.Sprintf("This zone takes no records of the type “%s”. It takes %s.", shorten(in.kind), strings.Join(z.Offered(), ", "))
		return r, in.wrong
	}
	r.Name = in.take(FieldName, z.owner)
	if seconds, problem := z.ttl(d[FieldTTL]); problem != "" {
		in.wrong[FieldTTL] = problem
	} else {
		r.TTL = seconds
	}
	if hasPriority(in.kind) {
		r.Priority = in.number("priority", "Priority", 65535)
	}
	r.Content = in.content()
	return r, in.wrong
}

// reader collects what is wrong while the fields of a draft are read.
type reader struct {
	zone  Zone
	draft Draft
	has   func(name string) bool
	kind  string
	wrong Wrong
}

func (in *reader) take(field string, read func(typed string) (string, string)) string {
	value, problem := read(in.draft[field])
	if problem != "" {
		in.wrong[field] = problem
	}
	return value
}

func (in *reader) host(typed string) (string, string) { return in.zone.host(in.kind, typed, in.has) }

func (in *reader) number(field, label string, most int) int {
	typed := strings.TrimSpace(in.draft[field])
	n, err := strconv.Atoi(typed)
	if err != nil || n < 0 || n > most || strings.HasPrefix(typed, "+") {
		in.wrong[field] = fmt.Sprintf("%s is a number, 0 to %d.", label, most)
		return 0
	}
	return n
}

func (in *reader) content() string {
	switch in.kind {
	case "A":
		return in.take("address", ipv4)
	case "AAAA":
		return in.take("address", ipv6)
	case "CNAME", "NS", "PTR", "MX":
		return in.take("target", in.host)
	case "TXT":
		return in.take("text", text)
	case "SRV":
		weight, port := in.number("weight", "Weight", 65535), in.number("port", "Port", 65535)
		return fmt.Sprintf("%d %d %s", weight, port, in.take("target", in.host))
	case "CAA":
		flags := in.number("flags", "Flags", 255)
		return fmt.Sprintf("%d %s %s", flags, in.take("tag", tag), in.take("value", caaValue))
	}
	return in.take("content", func(typed string) (string, string) { return in.zone.rdata(in.kind, typed) })
}

// text reads the content of a TXT record.
func text(typed string) (content, problem string) {
	typed = strings.TrimSpace(typed)
	said := plain(typed)
	switch {
	case typed == "":
		return "", "Enter a text."
	case len(said) > longestText:
		return "", fmt.Sprintf("A text has up to %d bytes. This one has %d.", longestText, len(said))
	}
	return Quote(said), ""
}

func tag(typed string) (word, problem string) {
	word = strings.ToLower(strings.TrimSpace(typed))
	if word == "" || strings.Trim(word, "abcdefghijklmnopqrstuvwxyz0123456789") != "" || len(word) > 15 {
		return "", "A tag has up to 15 letters and digits: issue, issuewild or iodef."
	}
	return word, ""
}

func caaValue(typed string) (content, problem string) {
	said := plain(strings.TrimSpace(typed))
	if len(said) > longestString {
		return "", fmt.Sprintf("A value has up to %d bytes. This one has %d.", longestString, len(said))
	}
	return quoteOne(said, false), ""
}
