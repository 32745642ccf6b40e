package sandbox

import (
	"fmt"
	"net/http"
)

// createAddress answers IDC-45. The document's path ends with a slash in one
// place and without one in another.
func (w *idcWorld) createAddress(c *call) reply {
	in := readIDCJSON(c, "billing_account_id", "name")
	billing := in.whole("billing_account_id")
	if in.problem != "" {
		return w.refuseInput(in.problem)
	}
	if !w.hasBilling(billing) {
		return idcBad("Provided billing account is incorrect.")
	}
	address := w.reserve(c, billing, in.text("name"))
	c.changed(address.Address, "name", address.Name)
	return idcOK(*address)
}

// reserve gives the account another address in the location of the call.
func (w *idcWorld) reserve(c *call, billing int, name string) *idcAddress {
	now, id := c.now.UTC().Format(idcTime), w.shared.newID()
	address := &idcAddress{
		ID: id, Address: fmt.Sprintf("103.%d.%d.%d", 60+id/(250*250), id/250%250, 2+id%250), UserID: 8,
		BillingAccount: billing, Type: "public", Name: name, Enabled: true, CreatedAt: now, UpdatedAt: now,
	}
	place := w.place(c)
	place.addresses = append(place.addresses, address)
	return address
}

// updateAddress answers IDC-48. What is not sent stays.
func (w *idcWorld) updateAddress(c *call) reply {
	address, refused := w.address(c)
	if address == nil {
		return refused
	}
	in := readIDCJSON(c, "billing_account_id", "name")
	billing, name := address.BillingAccount, address.Name
	if in.has("billing_account_id") {
		billing = in.whole("billing_account_id")
	}
	if in.has("name") {
		name = in.text("name")
	}
	switch {
	case in.problem != "":
		return w.refuseInput(in.problem)
	case !w.hasBilling(billing) && billing != address.BillingAccount:
		return idcBad("Provided billing account is incorrect.")
	}
	address.BillingAccount, address.Name = billing, name
	return w.changedAddress(c, address, "name", name)
}

// assignAddress answers IDC-50.
func (w *idcWorld) assignAddress(c *call) reply {
	address, refused := w.address(c)
	if address == nil {
		return refused
	}
	in := readIDCJSON(c, "vm_uuid")
	uuid := in.text("vm_uuid")
	vm, ok := w.place(c).vm(uuid)
	switch {
	case in.problem != "":
		return w.refuseInput(in.problem)
	case !ok:
		return idcBad("No such virtual machine exists. " + uuid)
	case address.AssignedTo != nil && *address.AssignedTo != uuid:
		return w.refuseInput("IP address is already assigned to another resource")
	case c.now.Before(vm.lockedUntil), vm.work.status != "":
		return w.shared.refuse(refusal{status: http.StatusConflict})
	}
	address.AssignedTo = &vm.UUID
	return w.changedAddress(c, address, "vm", uuid)
}

// unassignAddress answers IDC-51.
func (w *idcWorld) unassignAddress(c *call) reply {
	address, refused := w.address(c)
	if address == nil {
		return refused
	}
	from := ""
	if address.AssignedTo != nil {
		from = *address.AssignedTo
	}
	address.AssignedTo = nil
	return w.changedAddress(c, address, "vm", from)
}

// reservePublic answers IDC-16 with the server, which does not tell the new
// address.
func (w *idcWorld) reservePublic(c *call) reply {
	vm, _, refused := w.change(c)
	if vm == nil {
		return refused
	}
	address := w.reserve(c, vm.BillingAccount, "")
	address.AssignedTo = &vm.UUID
	w.works(c, vm, idcChange)
	c.changed(vm.UUID, "address", address.Address)
	return idcOK(vm.single())
}

// detachPublic answers IDC-15. The address stays reserved.
func (w *idcWorld) detachPublic(c *call) reply {
	vm, _, refused := w.change(c)
	if vm == nil {
		return refused
	}
	address, ok := idcFind(w.place(c).addresses, func(a *idcAddress) bool { return a.AssignedTo != nil && *a.AssignedTo == vm.UUID })
	if !ok {
		return idcBad("Virtual machine has no public IP address. " + vm.UUID)
	}
	address.AssignedTo = nil
	w.works(c, vm, idcChange)
	c.changed(vm.UUID, "address", address.Address)
	return idcOK(vm.single())
}

// address finds the floating IP of the path.
func (w *idcWorld) address(c *call) (*idcAddress, reply) {
	address, ok := idcFind(w.place(c).addresses, func(a *idcAddress) bool { return a.Address == c.args[0] })
	if !ok {
		return nil, w.shared.refuse(refusal{status: http.StatusNotFound, details: "IP address not found"})
	}
	return address, reply{}
}

func (w *idcWorld) changedAddress(c *call, address *idcAddress, details ...string) reply {
	address.UpdatedAt = c.now.UTC().Format(idcTime)
	c.changed(address.Address, details...)
	return idcOK(*address)
}

// refuseInput refuses as networks and addresses do, with a plain message.
func (w *idcWorld) refuseInput(said string) reply {
	return w.shared.refuse(refusal{status: http.StatusBadRequest, details: said})
}
