package zone

import (
	"fmt"
	"strings"

	"github.com/miekg/dns"
)

// rdata reads a content as a zone file has it, for types without fields of
// their own.
func (z Zone) rdata(kind, typed string) (content, problem string) {
	typed = strings.Join(strings.Fields(typed), " ")
	if typed == "" {
		return "", "Enter the content as it stands in a zone file."
	}
	r, err := z.parse(strings.Join([]string{"@", "60", "IN", kind, typed}, " "))
	if err != nil || r == nil {
		return "", fmt.Sprintf("This is not the content of a record of the type %s.", kind)
	}
	return data(r), ""
}

// parse reads one line of a zone file.
func (z Zone) parse(line string) (dns.RR, error) {
	if strings.ContainsAny(line, "\n\r") {
		return nil, fmt.Errorf("more than one line")
	}
	parser := dns.NewZoneParser(strings.NewReader(line+"\n"), z.Name+".", "")
	r, _ := parser.Next()
	return r, parser.Err()
}

// data is what a record says, as a zone file writes it.
func data(r dns.RR) string {
	return strings.TrimPrefix(r.String(), r.Header().String())
}
