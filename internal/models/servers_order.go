package models

import (
	"strings"

	"gorm.io/gorm/clause"
)

// serverSorts are the orders of a list. What has no value stands last either
// way, and servers that are equal stand by name.
var serverSorts = map[string]string{
	"name":     "LOWER(resources.name)",
	"state":    "resources.state",
	"provider": "(SELECT provider FROM accounts WHERE accounts.id = resources.account_id)",
	"account":  "(SELECT LOWER(label) FROM accounts WHERE accounts.id = resources.account_id)",
	"location": "NULLIF(resources.location, '')",
	"address":  "NULLIF(resources.address_key, '')",
	"system":   "NULLIF(LOWER(resources.system), '')",
	"cpu":      "NULLIF(resources.cpu, 0)",
	"memory":   "NULLIF(resources.memory_mb, 0)",
	"disk":     "NULLIF(resources.disk_gb, 0)",
}

const thenByName = ", LOWER(resources.name), resources.id"

// order is how the list is sorted.
func (l serverList) order() condition {
	key, down := strings.CutPrefix(l.q.Sort, "-")
	direction := ""
	if down {
		direction = " DESC"
	}
	switch by, ok := serverSorts[key]; {
	case key == "checked":
		return checkedOrder(l.accounts, down, strings.TrimPrefix(thenByName, ", "))
	case key == "name":
		return condition{sql: by + direction + ", resources.id" + direction}
	case ok:
		return condition{sql: by + direction + " NULLS LAST" + thenByName}
	}
	return l.attentionOrder()
}

// attentionOrder puts first what needs a person, and last what is well.
func (l serverList) attentionOrder() condition {
	c := condition{sql: "CASE"}
	for i, name := range []string{"attention", "working", "suspended", "old"} {
		state := l.states[name]
		c.sql += " WHEN " + state.sql + " THEN " + string(rune('0'+i))
		c.args = append(c.args, state.args...)
	}
	c.sql += " ELSE 4 END" + thenByName
	return c
}

// by is the order as a clause.
func (c condition) by() clause.OrderBy {
	return clause.OrderBy{Expression: clause.Expr{SQL: c.sql, Vars: c.args, WithoutParentheses: true}}
}
