package ui

import "slices"

// Sort is a column that a list can be sorted by. Href leads to the next order:
// up, down, then that of the list itself. Dir is "ascending", "descending", or
// empty where the list is sorted otherwise.
type Sort struct{ Key, Label, Href, Dir string }

// Sorts are the columns of one list. Usual is the address in its own order.
type Sorts struct {
	Columns []Sort
	Usual   string
}

// Of is the column with the key.
func (s Sorts) Of(key string) (Sort, bool) {
	i := slices.IndexFunc(s.Columns, func(one Sort) bool { return one.Key == key })
	if i < 0 {
		return Sort{}, false
	}
	return s.Columns[i], true
}

// now is the column that the list is sorted by.
func (s Sorts) now() (Sort, bool) {
	i := slices.IndexFunc(s.Columns, func(one Sort) bool { return one.Dir != "" })
	if i < 0 {
		return Sort{}, false
	}
	return s.Columns[i], true
}

func (s Sort) icon() string {
	switch s.Dir {
	case "ascending":
		return "arrow-up"
	case "descending":
		return "arrow-down"
	}
	return ""
}

// spoken tells a reader the order that the arrow shows.
func (s Sort) spoken() Attrs {
	if s.Dir == "" {
		return nil
	}
	return Attrs{"aria-current": "true"}
}
