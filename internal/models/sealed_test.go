package models_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pinfold/internal/models"
	"pinfold/internal/testdb"
)

// openColumns hold bytes that are not secret: JSON, images, and what the
// browser's session remembers.
var openColumns = []string{
	"resources.facts", "resources.gauges", "journals.before", "journals.answer",
	"zone_drafts.data", "zone_versions.data", "web_sessions.data", "passkeys.credential", "passkeys.handle",
}

// passing are bindings of what waits in a session or a form for some minutes: it
// opens with the keys of before, and is over before they are dropped.
var passing = []string{"web_sessions.new_totp", "web_sessions.next", "users.held form", "passkeys."}

// TestEveryColumnOfBytesIsKnown: a column that is neither sealed nor open on
// purpose would be forgotten by a rotation of the key.
func TestEveryColumnOfBytesIsKnown(t *testing.T) {
	db := testdb.New(t)
	all := strings.Fields(db.Text(t, `SELECT group_concat(m.name || '.' || c.name, ' ') FROM sqlite_master m, pragma_table_info(m.name) c
		WHERE m.type = 'table' AND lower(c.type) = 'blob'`))
	if len(all) == 0 {
		t.Fatal("no columns of bytes")
	}
	var sealed []string
	for _, c := range models.SealedColumns() {
		sealed = append(sealed, c.Table+"."+c.Column)
		if !slices.Contains(all, c.Table+"."+c.Column) {
			t.Errorf("there is no column %s.%s of bytes", c.Table, c.Column)
		}
	}
	for _, column := range openColumns {
		if !slices.Contains(all, column) {
			t.Errorf("there is no column %s of bytes", column)
		}
	}
	for _, column := range all {
		if slices.Contains(sealed, column) == slices.Contains(openColumns, column) {
			t.Errorf("%s: add it to sealedColumns if it is sealed, else to openColumns here", column)
		}
	}
}

// TestEveryBindingIsKnown reads the source: whatever is bound to a table must
// be in the table of sealed columns.
func TestEveryBindingIsKnown(t *testing.T) {
	found := map[string]bool{}
	eachBinding(t, "../..", func(at, table, column string) {
		found[table] = true
		if slices.Contains(passing, table+"."+column) {
			return
		}
		if table == "settings" {
			return // Through SettingOf, of which sealedSettings are the names.
		}
		if !slices.ContainsFunc(models.SealedColumns(), func(c models.SealedColumn) bool {
			// The column of a journal is the name of its step.
			return c.Table == table && (c.Column == column || table == "journals")
		}) {
			t.Errorf("%s: values of %s.%s are sealed, which sealedColumns lacks", at, table, column)
		}
	})
	for _, table := range []string{"accounts", "resources", "operations", "journals", "alert_channels", "settings"} {
		if !found[table] {
			t.Errorf("no binding to %s was found", table)
		}
	}
}

func eachBinding(t *testing.T, root string, see func(at, table, column string)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && (d.Name() == "node_modules" || d.Name() == "e2e" || strings.HasPrefix(d.Name(), ".") && path != root) {
			return skip(d, err)
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.CompositeLit); ok && isBinding(lit.Type) && len(lit.Elts) > 0 {
				fields := literals(lit)
				if path != filepath.Join(root, "internal", "models", "reseal.go") { // It binds to what the table says.
					see(set.Position(lit.Pos()).String(), fields["Table"], fields["Column"])
				}
			}
			return true
		})
		return nil
	})
	testdb.Must(t, err)
}

func skip(d fs.DirEntry, err error) error {
	if err == nil && d.IsDir() {
		return fs.SkipDir
	}
	return err
}

func isBinding(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.SelectorExpr:
		return e.Sel.Name == "Binding"
	case *ast.Ident:
		return e.Name == "Binding"
	}
	return false
}

// literals are the fields that are given as text.
func literals(lit *ast.CompositeLit) map[string]string {
	fields := map[string]string{}
	for _, e := range lit.Elts {
		pair, ok := e.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		if value, ok := pair.Value.(*ast.BasicLit); ok {
			fields[pair.Key.(*ast.Ident).Name], _ = strconv.Unquote(value.Value)
		}
	}
	return fields
}
