package models_test

import (
	"strings"
	"testing"

	"pinfold/internal/testdb"
)

// What runs every second, or for every page, must find its rows by an index.
func TestIndexesAreUsed(t *testing.T) {
	db := testdb.New(t)
	for name, test := range map[string]struct{ query, index string }{
		"due": {`SELECT id FROM operations WHERE children = 0 AND ((status = 'waiting' AND due_at <= '2026')
			OR (status = 'running' AND lease_until < '2026')) ORDER BY priority, due_at LIMIT 200`, "operation_due"},
		"due accounts": {`SELECT team_id, id FROM accounts WHERE next_refresh <= '2026' ORDER BY next_refresh`, "idx_accounts_next_refresh"},
		"servers":      {`SELECT * FROM resources WHERE team_id = 1 AND (kind = 'server' AND gone_at IS NULL)`, "resource_"},
		"counts": {`SELECT account_id, location, COUNT(*), SUM(CASE WHEN state = 'running' AND (checked_at >= '2026' OR (source = 'servers' AND missed = 0)) THEN 1 ELSE 0 END)
			FROM resources WHERE team_id = 1 AND kind = 'server' AND gone_at IS NULL GROUP BY account_id, location`, "COVERING INDEX resource_count"},
		"tagged":       {`SELECT resource_id FROM tags WHERE team_id = 1 AND key IN ('a')`, "tag_key"},
		"known":        {`SELECT * FROM resources WHERE team_id = 1 AND account_id IN (0, 1) AND account_id = 1 AND kind IN ('server')`, "resource_"},
		"by ref":       {`SELECT * FROM resources WHERE team_id = 1 AND account_id = 1 AND kind = 'server' AND location = '' AND external_id = '1'`, "resource_once"},
		"by form":      {`SELECT * FROM operations WHERE team_id = 1 AND form_id = 'f'`, "operation_form"},
		"of resource":  {`SELECT id FROM operations WHERE resource_id = 1 AND status IN ('waiting','running') ORDER BY id LIMIT 1`, "operation_resource (resource_id=? AND status=?)"},
		"children":     {`SELECT COUNT(*) FROM operations WHERE parent_id = 1`, "idx_operations_parent_id"},
		"journal step": {`SELECT * FROM journals WHERE operation_id = 1 AND step = 'create'`, "journal_step"},
		"alone":        {`SELECT COUNT(*) FROM journals WHERE alone = 'a'`, "idx_journals_alone"},
		"log":          {`SELECT * FROM events WHERE operation_id = 1 ORDER BY id`, "idx_events_operation_id"},
		"history":      {`SELECT * FROM changes WHERE team_id = 1 AND resource_id = 1 ORDER BY id DESC LIMIT 10`, "idx_changes_"},
		"expiring": {`SELECT * FROM resources WHERE team_id = 1 AND (kind = 'server' AND gone_at IS NULL)
			AND expires_at IS NOT NULL AND expires_at BETWEEN '2026' AND '2027' ORDER BY expires_at`, "resource_expires"},
		"sessions": {`DELETE FROM web_sessions WHERE expires_at <= '2026'`, "idx_web_sessions_expires_at"},
	} {
		plan := db.Plan(t, test.query)
		if !strings.Contains(plan, test.index) || strings.Contains(plan, "SCAN operations\n") {
			t.Errorf("%s:\n%s", name, plan)
		}
	}
}
