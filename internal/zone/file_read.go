package zone

import (
	"fmt"
	"strings"

	"github.com/miekg/dns"
)

// The bounds of a file that is read.
const (
	// FileMost is how many bytes a zone file may have.
	FileMost = 4 << 20
	// LinesMost is how many records a zone file may have.
	LinesMost = 20_000
)

// Line is what a zone file says at one place that is not taken.
type Line struct {
	// Number counts from 1; Text is what stands there.
	Number int
	Text   string
	// Why is a sentence.
	Why string
}

// File is what a zone file holds.
type File struct {
	Records []Record
	// Wrong cannot be read; Left is read and cannot be held here, such as the
	// provider's own SOA or a type that the zone does not take.
	Wrong, Left []Line
}

// ReadFile reads a BIND zone file: $ORIGIN, $TTL, "@", relative names, blank
// owners, parentheses, comments. All that is wrong is told at once, with its
// line.
func (z Zone) ReadFile(file string) File {
	in := fileReader{zone: z, origin: z.Name + ".", ttl: DefaultTTL}
	if len(file) > FileMost {
		in.wrong(entry{line: 1}, fmt.Sprintf("A file has up to %d MB.", FileMost>>20))
		return in.file
	}
	for _, e := range entries(strings.TrimPrefix(file, "\ufeff")) {
		if len(in.file.Records) >= LinesMost {
			in.wrong(e, fmt.Sprintf("A zone file has up to %d records. What follows is not read.", LinesMost))
			break
		}
		in.read(e)
	}
	return in.file
}

// fileReader keeps what holds from line to line.
type fileReader struct {
	zone   Zone
	file   File
	origin string
	owner  string
	ttl    int
	// fixed says that a $TTL stood there, so that the TTL of a record is not
	// that of the next.
	fixed bool
}

func (in *fileReader) wrong(e entry, why string) {
	in.file.Wrong = append(in.file.Wrong, Line{Number: e.line, Text: cutLine(e.text), Why: why})
}

func (in *fileReader) left(e entry, why string) {
	in.file.Left = append(in.file.Left, Line{Number: e.line, Text: cutLine(e.text), Why: why})
}

func cutLine(text string) string {
	text = strings.ToValidUTF8(strings.Join(strings.Fields(text), " "), "\uFFFD")
	if runes := []rune(text); len(runes) > 200 {
		return string(runes[:200]) + "…"
	}
	return text
}

func (in *fileReader) read(e entry) {
	switch {
	case e.problem != "":
		in.wrong(e, e.problem)
	case strings.HasPrefix(e.text, "$"):
		in.directive(e)
	default:
		in.record(e)
	}
}

func (in *fileReader) record(e entry) {
	text := e.text
	if text[0] == ' ' || text[0] == '\t' {
		if in.owner == "" {
			in.wrong(e, "The line has no name, and none stands above it.")
			return
		}
		text = in.owner + text
	}
	r, err := in.parse(text)
	if err != nil || r == nil {
		in.wrong(e, said(err))
		return
	}
	in.owner = r.Header().Name
	if !in.fixed {
		in.ttl = int(r.Header().Ttl)
	}
	record, why := in.zone.record(r)
	if why != "" {
		in.left(e, why)
		return
	}
	in.file.Records = append(in.file.Records, record)
}

func (in *fileReader) parse(text string) (dns.RR, error) {
	parser := dns.NewZoneParser(strings.NewReader(text+"\n"), in.origin, "")
	parser.SetDefaultTTL(uint32(in.ttl))
	r, _ := parser.Next()
	return r, parser.Err()
}

// said makes a sentence of a parser's error, which names a line of its own.
func said(err error) string {
	if err == nil {
		return "This is not a record."
	}
	text := strings.TrimPrefix(err.Error(), "dns: ")
	if i := strings.LastIndex(text, " at line: "); i > 0 {
		text = text[:i]
	}
	return fmt.Sprintf("This is not a record that can be read: %s.", cutLine(text))
}
