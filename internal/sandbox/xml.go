package sandbox

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
)

// xmlFromJSON spells a JSON object as elements named by its keys. It is
// plainer than the documents' samples, which put some values in attributes:
// the panel asks for JSON, and what else may come only has to be well-formed.
func xmlFromJSON(raw []byte) string {
	x := xmlWriter{in: json.NewDecoder(bytes.NewReader(raw))}
	x.in.UseNumber()
	x.value("")
	return x.out.String()
}

type xmlWriter struct {
	in  *json.Decoder
	out strings.Builder
}

// value writes the next JSON value as the element of that name; the empty
// name is the root, which has no element of its own.
func (x *xmlWriter) value(name string) {
	switch t := x.next().(type) {
	case json.Delim:
		x.tag("<", name)
		for x.in.More() {
			if t == '{' {
				x.value(x.next().(string))
			} else {
				x.value(singular(name))
			}
		}
		x.next()
		x.tag("</", name)
	case nil:
		x.tag("<", name)
		x.tag("</", name)
	default:
		x.tag("<", name)
		x.out.WriteString(escapeXML(fmt.Sprint(t)))
		x.tag("</", name)
	}
}

func (x *xmlWriter) next() json.Token {
	t, err := x.in.Token()
	if err != nil {
		panic("sandbox: encode XML: " + err.Error())
	}
	return t
}

func (x *xmlWriter) tag(open, name string) {
	if name != "" {
		x.out.WriteString(open + name + ">")
	}
}

func singular(name string) string {
	switch name {
	case "public":
		return "ip"
	case "rate":
		return "limit"
	}
	return strings.TrimSuffix(name, "s")
}

func escapeXML(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text))
	return b.String()
}
