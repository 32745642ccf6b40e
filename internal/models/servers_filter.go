package models

import (
	"slices"
	"strings"

	"pinfold/internal/providers"
)

// The filters of a server list by name, for leaving one out.
const (
	byState    = "state"
	byProvider = "provider"
	byAccount  = "account"
	byLocation = "location"
	byTag      = "tag"
)

// filters are the conditions of all filters but those left out.
func (l serverList) filters(but ...string) (all []condition) {
	add := func(name string, on bool, sql string, args ...any) {
		if on && !slices.Contains(but, name) {
			all = append(all, condition{sql, args})
		}
	}
	for _, word := range searchWords(l.q.Text) {
		like := "%" + escapeLike(word) + "%"
		add("", true, `(resources.search LIKE ? ESCAPE '\' OR resources.id IN
			(SELECT resource_id FROM tags WHERE tags.team_id = ? AND tags.key LIKE ? ESCAPE '\'))`, like, l.scope.Team.ID, like)
	}
	add(byState, l.q.State != "", l.states[l.q.State].sql, l.states[l.q.State].args...)
	add(byProvider, len(l.q.Providers) > 0, "resources.account_id IN ?", l.accountsAt(l.q.Providers))
	add(byAccount, len(l.q.Accounts) > 0, "resources.account_id IN ?", l.q.Accounts)
	add(byLocation, len(l.q.Locations) > 0, "resources.location IN ?", l.q.Locations)
	add(byTag, len(l.q.Tags) > 0, "resources.id IN (SELECT resource_id FROM tags WHERE tags.team_id = ? AND tags.key IN ?)",
		l.scope.Team.ID, tagKeys(l.q.Tags))
	return all
}

// accountsAt are the visible accounts at any of the providers; 0 is none.
func (l serverList) accountsAt(slugs []providers.Slug) []ID {
	ids := []ID{0}
	for _, a := range l.accounts {
		if slices.Contains(slugs, a.Provider) {
			ids = append(ids, a.ID)
		}
	}
	return ids
}

func tagKeys(names []string) []string {
	keys := make([]string, 0, len(names))
	for _, name := range names {
		keys = append(keys, TagKey(name))
	}
	return keys
}

// searchWords bounds what is searched for: the database refuses a condition
// of a thousand parts and a pattern of many kilobytes.
func searchWords(text string) []string {
	words := strings.Fields(strings.ToLower(text))
	words = words[:min(len(words), 10)]
	for i, word := range words {
		words[i] = strings.ToValidUTF8(word[:min(len(word), 200)], "")
	}
	return words
}

func escapeLike(s string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(s)
}

// anyOf is the condition for any of what was asked for; what does not exist
// fits nothing.
func anyOf[K comparable](asked []K, conditions map[K]string) string {
	if len(asked) == 0 {
		return "1 = 1"
	}
	whole := "1 = 0"
	for _, one := range asked {
		if condition, ok := conditions[one]; ok {
			whole += " OR (" + condition + ")"
		}
	}
	return "(" + whole + ")"
}
