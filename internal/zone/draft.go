package zone

import (
	"strconv"
	"strings"
)

// Draft is a record as a person types it: a text by the name of its field.
type Draft map[string]string

// NewDraft is what a new record of the type begins with.
func NewDraft(kind string) Draft {
	d := Draft{FieldType: strings.ToUpper(kind), FieldName: "", FieldTTL: strconv.Itoa(DefaultTTL)}
	for _, f := range Fields(kind) {
		d[f.Name] = f.Default
	}
	return d
}

// DraftOf is what a person sees who edits a record. Read gives the record
// again.
func DraftOf(r Record) Draft {
	kind := strings.ToUpper(r.Type)
	d := Draft{FieldType: kind, FieldName: r.Name, FieldTTL: strconv.Itoa(r.TTL)}
	fields := Fields(kind)
	rest := strings.TrimSpace(r.Content)
	for i, f := range fields {
		switch {
		case f.Name == "priority":
			d[f.Name] = strconv.Itoa(r.Priority)
		case i == len(fields)-1:
			d[f.Name] = rest
		default:
			d[f.Name], rest, _ = strings.Cut(rest, " ")
			rest = strings.TrimSpace(rest)
		}
	}
	switch kind {
	case "TXT":
		d["text"] = typedText(r.Content)
	case "CAA":
		d["value"] = typedText(d["value"])
	}
	return d
}

// typedText is a text as it is typed. One whose quotes or spaces would be taken
// off keeps the form of a zone file, as does one that cannot be typed.
func typedText(content string) string {
	text := Text(content)
	if text == "" || plain(text) != text || strings.TrimSpace(text) != text || strings.ContainsFunc(text, isControl) {
		return content
	}
	return text
}

func isControl(r rune) bool { return r < ' ' || r == 0x7f || r == '\uFFFD' }

// plain is the text behind what a person typed, who may have copied it with the
// quotes of a zone file.
func plain(typed string) string {
	if len(typed) < 2 || typed[0] != '"' || typed[len(typed)-1] != '"' {
		return typed
	}
	if parts, ok := stringsOf(typed); ok {
		return strings.Join(parts, "")
	}
	return typed
}
