package models

import "strings"

// ofAccount is the label of a thing's account, for lists to sort by.
const ofAccount = "(SELECT LOWER(label) FROM accounts WHERE accounts.id = resources.account_id)"

// shownName is what a list calls a thing: its name, or its id without one.
const shownName = "LOWER(COALESCE(NULLIF(resources.name, ''), resources.external_id))"

// orders are those of one list by their keys. Usual is the list's own, and
// decides between what is equal.
type orders struct {
	by       map[string]condition
	usual    string
	accounts []Account
}

// of is the order that was asked for: a key, with a minus for the other way
// round, or "checked". What has no value stands last either way.
func (o orders) of(sort string) condition {
	key, down := strings.CutPrefix(sort, "-")
	if key == "checked" {
		return checkedOrder(o.accounts, down, o.usual)
	}
	by, ok := o.by[key]
	if !ok {
		return condition{sql: o.usual}
	}
	if down {
		by.sql += " DESC"
	}
	return condition{sql: by.sql + " NULLS LAST, " + o.usual, args: by.args}
}

// checkedOrder sorts by Account.CheckedAt: the own moment or that of the list,
// whichever is later.
func checkedOrder(accounts []Account, down bool, usual string) condition {
	c := condition{sql: "CASE"}
	for _, a := range accounts {
		for _, source := range sourcesOf(a) {
			if check := a.Checks[source]; !check.Partial {
				c.sql += " WHEN resources.account_id = ? AND resources.source = ? AND resources.missed = 0 THEN MAX(resources.checked_at, ?)"
				c.args = append(c.args, a.ID, source, check.At)
			}
		}
	}
	if c.sql += " ELSE resources.checked_at END"; len(c.args) == 0 {
		c.sql = "resources.checked_at"
	}
	if !down { // The age is what is shown, and the least stands first.
		c.sql += " DESC"
	}
	c.sql += ", " + usual
	return c
}

// plainly are orders without values of their own.
func plainly(by map[string]string) map[string]condition {
	all := make(map[string]condition, len(by))
	for key, sql := range by {
		all[key] = condition{sql: sql}
	}
	return all
}
