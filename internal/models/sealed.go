package models

import "pinfold/internal/secrets"

// SealedColumn is a column of sealed values. Team, Row and Bound are SQL that
// yields what the values are bound to. Whatever else is to be sealed gets a line
// in sealedColumns, or the next rotation of the key leaves it behind; a test
// holds the table against the records and against all bindings in the source.
type SealedColumn struct {
	Table, Column    string
	Team, Row, Bound string
}

// sealedColumns are all columns of sealed values. Sealed settings are apart,
// since they are text.
var sealedColumns = []SealedColumn{
	own("accounts", "sealed"),
	own("resources", "sealed"),
	own("operations", "sealed"),
	own("operations", "answer"),
	{"journals", "sealed", "(SELECT team_id FROM operations WHERE operations.id = operation_id)", "operation_id", "step"},
	own("alert_channels", "sealed"),
	{"users", "totp", "0", "id", "'totp'"},
	{"audit_heads", "sealed", "team_id", "team_id", "'sealed'"},
}

// KeyCheck is the setting that tells the key of the installation from others.
const KeyCheck = "key_check"

// sealedSettings are the names of settings that are sealed, in base64.
var sealedSettings = []string{KeyCheck}

// SettingOf is what a sealed setting is bound to.
func SettingOf(name string) secrets.Binding {
	return secrets.Binding{Table: "settings", Column: name}
}

// own is a column that is bound to its team, row and name.
func own(table, column string) SealedColumn {
	return SealedColumn{table, column, "team_id", "id", "'" + column + "'"}
}

// SealedColumns lists table and column of everything that is sealed.
func SealedColumns() (all []SealedColumn) {
	return append(all, sealedColumns...)
}
