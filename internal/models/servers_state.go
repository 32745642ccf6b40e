package models

import (
	"sort"
	"time"
)

// condition is a part of a query with its values.
type condition struct {
	sql  string
	args []any
}

func (c condition) and(other condition) condition {
	return condition{"(" + c.sql + " AND " + other.sql + ")", append(append([]any{}, c.args...), other.args...)}
}

// stateNames are the state filters in the order in which they are counted.
var stateNames = []string{"attention", "working", "running", "stopped", "suspended", "old", "error", "changing"}

// serverStates are the states to filter by. What an operation works on and
// what needs a person may be in another one too; the others exclude each other:
// a state that is out of date is none. What belongs to a server counts for it.
func serverStates(team ID, accounts []Account, now time.Time) map[string]condition {
	fresh := isFresh(accounts, now)
	said := func(state string) condition {
		return condition{sql: "resources.state = '" + state + "'"}.and(fresh)
	}
	return map[string]condition{
		"attention": {`(resources.state IN ('error','unknown') OR resources.id IN (SELECT CASE WHEN server_id <> 0 THEN server_id ELSE resource_id END FROM operations
			WHERE operations.team_id = ? AND operations.status = 'unknown'))`, []any{team}},
		"working": {`(resources.state = 'working' OR resources.id IN (SELECT CASE WHEN server_id <> 0 THEN server_id ELSE resource_id END FROM operations
			WHERE operations.team_id = ? AND operations.status IN ('waiting','running')))`, []any{team}},
		"running":   said("running"),
		"stopped":   said("stopped"),
		"suspended": said("suspended"),
		"error":     said("error"),
		// What the provider itself works on, whoever asked for it.
		"changing": said("working"),
		"old":      {"NOT " + fresh.sql, fresh.args},
	}
}

// isFresh is Account.IsOld turned around, as a condition. The moment depends
// on the account and its list, of which there are few, so each that differs is
// a part of its own.
func isFresh(accounts []Account, now time.Time) condition {
	c := condition{"(resources.checked_at >= ?", []any{now.Add(-oldAtLeast)}}
	for _, a := range accounts {
		for _, source := range sourcesOf(a) {
			check, since := a.Checks[source], oldSince(a, source, now)
			switch {
			case !check.Partial && !check.At.Before(since):
				c.sql += " OR (resources.account_id = ? AND resources.source = ? AND (resources.missed = 0 OR resources.checked_at >= ?))"
				c.args = append(c.args, a.ID, source, since)
			case a.OldAfter(source) > oldAtLeast:
				c.sql += " OR (resources.account_id = ? AND resources.source = ? AND resources.checked_at >= ?)"
				c.args = append(c.args, a.ID, source, since)
			}
		}
	}
	c.sql += ")"
	return c
}

// sourcesOf are the lists of an account that say how soon they are out of
// date, in an order that does not change.
func sourcesOf(a Account) []string {
	names := make([]string, 0, len(a.Checks))
	for name := range a.Checks {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}
