package sandbox

import (
	"net/http"
	"slices"
	"strconv"
)

// listNetworks answers IDC-40.
func (w *idcWorld) listNetworks(c *call) reply {
	out := []idcNetwork{}
	for _, network := range w.place(c).networks {
		out = append(out, network.copy())
	}
	return idcOK(out)
}

// showNetwork answers IDC-39.
func (w *idcWorld) showNetwork(c *call) reply {
	network, ok := idcFind(w.place(c).networks, func(n *idcNetwork) bool { return n.UUID == c.args[0] })
	if !ok {
		return w.shared.refuse(refusal{status: http.StatusNotFound, details: "Network not found"})
	}
	return idcOK(network.copy())
}

func (n *idcNetwork) copy() idcNetwork {
	out := *n
	out.VMs = slices.Clone(n.VMs)
	return out
}

// listAddresses answers IDC-46, of one billing account or one server if the
// query says so.
func (w *idcWorld) listAddresses(c *call) reply {
	query := c.req.URL.Query()
	account, vm := query.Get("billing_account_id"), query.Get("vm_uuid")
	out := []idcAddress{}
	for _, a := range w.place(c).addresses {
		if account != "" && account != strconv.Itoa(a.BillingAccount) {
			continue
		}
		if vm != "" && (a.AssignedTo == nil || *a.AssignedTo != vm) {
			continue
		}
		out = append(out, *a)
	}
	return idcOK(out)
}

// showAddress answers IDC-47.
func (w *idcWorld) showAddress(c *call) reply {
	address, ok := idcFind(w.place(c).addresses, func(a *idcAddress) bool { return a.Address == c.args[0] })
	if !ok {
		return w.shared.refuse(refusal{status: http.StatusNotFound, details: "IP address not found"})
	}
	return idcOK(*address)
}
