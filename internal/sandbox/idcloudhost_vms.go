package sandbox

import (
	"slices"
	"strconv"
	"strings"
)

// listVMs answers IDC-17. It tells no public address.
func (w *idcWorld) listVMs(c *call) reply {
	out := []idcVM{}
	for _, vm := range w.place(c).vms {
		out = append(out, vm.copy())
	}
	return idcOK(out)
}

// showVM answers IDC-09, where the private address is empty.
func (w *idcWorld) showVM(c *call) reply {
	vm, refused := w.asked(c)
	if vm == nil {
		return refused
	}
	single := vm.copy()
	single.PrivateIPv4 = ""
	return idcOK(single)
}

// listReplicas answers IDC-20: snapshots unless another type is asked for.
func (w *idcWorld) listReplicas(c *call) reply {
	vm, refused := w.asked(c)
	if vm == nil {
		return refused
	}
	kind := c.req.URL.Query().Get("r_type")
	if kind == "" {
		kind = "snapshot"
	}
	out := []idcReplica{}
	for _, disk := range vm.Storage {
		for _, replica := range disk.Replica {
			if replica.Type == kind {
				out = append(out, replica)
			}
		}
	}
	return idcOK(out)
}

// asked finds the server that the query names, in the location of the call.
func (w *idcWorld) asked(c *call) (*idcVM, reply) {
	uuid := c.req.URL.Query().Get("uuid")
	if uuid == "" {
		return nil, idcBad("Missing parameter: uuid")
	}
	vm, ok := w.place(c).vm(uuid)
	if !ok {
		return nil, idcBad("No such virtual machine exists. " + uuid)
	}
	return vm, reply{}
}

// copy keeps an answer from changing while it is encoded, which happens
// outside of the lock.
func (vm *idcVM) copy() idcVM {
	out := *vm
	out.Storage = append([]idcDisk{}, vm.Storage...)
	return out
}

// idcBilled is a server among the resources of a billing account, which alone
// tells the public address.
type idcBilled struct {
	idcVM
	PublicIPv4 *string         `json:"public_ipv4"`
	Storage    []idcBilledDisk `json:"storage"`
}

type idcBilledDisk struct {
	idcDisk
	PublicIPv4 *string `json:"public_ipv4"`
}

// listBilled answers IDC-56. Only servers are simulated as resources.
func (w *idcWorld) listBilled(c *call) reply {
	query := c.req.URL.Query()
	id, err := strconv.Atoi(query.Get("id"))
	if err != nil {
		return idcBad("Provided billing account is incorrect.")
	}
	if !w.hasBilling(id) {
		return idcForbidden()
	}
	out := []idcBilled{}
	if kind := query.Get("resource_type"); kind != "" && kind != "vm" {
		return idcOK(out)
	}
	place := w.place(c)
	public := place.public()
	for _, vm := range place.vms {
		if vm.BillingAccount == id {
			out = append(out, vm.billed(public[vm.UUID]))
		}
	}
	slices.SortStableFunc(out, idcByUpdate)
	return idcOK(out)
}

// idcByUpdate sorts as the sample of IDC-56 does: what was never updated comes
// last.
func idcByUpdate(a, b idcBilled) int {
	const never = "9999"
	left, right := never, never
	if a.UpdatedAt != nil {
		left = *a.UpdatedAt
	}
	if b.UpdatedAt != nil {
		right = *b.UpdatedAt
	}
	return strings.Compare(left, right)
}

// public returns the first address of every server that has one.
func (p *idcPlace) public() map[string]*string {
	first := map[string]*string{}
	for _, a := range p.addresses {
		if a.AssignedTo != nil && first[*a.AssignedTo] == nil {
			address := a.Address
			first[*a.AssignedTo] = &address
		}
	}
	return first
}

func (vm *idcVM) billed(public *string) idcBilled {
	out := idcBilled{idcVM: vm.copy(), PublicIPv4: public}
	out.PrivateIPv4 = ""
	for _, disk := range vm.Storage {
		out.Storage = append(out.Storage, idcBilledDisk{idcDisk: disk})
	}
	return out
}
