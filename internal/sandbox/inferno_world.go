package sandbox

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Statuses of an order and of its product. The document shows the first two.
const (
	infernoPending    = "Pending"
	infernoActive     = "Active"
	infernoSuspended  = "Suspended"
	infernoTerminated = "Terminated"
	infernoCancelled  = "Cancelled"
)

// The words for the state of a VPS. The document shows the one for "on", a
// mistranslation with a space before it.
const (
	infernoOn  = " Included"
	infernoOff = " Disabled"
	// infernoInstalling is the one of a server that is being made.
	infernoInstalling = " Installing"
)

// infernoWorld is what one account has at Inferno.
type infernoWorld struct {
	shared          *inferno
	email, password string
	orders          []*infernoOrder
	keys            []infernoKey
}

// infernoOrder is an order, and the server that it became.
type infernoOrder struct {
	id, product     int
	number, invoice string
	amount          string
	status          string
	productStatus   string
	vps             *infernoVPS // nil before the installation
	paysAt          time.Time   // zero for an order that nobody pays
	// coming is a server in the queue, which shows from comesAt on.
	coming  *infernoVPS
	comesAt time.Time
}

// infernoVPS is an installed server.
type infernoVPS struct {
	mainID      int
	name, ip    string
	template    string
	password    string
	on          bool
	tellsOnline bool // a field that the document does not have
	phases      []infernoPhase
	installing  bool
	readyAt     time.Time
}

func (v *infernoVPS) word() string {
	switch {
	case v.installing:
		return infernoInstalling
	case v.on:
		return infernoOn
	}
	return infernoOff
}

type infernoKey struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Key  string `json:"sshkey"`
}

// order finds an order by its id as a parameter spells it.
func (w *infernoWorld) order(id string) (*infernoOrder, bool) {
	n, err := strconv.Atoi(id)
	if err != nil {
		return nil, false
	}
	i := slices.IndexFunc(w.orders, func(o *infernoOrder) bool { return o.id == n })
	if i < 0 {
		return nil, false
	}
	return w.orders[i], true
}

func (p *inferno) newOrder() *infernoOrder {
	p.lastID++
	return &infernoOrder{
		id:      p.lastID,
		number:  fmt.Sprintf("%010d", 8634530000+p.random.Int64N(1_000_000_000)),
		invoice: strconv.Itoa(318800 + p.lastID),
	}
}

// newVPS returns a server that runs, named after its address as Inferno does.
func (p *inferno) newVPS(template string) *infernoVPS {
	p.lastMain++
	p.lastIP++
	ip := fmt.Sprintf("37.1.%d.%d", p.lastIP/250%250, 2+p.lastIP%250)
	return &infernoVPS{
		mainID: p.lastMain, ip: ip, name: strings.ReplaceAll(ip, ".", "-"),
		template: template, password: p.newPassword(), on: true,
	}
}

func (p *inferno) newPassword() string {
	const letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"
	var b strings.Builder
	for range 11 {
		b.WriteByte(letters[p.random.IntN(len(letters))])
	}
	return b.String()
}
