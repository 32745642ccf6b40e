package sandbox

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strconv"
)

// The bounds of IDC-52.
const (
	idcMaxCPU              = 16
	idcMinRAM, idcMaxRAM   = 512, 65536
	idcMinDisk, idcMaxDisk = 20, 240
	idcMostGB              = 10_000
	idcChange, idcCloning  = 1, 3 // phases
)

// deleteVM answers IDC-08. Its addresses stay reserved.
func (w *idcWorld) deleteVM(c *call) reply {
	vm, _, refused := w.change(c)
	if vm == nil {
		return refused
	}
	w.works(c, vm, idcChange)
	w.place(c).remove(vm)
	c.changed(vm.UUID, "name", vm.Name)
	return idcDone()
}

var idcPassword = []*regexp.Regexp{regexp.MustCompile(`[a-z]`), regexp.MustCompile(`[A-Z]`), regexp.MustCompile(`\d`), regexp.MustCompile(`.{8}`)}

// changePassword answers IDC-10. The ledger has a digest, by which a test can
// tell that the right password came.
func (w *idcWorld) changePassword(c *call) reply {
	vm, in, refused := w.change(c, "username", "password")
	if vm == nil {
		return refused
	}
	user, password := in.text("username"), in.text("password")
	for _, rule := range idcPassword {
		if in.problem == "" && !rule.MatchString(password) {
			in.fail("Invalid value for parameter: password")
		}
	}
	switch {
	case in.problem != "":
		return idcBad(in.problem)
	case vm.Status != idcRunning:
		return idcBad("Virtual machine is not running. " + vm.UUID)
	case user != vm.Username:
		return idcBad("User does not exist on the virtual machine: " + user)
	}
	digest := sha256.Sum256([]byte(password))
	w.works(c, vm, idcChange)
	c.changed(vm.UUID, "username", user, "digest", hex.EncodeToString(digest[:8]))
	return idcDone()
}

// modifyVM answers IDC-11. What is not sent stays.
func (w *idcWorld) modifyVM(c *call) reply {
	vm, in, refused := w.change(c, "name", "vcpu", "ram")
	if vm == nil {
		return refused
	}
	name, cpu, ram := vm.Name, vm.VCPU, vm.Memory
	if in.has("name") {
		name = in.text("name")
	}
	sized := in.has("vcpu") || in.has("ram")
	if in.has("vcpu") {
		cpu = in.number("vcpu", 1, idcMaxCPU)
	}
	if in.has("ram") {
		ram = in.number("ram", idcMinRAM, idcMaxRAM)
	}
	switch {
	case in.problem != "":
		return idcBad(in.problem)
	case sized && vm.Status != idcStopped:
		return idcBad("Virtual machine must be stopped to change vcpu or ram. " + vm.UUID)
	}
	vm.Name, vm.VCPU, vm.Memory = name, cpu, ram
	w.works(c, vm, idcChange)
	c.changed(vm.UUID, "name", in.values.Get("name"), "vcpu", in.values.Get("vcpu"), "ram", in.values.Get("ram"))
	return idcDone()
}

// toggleBackup answers IDC-13.
func (w *idcWorld) toggleBackup(c *call) reply {
	vm, _, refused := w.change(c)
	if vm == nil {
		return refused
	}
	vm.Backup = !vm.Backup
	w.works(c, vm, idcChange)
	c.changed(vm.UUID, "backup", strconv.FormatBool(vm.Backup))
	return idcOK(vm.single())
}

// cloneVM answers IDC-14. The clone has copies of all disks under identifiers
// of their own, and joins the default network.
func (w *idcWorld) cloneVM(c *call) reply {
	vm, in, refused := w.change(c, "name")
	if vm == nil {
		return refused
	}
	name := in.text("name")
	if in.problem != "" {
		return idcBad(in.problem)
	}
	place := w.place(c)
	clone := w.newVM(name, w.shared.newUUID(), c.now.UTC().Format(idcTime))
	clone.BillingAccount, clone.Memory, clone.VCPU, clone.Username = vm.BillingAccount, vm.Memory, vm.VCPU, vm.Username
	clone.OSName, clone.OSVersion, clone.Storage[0].Size = vm.OSName, vm.OSVersion, vm.Storage[0].Size
	for _, disk := range vm.Storage[1:] {
		clone.Storage = append(clone.Storage, w.newDisk(clone, disk.Size))
	}
	clone.PrivateIPv4 = "10.1.200." + strconv.Itoa(2+clone.ID%250)
	w.joinNetwork(place, clone)
	place.vms = append(place.vms, clone)
	w.works(c, vm, idcCloning)
	clone.lockedUntil = vm.lockedUntil
	c.changed(clone.UUID, "name", name, "source", vm.UUID)
	return idcOK(clone.single())
}

// deleteAddress answers IDC-49, with an empty body.
func (w *idcWorld) deleteAddress(c *call) reply {
	place := w.place(c)
	for i, address := range place.addresses {
		if address.Address == c.args[0] {
			place.addresses = append(place.addresses[:i:i], place.addresses[i+1:]...)
			c.changed(address.Address)
			return reply{status: 200}
		}
	}
	return w.shared.refuse(refusal{status: 404, details: "IP address not found"})
}
