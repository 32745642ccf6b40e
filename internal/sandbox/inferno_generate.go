package sandbox

import "time"

// generate adds n servers, and an order that is no server for every twenty.
func (w *infernoWorld) generate(n int, _ time.Time) {
	for i := range n {
		w.orders = append(w.orders, w.newGenerated())
		if i%20 == 19 {
			w.orders = append(w.orders, w.newUnpaid(i/20))
		}
	}
}

func (w *infernoWorld) newGenerated() *infernoOrder {
	p, random := w.shared, w.shared.random
	o := w.newOf(infernoProducts[random.IntN(len(infernoProducts))])
	o.status, o.productStatus = infernoActive, infernoActive
	o.vps = p.newVPS(infernoTemplates[random.IntN(len(infernoTemplates))])
	if random.IntN(3) == 0 {
		o.vps.name = generatedName(random.IntN(len(generatedRoles)), o.id)
	}
	o.vps.tellsOnline = random.IntN(2) == 0
	switch percent := random.IntN(100); {
	case percent < 12:
		o.vps.on = false
	case percent < 15:
		o.vps.on, o.productStatus = false, infernoSuspended
	}
	return o
}

// newUnpaid returns an order that waits for payment, every third time one that
// was given up.
func (w *infernoWorld) newUnpaid(nth int) *infernoOrder {
	o := w.newOf(infernoProducts[nth%len(infernoProducts)])
	o.status, o.productStatus = infernoPending, infernoPending
	if nth%3 == 2 {
		o.status, o.productStatus = infernoCancelled, infernoCancelled
	}
	return o
}

func (w *infernoWorld) newOf(product infernoProduct) *infernoOrder {
	o := w.shared.newOrder()
	o.product, o.amount = product.id, product.price
	return o
}
