package zone

import "strings"

// entry is one logical line of a zone file: without its comment, and with what
// stands in parentheses joined.
type entry struct {
	text string
	// line is where it begins, counted from 1.
	line int
	// problem says why it could not be read to its end.
	problem string
}

// entries cuts a zone file into its logical lines.
func entries(file string) []entry {
	s := scanner{line: 1}
	for i := 0; i < len(file); i++ {
		if s.next(file, &i); s.broken() {
			break
		}
	}
	s.end()
	return s.found
}

// scanner reads a zone file byte by byte.
type scanner struct {
	found        []entry
	text         strings.Builder
	line, begins int
	open         int
	quote, note  bool
}

func (s *scanner) broken() bool { return s.open < 0 }

func (s *scanner) next(file string, i *int) {
	switch c := file[*i]; {
	case c == '\n':
		s.newline()
	case c == '\r':
	case s.note:
	case c == '\\' && *i+1 < len(file) && file[*i+1] != '\n' && file[*i+1] != '\r':
		s.put(file[*i : *i+2])
		*i++
	case c == '"':
		s.quote = !s.quote
		s.put(`"`)
	case s.quote:
		s.put(string(c))
	case c == ';':
		s.note = true
	case c == '(':
		s.open++
		s.put(" ")
	case c == ')':
		s.open--
		s.put(" ")
	default:
		s.put(file[*i : *i+1])
	}
}

func (s *scanner) put(text string) {
	if s.text.Len() == 0 {
		s.begins = s.line
	}
	s.text.WriteString(text)
}

func (s *scanner) newline() {
	s.note = false
	s.line++
	switch {
	case s.quote:
		s.line--
		s.fail("A quote stays open at the end of the line.")
		s.line++
	case s.open > 0:
		s.put(" ")
	default:
		s.flush("")
	}
}

func (s *scanner) fail(problem string) {
	s.flush(problem)
	s.quote, s.open = false, 0
}

func (s *scanner) flush(problem string) {
	text := strings.TrimRight(s.text.String(), " \t")
	s.text.Reset()
	if strings.TrimSpace(text) != "" || problem != "" {
		s.found = append(s.found, entry{text: text, line: max(s.begins, 1), problem: problem})
	}
}

func (s *scanner) end() {
	switch {
	case s.open < 0:
		s.fail("A parenthesis is closed that was never opened. What follows is not read.")
	case s.quote:
		s.fail("A quote stays open at the end of the line.")
	case s.open > 0:
		s.fail("A parenthesis stays open to the end of the file.")
	default:
		s.flush("")
	}
}
