package handlers

import (
	"context"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pinfold/internal/actions"
	"pinfold/internal/providers"
	"pinfold/web/templates/audit"
)

// built are actions whose names are put together, with what comes of each.
var built = map[string][]string{
	"op.Action":  nil, // Names of the registry.
	"one.action": {"access.refused", "access.foreign", "session.refused", "setup.refused"},
	"action":     {"object.upload", "object.download", "object.delete", "object.folder"},
	`"person." + strings.TrimSuffix(outcome, "d")`: {"person.disable", "person.enable"},
	`"view." + outcome`:                            {"view.saved", "view.changed", "view.removed"},
	`string(kind) + ".reveal"`:                     {"token.reveal", "profile.reveal", "storage.reveal", "s3key.reveal"},
	`"export." + what`:                             {"export.servers", "export.activity", "export.invoices", "export.invoice", "export.spend", "export.statement", "export.zone", "export.audit"},
}

// recorded are the names of all actions that the source writes to the trail.
func recordedActions(t *testing.T) (names []string) {
	t.Helper()
	files := token.NewFileSet()
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && (d.Name() == "node_modules" || d.Name() == "e2e" || strings.HasPrefix(d.Name(), ".") && d.Name() != ".." && d.Name() != ".") {
			if err == nil {
				err = fs.SkipDir
			}
			return err
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "testdb") {
			return nil
		}
		file, err := parser.ParseFile(files, path, nil, 0)
		if err == nil {
			ast.Inspect(file, func(n ast.Node) bool {
				for _, value := range actionsIn(n) {
					names = append(names, actionNamesOf(t, files, value)...)
				}
				return true
			})
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// actionsIn are the expressions that a node gives to the action of an entry.
func actionsIn(n ast.Node) (values []ast.Expr) {
	switch n := n.(type) {
	case *ast.CompositeLit:
		if name := typeName(n.Type); name != "Audit" && name != "refusal" {
			return nil
		}
		for _, element := range n.Elts {
			if pair, ok := element.(*ast.KeyValueExpr); ok {
				if key, ok := pair.Key.(*ast.Ident); ok && (key.Name == "Action" || key.Name == "action") {
					values = append(values, pair.Value)
				}
			}
		}
	case *ast.AssignStmt:
		for i, left := range n.Lhs {
			field, ok := left.(*ast.SelectorExpr)
			if ok && len(n.Lhs) == len(n.Rhs) && (field.Sel.Name == "Action" || field.Sel.Name == "action") && typeName(field.X) == "entry" {
				values = append(values, n.Rhs[i])
			}
		}
	}
	return values
}

func typeName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

func actionNamesOf(t *testing.T, files *token.FileSet, value ast.Expr) []string {
	t.Helper()
	if text, ok := value.(*ast.BasicLit); ok {
		name, err := strconv.Unquote(text.Value)
		if err != nil {
			t.Fatal(err)
		}
		return []string{name}
	}
	var source strings.Builder
	if err := printer.Fprint(&source, files, value); err != nil {
		t.Fatal(err)
	}
	names, ok := built[source.String()]
	if !ok {
		t.Errorf("%s: what comes of %s is not in the list of this test", files.Position(value.Pos()), source.String())
	}
	return names
}

// TestRecordedActionsHaveWords: each action that the source writes to the trail
// has a name for people, and so has its area.
func TestRecordedActionsHaveWords(t *testing.T) {
	t.Parallel()
	names := recordedActions(t)
	if len(names) < 35 {
		t.Fatalf("only %d actions were found: %q", len(names), names)
	}
	for _, action := range actions.All() {
		names = append(names, action.Name)
	}
	for _, name := range names {
		area, _, ok := strings.Cut(name, ".")
		_, kind := kindPages[providers.Kind(area)]
		_, named := audit.Area(context.Background(), area)
		if !ok || !kind && !named {
			t.Errorf("the area of %q has no name in web/templates/audit/words.go", name)
		}
		_, own := audit.Words(context.Background(), name)
		action, registered := actions.Named(name)
		if !own && (!registered || action.Words.Label == "") {
			t.Errorf("%q has no words in web/templates/audit/words.go", name)
		}
	}
}
