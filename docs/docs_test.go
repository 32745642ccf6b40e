// Package docs_test holds what the documents say to the code.
package docs_test

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the document anew")

// cases is how many cases the panel must survive.
const cases = 40

var caseLine = regexp.MustCompile(`^// Case (\d+): (.+)$`)

var testLine = regexp.MustCompile(`^func ((?:Test|Fuzz)\w+)\(`)

// TestEveryCaseHasATest: docs/cases.md lists the tests that carry the number of
// a case, and no case is without one.
func TestEveryCaseHasATest(t *testing.T) {
	found := map[int][]string{}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if d != nil && d.IsDir() && (d.Name() == "node_modules" || strings.HasPrefix(d.Name(), ".") && d.Name() != "..") {
			return filepath.SkipDir
		}
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		return casesOf(path, found)
	})
	if err != nil {
		t.Fatal(err)
	}
	var page bytes.Buffer
	page.WriteString("# The forty cases\n\nWhich test holds which case. A comment `// Case N: ...` above a test puts it here;\n" +
		"`go test ./docs -update` writes this page.\n\n| case | what is tried | test |\n|---|---|---|\n")
	for n := 1; n <= cases; n++ {
		if len(found[n]) == 0 {
			t.Errorf("case %d has no test", n)
		}
		slices.Sort(found[n])
		for _, line := range found[n] {
			fmt.Fprintf(&page, "| %d | %s |\n", n, line)
		}
	}
	if *update {
		if err := os.WriteFile("cases.md", page.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if have, _ := os.ReadFile("cases.md"); !bytes.Equal(have, page.Bytes()) {
		t.Error("docs/cases.md is out of date; run go test ./docs -update")
	}
}

var namedTest = regexp.MustCompile("`((?:Test|Fuzz)\\w+)`")

// TestPromisesHaveTests: every test that docs/security.md names is there.
func TestPromisesHaveTests(t *testing.T) {
	there := map[string]bool{}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if d != nil && d.IsDir() && d.Name() == "node_modules" {
			return filepath.SkipDir
		}
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		for line := range strings.Lines(string(text)) {
			if m := testLine.FindStringSubmatch(line); m != nil {
				there[m[1]] = true
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("security.md")
	if err != nil {
		t.Fatal(err)
	}
	named := namedTest.FindAllStringSubmatch(string(page), -1)
	if len(named) < 40 {
		t.Errorf("only %d tests are named", len(named))
	}
	for _, m := range named {
		if !there[m[1]] {
			t.Errorf("there is no %s", m[1])
		}
	}
}

// casesOf reads the cases that the tests of one file name.
func casesOf(path string, found map[int][]string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var open [][]string
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if m := caseLine.FindStringSubmatch(line); m != nil {
			open = append(open, m)
		} else if m := testLine.FindStringSubmatch(line); m != nil {
			for _, c := range open {
				n, _ := strconv.Atoi(c[1]) // It is digits.
				where := filepath.ToSlash(strings.TrimPrefix(path, "../"))
				found[n] = append(found[n], fmt.Sprintf("%s | `%s` in %s", c[2], m[1], where))
			}
			open = nil
		} else if !strings.HasPrefix(line, "//") {
			open = nil
		}
	}
	return nil
}
