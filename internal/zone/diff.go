package zone

import (
	"strconv"
	"strings"
)

// Diff returns the changes that lead from one state of a zone to another.
// Records are paired by ID, then by what they say, and what is left by name and
// type, so that a new address is a change of a record and not two lines. Before
// keeps the ID it has; the order is that of the records, additions last.
func Diff(before, after []Record) []Change {
	p := pairing{before: before, after: after, to: make([]int, len(before)), taken: make([]bool, len(after))}
	for i := range p.to {
		p.to[i] = -1
	}
	p.pair(func(r Record) string { return r.ID })
	p.pair(Record.full)
	p.pair(Record.key)
	p.pair(func(r Record) string { return strings.ToLower(r.Name) + "\x00" + strings.ToUpper(r.Type) })
	return p.changes()
}

// pairing holds which record of the state after continues one of the state
// before.
type pairing struct {
	before, after []Record
	to            []int // index in after, -1 for none
	taken         []bool
}

// pair joins the records that are still alone and have the same mark, in order.
// An empty mark joins nothing.
func (p *pairing) pair(mark func(Record) string) {
	free := map[string][]int{}
	for j, r := range p.after {
		if m := mark(r); !p.taken[j] && m != "" {
			free[m] = append(free[m], j)
		}
	}
	for i, r := range p.before {
		waiting := free[mark(r)]
		if p.to[i] >= 0 || len(waiting) == 0 {
			continue
		}
		p.to[i], p.taken[waiting[0]] = waiting[0], true
		free[mark(r)] = waiting[1:]
	}
}

func (p *pairing) changes() []Change {
	var out []Change
	for i := range p.before {
		old := p.before[i]
		if p.to[i] < 0 {
			out = append(out, Change{Before: &old})
			continue
		}
		next := p.after[p.to[i]]
		if next.ID = old.ID; !Same(old, next) {
			out = append(out, Change{Before: &old, After: &next})
		}
	}
	for j := range p.after {
		if next := p.after[j]; !p.taken[j] {
			next.ID = ""
			out = append(out, Change{After: &next})
		}
	}
	return out
}

// full is key with the TTL.
func (r Record) full() string { return r.key() + "\x00" + strconv.Itoa(r.TTL) }
