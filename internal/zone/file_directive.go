package zone

import (
	"fmt"
	"strings"

	"github.com/miekg/dns"
)

// directive reads a line that begins with "$".
func (in *fileReader) directive(e entry) {
	words := strings.Fields(e.text)
	argument := ""
	if len(words) > 1 {
		argument = words[1]
	}
	switch strings.ToUpper(words[0]) {
	case "$ORIGIN":
		in.setOrigin(e, argument)
	case "$TTL":
		in.setTTL(e, argument)
	case "$INCLUDE":
		in.wrong(e, "$INCLUDE names another file. Put what it holds here instead.")
	case "$GENERATE":
		in.wrong(e, "$GENERATE is not read. Write its records out.")
	default:
		in.wrong(e, fmt.Sprintf("%s is not known here.", cutLine(words[0])))
	}
}

func (in *fileReader) setOrigin(e entry, name string) {
	if !strings.HasSuffix(name, ".") {
		name += "." + strings.TrimPrefix(in.origin, ".")
	}
	if _, ok := dns.IsDomainName(name); !ok || len(name) < 2 || !isASCII(name) {
		in.wrong(e, "$ORIGIN needs a name, such as example.com. with its final dot.")
		return
	}
	in.origin = name
}

func (in *fileReader) setTTL(e entry, text string) {
	seconds, ok := duration(strings.ToLower(text))
	if !ok || seconds > highestTTL || text == "" {
		in.wrong(e, "$TTL needs seconds, such as 3600, or 1h.")
		return
	}
	in.ttl, in.fixed = seconds, true
}
