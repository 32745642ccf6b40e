package sandbox

import "time"

// addSamples puts the orders that the document's samples name into the world:
// 46000 and 47200 wait for payment, 47000 is paid and not installed yet, 47012
// is a server that runs.
func (w *infernoWorld) addSamples() {
	w.orders = append(w.orders,
		&infernoOrder{id: 46000, product: 303, number: "8634527741", amount: "5.00", invoice: "364911",
			status: infernoPending, productStatus: infernoPending},
		&infernoOrder{id: 47000, product: 303, number: "8634529655", amount: "5.00", invoice: "365704",
			status: infernoActive, productStatus: infernoPending},
		&infernoOrder{id: 47012, product: 303, number: "8634529802", amount: "5.00", invoice: "365733",
			status: infernoActive, productStatus: infernoActive, vps: &infernoVPS{
				mainID: 21968, name: "37-1-0-111", ip: "37.1.0.111", template: "centos7-64-default",
				password: "XXXXXXXXXXX", on: true,
			}},
		&infernoOrder{id: 47200, product: 303, number: "8634530000", amount: "5.00", invoice: "366000",
			status: infernoPending, productStatus: infernoPending},
	)
	w.keys = append(w.keys, infernoKey{ID: "7", Name: "label", Key: "ssh-rsa AAAAB.. label"})
}

// generate adds n servers, for demonstrations and measurements.
func (w *infernoWorld) generate(n int, _ time.Time) {
	for range n {
		w.orders = append(w.orders, w.newGenerated())
	}
}

func (w *infernoWorld) newGenerated() *infernoOrder {
	p, random := w.shared, w.shared.random
	product := infernoProducts[random.IntN(len(infernoProducts))]
	o := p.newOrder()
	o.product, o.amount = product.id, product.price
	o.status, o.productStatus = infernoActive, infernoActive
	o.vps = p.newVPS(infernoTemplates[random.IntN(len(infernoTemplates))])
	o.vps.tellsOnline = random.IntN(2) == 0
	switch percent := random.IntN(100); {
	case percent < 12:
		o.vps.on = false
	case percent < 15:
		o.vps.on, o.productStatus = false, infernoSuspended
	}
	return o
}

// infernoTemplates begins with the document's example.
var infernoTemplates = []string{
	"centos7-64-default", "almalinux9-64-default", "debian12-64-default", "debian11-64-default",
	"ubuntu2404-64-default", "ubuntu2204-64-default", "freebsd14-64-default", "windows2022-64-default",
}

type infernoProduct struct {
	id          int
	name, price string
}

// infernoProducts begins with the document's example.
var infernoProducts = []infernoProduct{
	{303, "VPS Start", "5.00"},
	{304, "VPS Medium", "9.50"},
	{305, "VPS Large", "18.00"},
	{310, "VPS Storage", "12.00"},
}
