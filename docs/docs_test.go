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

// TestEveryCaseHasATest: docs/cases.md lists the tests that carry the number of
// a case, and no case is without one.
func TestEveryCaseHasATest(t *testing.T) {
	found := map[int][]string{}
	for _, one := range tests(t) {
		for _, c := range one.cases {
			n, _ := strconv.Atoi(c[1]) // It is digits.
			found[n] = append(found[n], fmt.Sprintf("%s | `%s` in %s", c[2], one.name, one.file))
		}
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
	for _, one := range tests(t) {
		there[one.name] = true
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

// test is one of the project's, with the cases in the comment above it, each as
// its line, number and words.
type test struct {
	name, file string
	cases      [][]string
}

// tests are those of all packages.
func tests(t *testing.T) (all []test) {
	t.Helper()
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if d != nil && d.IsDir() && (d.Name() == "node_modules" || strings.HasPrefix(d.Name(), ".") && d.Name() != "..") {
			return filepath.SkipDir
		}
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		all = append(all, testsIn(string(text), filepath.ToSlash(strings.TrimPrefix(path, "../")))...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

var (
	caseLine = regexp.MustCompile(`^// Case (\d+): (.+)$`)
	testLine = regexp.MustCompile(`^func ((?:Test|Fuzz)\w+)\(`)
)

func testsIn(text, file string) (all []test) {
	var open [][]string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if m := caseLine.FindStringSubmatch(line); m != nil {
			open = append(open, m)
			continue
		}
		if m := testLine.FindStringSubmatch(line); m != nil {
			all = append(all, test{m[1], file, open})
		}
		if !strings.HasPrefix(line, "//") {
			open = nil
		}
	}
	return all
}
