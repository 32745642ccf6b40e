package clodo

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pinfold/internal/providers"
)

type documentedSample struct {
	op           providers.OpID
	what         string
	file, reason string
}

// documented lists every sample that the document shows for the operations
// which this adapter reads. A sample is a fixture that a test replays, or has a
// reason why it cannot be replayed.
var documented = []documentedSample{
	{"CLO-01", "request", "", "it is what the adapter sends; TestSampleOfALogin compares its headers"},
	{"CLO-01", "answer", "clo-01.http", ""},
	{"CLO-02", "answer, XML", "clo-02.xml", ""},
	{"CLO-02", "answer, JSON", "clo-02.json", ""},
	{"CLO-03", "answer, XML", "clo-03.xml", ""},
	{"CLO-04", "answer, XML", "clo-04.xml", ""},
	{"CLO-05", "answer, XML", "clo-05.xml", ""},
	{"CLO-11", "request with dates, XML", "", "the adapter asks in JSON and by seconds"},
	{"CLO-11", "request with seconds, XML", "", "the adapter asks in JSON"},
	{"CLO-11", "request, JSON", "clo-11-request.json", ""},
	{"CLO-11", "answer, XML", "clo-11.xml", ""},
	{"CLO-12", "answer, XML", "clo-12.xml", ""},
	{"CLO-13", "answer, XML", "clo-13.xml", ""},
	{"CLO-13", "answer, JSON", "clo-13.json", ""},
	{"CLO-20", "answer, XML", "clo-20.xml", ""},
	{"CLO-20", "answer, JSON", "clo-20.json", ""},
	{"CLO-24", "answer, XML", "clo-24.xml", ""},
	{"CLO-24", "answer, JSON", "clo-24.json", ""},
	{"CLO-25", "none", "", "the document names the fields and shows no sample"},
	{"CLO-28", "none", "", "the document names the fields and shows no sample"},
	{"CLO-31", "answer, XML", "clo-31.xml", ""},
	{"CLO-32", "answer, XML", "clo-32.xml", ""},
	{"CLO-33", "request, XML", "", "the adapter asks in JSON; TestTicketWrites compares its fields"},
	{"CLO-34", "request, XML", "", "its tags do not match; TestTicketWrites compares its field"},
	{"CLO-35", "none", "", "the document names the fields and shows no sample"},
	{"CLO-42", "answer, XML", "clo-42.xml", ""},
	{"CLO-43", "answer, XML", "clo-43.xml", ""},
	{"CLO-44", "request with dates, XML", "", "the adapter asks in JSON and by seconds"},
	{"CLO-44", "request with seconds, XML", "", "the adapter asks in JSON"},
	{"CLO-44", "request, JSON", "clo-44-request.json", ""},
	{"CLO-44", "answer, XML", "clo-44.xml", ""},
	{"CLO-44", "answer, JSON", "clo-44.json", ""},
	{"CLO-45", "answer, XML", "clo-45.xml", ""},
	{"CLO-46", "answer, XML", "clo-46.xml", ""},
	{"CLO-47", "answer, XML", "clo-47.xml", ""},
}

// madeFrom are fixtures in JSON of answers that the document shows in XML, for
// the tests that compare field by field.
var madeFrom = map[string]string{
	"clo-03.json": "clo-03.xml", "clo-04.json": "clo-04.xml", "clo-05.json": "clo-05.xml", "clo-11.json": "clo-11.xml",
	"clo-12.json": "clo-12.xml", "clo-31.json": "clo-31.xml", "clo-32.json": "clo-32.xml", "clo-42.json": "clo-42.xml", "clo-43.json": "clo-43.xml", "clo-45.json": "clo-45.xml", "clo-46.json": "clo-46.xml",
	"clo-47.json": "clo-47.xml",
	"clo-06.json": "", // a write, kept by its own test
}

// TestEverySampleIsReplayed walks the documented reads: each has a row, each row
// a fixture or a reason, and each fixture a test that replays it.
func TestEverySampleIsReplayed(t *testing.T) {
	reads := strings.Fields("CLO-01 CLO-02 CLO-03 CLO-04 CLO-05 CLO-11 CLO-12 CLO-13 CLO-20 CLO-24 CLO-25 CLO-28 CLO-31 CLO-32 CLO-35 CLO-42 CLO-43 CLO-44 CLO-45 CLO-46 CLO-47")
	for _, op := range reads {
		if !slices.ContainsFunc(documented, func(row documentedSample) bool { return string(row.op) == op }) {
			t.Errorf("%s has no row", op)
		}
	}
	tests, known := testText(t), map[string]bool{}
	for _, row := range documented {
		if (row.file == "") == (row.reason == "") {
			t.Errorf("%s, %s: a fixture or a reason, not both", row.op, row.what)
		}
		known[row.file] = true
		if row.file != "" && !replayed(row.file, tests) {
			t.Errorf("%s, %s: no test replays %s", row.op, row.what, row.file)
		}
	}
	files, err := filepath.Glob("testdata/clo-*")
	if err != nil || len(files) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, path := range files {
		name := filepath.Base(path)
		if origin, made := madeFrom[name]; !known[name] && !(made && (origin == "" || known[origin])) {
			t.Errorf("%s belongs to no documented sample", name)
		}
	}
}

// replayed reports whether a test names the fixture, or replays holds it.
func replayed(name, tests string) bool {
	base, format, _ := strings.Cut(name, ".")
	for _, r := range replays {
		if r.file == base && (format == "xml" || format == "json") {
			return true
		}
	}
	return strings.Contains(tests, `"`+name+`"`)
}

// testText is the text of all tests but this one.
func testText(t *testing.T) string {
	t.Helper()
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, name := range files {
		if name == "documented_test.go" {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	return all.String()
}
