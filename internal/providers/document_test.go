package providers_test

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pinfold/internal/providers"
)

var update = flag.Bool("update", false, "write docs/providers.md anew")

const (
	root     = "../.."
	document = root + "/docs/providers.md"
)

// Code names an operation where it calls or simulates it; a test also by the
// fixture of its sample, such as clo-46.json.
var (
	inCode  = regexp.MustCompile(`"((?:CAC|INF|IDC|CLO)-\d\d)"`)
	inTests = regexp.MustCompile(`(?i)\b((?:CAC|INF|IDC|CLO)-\d\d)\b`)
)

// mentions lists the Go files that name each operation, by path from the root.
func mentions(t *testing.T) map[providers.OpID][]string {
	t.Helper()
	files := map[providers.OpID][]string{}
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() && (entry.Name() == "node_modules" || entry.Name() == ".git") {
			return fs.SkipDir
		}
		if filepath.Ext(path) != ".go" || filepath.Dir(path) == root+"/internal/providers" {
			return nil
		}
		text, err := os.ReadFile(path)
		names := inCode
		if strings.HasSuffix(path, "_test.go") {
			names = inTests
		}
		for _, match := range names.FindAllStringSubmatch(string(text), -1) {
			id, name := providers.OpID(strings.ToUpper(match[1])), strings.TrimPrefix(filepath.ToSlash(path), root+"/")
			if !slices.Contains(files[id], name) {
				files[id] = append(files[id], name)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestDocumentIsTrue keeps docs/providers.md in line with the catalog: an
// operation with a place is called by its adapter, simulated and tested, and
// one without is called by nobody that a person can reach.
func TestDocumentIsTrue(t *testing.T) {
	files := mentions(t)
	for id := range places {
		row, ok := providers.Lookup(id)
		if !ok {
			t.Errorf("%s is not in the catalog", id)
			continue
		}
		called := slices.ContainsFunc(files[id], in("internal/providers/"+string(row.Provider)+"/", false))
		simulated := slices.ContainsFunc(files[id], in("internal/sandbox/", false))
		if !called || !simulated || len(tests(files[id])) == 0 {
			t.Errorf("%s has a place: called %v, simulated %v, tests %v", id, called, simulated, tests(files[id]))
		}
	}
	want := page(files)
	if *update {
		if err := os.WriteFile(document, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(document)
	if err != nil || string(got) != want {
		t.Errorf("docs/providers.md is out of date: go test ./internal/providers -run TestDocumentIsTrue -update (%v)", err)
	}
}

// in tells files below a folder, either tests or the rest.
func in(folder string, test bool) func(string) bool {
	return func(file string) bool {
		return strings.HasPrefix(file, folder) && strings.HasSuffix(file, "_test.go") == test
	}
}

// tests are the packages whose tests name an operation.
func tests(files []string) (packages []string) {
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			packages = append(packages, filepath.ToSlash(filepath.Dir(file)))
		}
	}
	slices.Sort(packages)
	return slices.Compact(packages)
}

func page(files map[providers.OpID][]string) string {
	var out strings.Builder
	out.WriteString("# Providers\n\nEvery documented operation, where it is in the panel, and which tests name it.\n" +
		"Made from the catalog by `go test ./internal/providers -run TestDocumentIsTrue -update`.\n\n" +
		"| id | operation | call | in the panel | tests |\n|---|---|---|---|---|\n")
	for _, row := range providers.Catalog() {
		place, where := places[row.ID], strings.Join(tests(files[row.ID]), ", ")
		if place == "" {
			place, where = "later", ""
		}
		call := strings.ReplaceAll(row.Method+" "+row.Path, "|", "\\|")
		fmt.Fprintf(&out, "| %s | %s | `%s` | %s | %s |\n", row.ID, row.Title, call, place, where)
	}
	return out.String()
}
