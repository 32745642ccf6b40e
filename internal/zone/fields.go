package zone

import "strings"

// Field is what a person enters for a record beside its name and TTL.
type Field struct {
	Name, Label string
	// Example is a value as it may look.
	Example string
	// Short says that it holds a small number or word.
	Short bool
	// Default is what a new record begins with.
	Default string
}

// The names of the fields that all records have.
const (
	FieldType = "type"
	FieldName = "name"
	FieldTTL  = "ttl"
)

var (
	priorityField = Field{Name: "priority", Label: "Priority", Short: true, Default: "10"}
	fieldsOf      = map[string][]Field{
		"A":     {{Name: "address", Label: "Address, IPv4", Example: "192.0.2.10"}},
		"AAAA":  {{Name: "address", Label: "Address, IPv6", Example: "2001:db8::10"}},
		"CNAME": {{Name: "target", Label: "Name it stands for", Example: "www.example.net."}},
		"NS":    {{Name: "target", Label: "Name server", Example: "ns1.example.net."}},
		"PTR":   {{Name: "target", Label: "Name of the address", Example: "host.example.net."}},
		"MX":    {priorityField, {Name: "target", Label: "Mail server", Example: "mail.example.net."}},
		"TXT":   {{Name: "text", Label: "Text, without quotes", Example: "v=spf1 mx -all"}},
		"SRV": {priorityField, {Name: "weight", Label: "Weight", Short: true, Default: "0"}, {Name: "port", Label: "Port", Short: true},
			{Name: "target", Label: "Server", Example: "sip.example.net."}},
		"CAA": {{Name: "flags", Label: "Flags", Short: true, Default: "0"}, {Name: "tag", Label: "Tag", Short: true, Default: "issue"},
			{Name: "value", Label: "Value, without quotes", Example: "letsencrypt.org"}},
	}
	otherFields = []Field{{Name: "content", Label: "Content, as in a zone file"}}
)

// Fields are what a record of the type is entered by; one field for the whole
// content where the type has none of its own.
func Fields(kind string) []Field {
	if fields, ok := fieldsOf[strings.ToUpper(kind)]; ok {
		return fields
	}
	return otherFields
}

// hasPriority reports whether records of the type have one.
func hasPriority(kind string) bool { return kind == "MX" || kind == "SRV" }

// pointsToHost reports whether the content ends with the name of a host.
func pointsToHost(kind string) bool {
	switch kind {
	case "CNAME", "MX", "NS", "PTR", "SRV":
		return true
	}
	return false
}

// Target is the name that a record points to, with its final dot, "" if it
// points to none.
func (r Record) Target() string {
	words := strings.Fields(r.Content)
	if !pointsToHost(strings.ToUpper(r.Type)) || len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}
