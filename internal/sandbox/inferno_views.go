package sandbox

import "strconv"

// infernoListed is an order as INF-04 shows it: everything is text.
type infernoListed struct {
	ID      string `json:"id"`
	Number  string `json:"ordernum"`
	Amount  string `json:"amount"`
	Invoice string `json:"invoiceid"`
	Status  string `json:"status"`
}

// listOrders answers INF-04. Like any empty array of PHP, no orders are [].
func (w *infernoWorld) listOrders(*call) reply {
	if len(w.orders) == 0 {
		return infernoOK("orders", []any{})
	}
	orders := map[string]infernoListed{}
	for _, o := range w.orders {
		id := strconv.Itoa(o.id)
		orders[id] = infernoListed{ID: id, Number: o.number, Amount: o.amount, Invoice: o.invoice, Status: o.status}
	}
	return infernoOK("orders", orders)
}

// infernoInfo is the part of INF-07 that describes the server.
type infernoInfo struct {
	Result   string `json:"result"`
	Message  string `json:"message"`
	MainID   string `json:"main_id"`
	Name     string `json:"vps_name"`
	IP       string `json:"ip"`
	State    string `json:"real_state"`
	Online   *int   `json:"online,omitempty"`
	Password string `json:"vps_password"`
}

// showOrder answers INF-07.
func (w *infernoWorld) showOrder(c *call) reply {
	o, ok := w.order(infernoParam(c, "orderid"))
	if !ok {
		return infernoRefused("Order ID not found")
	}
	var info any = []any{}
	if o.vps != nil {
		info = o.vps.info()
	}
	return infernoOK("orderid", o.id, "orderStatus", o.status, "productStatus", o.productStatus,
		"dedicatedip", "", "vps_info", info)
}

func (v *infernoVPS) info() infernoInfo {
	i := infernoInfo{
		Result: "success", MainID: strconv.Itoa(v.mainID), Name: v.name, IP: v.ip,
		State: v.word(), Password: v.password,
	}
	if v.tellsOnline {
		online := 0
		if v.on {
			online = 1
		}
		i.Online = &online
	}
	return i
}

// listOffers answers INF-02. The document names the two members and shows
// neither.
func (p *inferno) listOffers(*call) reply {
	products := map[string]any{}
	for _, one := range infernoProducts {
		id := strconv.Itoa(one.id)
		products[id] = map[string]string{"id": id, "name": one.name, "price": one.price}
	}
	return infernoOK("ostpls", infernoTemplates, "products", products)
}

// listKeys answers INF-12.
func (w *infernoWorld) listKeys(*call) reply {
	keys := w.keys
	if keys == nil {
		keys = []infernoKey{}
	}
	return infernoOK("list", keys)
}
