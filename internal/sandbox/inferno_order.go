package sandbox

import (
	"slices"
	"strconv"
	"time"
)

// createOrder answers INF-03. Two equal orders are two orders.
func (w *infernoWorld) createOrder(c *call) reply {
	i := slices.IndexFunc(infernoProducts, func(p infernoProduct) bool { return strconv.Itoa(p.id) == infernoParam(c, "pid") })
	if i < 0 {
		return infernoRefused("Product ID not found")
	}
	o := w.newOf(infernoProducts[i])
	o.status, o.productStatus = infernoPending, infernoPending
	if w.shared.payAfter > 0 {
		o.paysAt = c.now.Add(w.shared.payAfter)
	}
	w.orders = append(w.orders, o)
	c.changed(strconv.Itoa(o.id), "product", strconv.Itoa(o.product), "amount", o.amount)
	invoice, _ := strconv.Atoi(o.invoice) // It is made of a number.
	return infernoOK("orderid", o.id, "invoiceid", invoice, "productids", strconv.Itoa(o.id+2700))
}

// cancelOrder answers INF-05.
func (w *infernoWorld) cancelOrder(c *call) reply {
	o, ok := w.order(infernoParam(c, "orderid"))
	if !ok || o.status != infernoPending {
		return infernoRefused("Order ID not found or Status not Pending")
	}
	o.status, o.productStatus = infernoCancelled, infernoCancelled
	c.changed(strconv.Itoa(o.id), "invoice", o.invoice)
	return infernoOK()
}

// pay makes an order one that can be installed.
func (o *infernoOrder) pay() {
	o.status, o.paysAt = infernoActive, time.Time{}
}

// settleOrder applies what is due: a payment, and the phases of an
// installation.
func (o *infernoOrder) settleOrder(now time.Time) {
	if !o.paysAt.IsZero() && o.status == infernoPending && !now.Before(o.paysAt) {
		o.pay()
	}
	if o.coming != nil && !now.Before(o.comesAt) {
		o.vps, o.coming, o.productStatus = o.coming, nil, infernoActive
	}
	if o.vps != nil && o.vps.installing && !now.Before(o.vps.readyAt) {
		o.vps.installing, o.vps.on = false, true
	}
}
