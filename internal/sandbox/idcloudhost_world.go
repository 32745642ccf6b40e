package sandbox

import (
	"fmt"
	"slices"
)

// States of a server that the document shows.
const (
	idcRunning = "running"
	idcStopped = "stopped"
)

// idcWorld is what one account has at IDCloudHost.
type idcWorld struct {
	shared  *idCloudHost
	user    map[string]any
	places  map[string]*idcPlace // by the slug of a location
	billing []map[string]any
	// standard is the billing account that is charged unless another is named.
	standard   int
	cards      []*idcCard
	credit     []idcCredit
	cardTokens map[string]bool // used up, as digests
	invoices   []*idcInvoice
	buckets    []*idcBucket
	s3         idcS3User
	tokens     []*idcToken
}

// idcPlace is what an account has in one location.
type idcPlace struct {
	vms       []*idcVM
	networks  []*idcNetwork
	addresses []*idcAddress
	full      bool // no room for another server
}

func newIDCWorld(p *idCloudHost, user string) *idcWorld {
	w := &idcWorld{shared: p, places: map[string]*idcPlace{}, cardTokens: map[string]bool{}}
	for _, location := range p.locations {
		w.places[location.Slug] = &idcPlace{}
	}
	w.user = map[string]any{"id": 8 + len(p.byName), "name": user, "profile": nil, "profile_data": nil, "state": map[string]any{}}
	return w
}

// place returns what the account has in the location that was called; without
// a slug that is the default one.
func (w *idcWorld) place(c *call) *idcPlace {
	if c.site != "" {
		return w.places[c.site]
	}
	i := slices.IndexFunc(w.shared.locations, func(l idcLocation) bool { return l.Default })
	return w.places[w.shared.locations[i].Slug]
}

func (p *idcPlace) vm(uuid string) (*idcVM, bool) {
	return idcFind(p.vms, func(vm *idcVM) bool { return vm.UUID == uuid })
}

func idcFind[T any](all []*T, is func(*T) bool) (*T, bool) {
	i := slices.IndexFunc(all, is)
	if i < 0 {
		return nil, false
	}
	return all[i], true
}

func (p *idCloudHost) newID() int {
	p.lastID++
	return p.lastID
}

func (p *idCloudHost) newUUID() string {
	a, b := p.random.Uint64(), p.random.Uint64()
	return fmt.Sprintf("%08x-%04x-4%03x-%04x-%012x",
		a>>32, a>>16&0xffff, a&0xfff, 0x8000|b>>48&0x3fff, b&0xffffffffffff)
}
