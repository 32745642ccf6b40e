//go:build e2e

package e2e

import (
	"database/sql"
	"fmt"
	"strings"
)

// Dump is everything that a request might change, as text. What the panel
// does by itself in the background is left out.
func (p *Panel) Dump() string {
	p.t.Helper()
	db, err := sql.Open("sqlite3", "file:"+p.Data+"/panel.db?mode=ro&_busy_timeout=5000")
	p.must(err)
	defer func() { _ = db.Close() }() // It was only read.
	var all strings.Builder
	for _, query := range []string{
		"SELECT id, status, error, answer IS NULL, decided_by, due_at FROM operations",
		"SELECT key, operation_id FROM locks", "SELECT count(*), max(id) FROM audits WHERE action NOT LIKE 'access.%'", "SELECT count(*) FROM journals",
		"SELECT id, team_id, label, currency, settings, version, asked_at, hex(sealed) FROM accounts",
		"SELECT id, team_id, name, gone_at, hex(sealed) FROM resources",
		"SELECT id, resource_id, key FROM tags", "SELECT resource_id, text, version FROM notes", "SELECT id, name, query, shared FROM views",
		"SELECT id, team_id, name, settings, rules, version, hex(sealed) FROM alert_channels", "SELECT * FROM alert_settings",
		"SELECT id, state, tries, reason FROM alert_deliveries", "SELECT id, rule, subject, ended_at FROM alerts",
		"SELECT team_id, user_id, role FROM memberships", "SELECT id, email, theme, password_hash, hex(totp), totp_step FROM users",
		"SELECT id, user_id, used_at FROM recovery_codes", "SELECT id, name, require_factor FROM teams",
		"SELECT id, user_id, name, used_at FROM passkeys",
	} {
		p.dumpRows(db, query, &all)
	}
	return all.String()
}

func (p *Panel) dumpRows(db *sql.DB, query string, all *strings.Builder) {
	p.t.Helper()
	rows, err := db.Query(query + " ORDER BY 1")
	p.must(err)
	defer func() { _ = rows.Close() }() // It was only read.
	columns, err := rows.Columns()
	p.must(err)
	for rows.Next() {
		values := make([]any, len(columns))
		for i := range values {
			values[i] = new(any)
		}
		p.must(rows.Scan(values...))
		for _, value := range values {
			_, _ = fmt.Fprint(all, *value.(*any), " ")
		}
		all.WriteString("\n")
	}
	p.must(rows.Err())
}

func (p *Panel) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}
