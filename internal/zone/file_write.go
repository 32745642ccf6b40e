package zone

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// WriteFile writes the records as a BIND zone file in plain ASCII. The notes
// become comments at its top.
func (z Zone) WriteFile(w io.Writer, records []Record, notes ...string) error {
	out := bufio.NewWriter(w)
	for _, note := range notes {
		fmt.Fprintf(out, "; %s\n", strings.Join(strings.Fields(note), " "))
	}
	fmt.Fprintf(out, "$ORIGIN %s.\n$TTL %d\n", z.Name, DefaultTTL)
	for _, r := range records {
		fmt.Fprintf(out, "%s\t%d\tIN\t%s\t%s\n", r.Name, r.TTL, r.Type, rdataOf(r))
	}
	return out.Flush()
}

// rdataOf is the content as a zone file has it, with the priority.
func rdataOf(r Record) string {
	text := oneLine(r.Content)
	switch r.Type {
	case "TXT":
		if parts, ok := stringsOf(r.Content); ok {
			var short []string
			for _, part := range parts {
				short = append(short, split(part)...)
			}
			text = quoteASCII(short)
		} else {
			text = quoteASCII(split(r.Content))
		}
	case "CAA":
		if head, value, ok := strings.Cut(r.Content, `"`); ok {
			text = oneLine(head) + quoteOne(Text(`"`+value), true)
		}
	}
	if hasPriority(r.Type) {
		text = strconv.Itoa(r.Priority) + " " + text
	}
	return text
}

func quoteASCII(parts []string) string {
	for i, part := range parts {
		parts[i] = quoteOne(part, true)
	}
	return strings.Join(parts, " ")
}

func oneLine(s string) string { return strings.NewReplacer("\n", " ", "\r", " ").Replace(s) }

// WriteCSV writes the records as a table. Names are whole, with their final dot:
// no cell begins with the "@" of a zone file, which spreadsheets run.
func (z Zone) WriteCSV(w io.Writer, records []Record) error {
	out := csv.NewWriter(w)
	if err := out.Write([]string{"name", "type", "ttl", "priority", "content"}); err != nil {
		return err
	}
	for _, r := range records {
		priority := ""
		if hasPriority(r.Type) {
			priority = strconv.Itoa(r.Priority)
		}
		row := []string{z.Full(r.Name), r.Type, strconv.Itoa(r.TTL), priority, r.Content}
		for i, cell := range row {
			row[i] = inert(cell)
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// inert keeps a spreadsheet from running a cell as a formula.
func inert(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}
