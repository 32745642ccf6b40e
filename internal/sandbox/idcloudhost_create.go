package sandbox

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"strconv"
)

// idcCreating is how many phases a creation is held open.
const idcCreating = 3

// The expressions of IDC-52. That of the user looks ahead there, which Go's
// cannot.
var (
	idcName = regexp.MustCompile(`^[0-9a-zA-Z][-0-9a-zA-Z]{2,}[0-9a-zA-Z]$`)
	idcUser = regexp.MustCompile(`^[a-zA-Z_][0-9a-zA-Z_-]{0,29}$`)
)

var idcCreateParameters = []string{
	"backup", "billing_account_id", "description", "disks", "name", "os_name", "os_version", "password", "public_key",
	"ram", "username", "vcpu", "reserve_public_ip", "network_uuid",
}

// createVM answers IDC-12. The call is held open until the server runs; lists
// show it as creating meanwhile.
func (w *idcWorld) createVM(c *call) reply {
	in := readIDCInput(c, idcCreateParameters...)
	place := w.place(c)
	vm, network := w.readVM(c, in, place)
	public := in.truth("reserve_public_ip", true)
	switch {
	case in.problem != "":
		return idcBad(in.problem)
	case place.full:
		return idcBad("Not enough resources in pool default2.")
	}
	vm.PrivateIPv4 = "10.1.210." + strconv.Itoa(2+vm.ID%250)
	if network == nil {
		w.joinNetwork(place, vm)
	} else {
		network.join(vm)
	}
	place.vms = append(place.vms, vm)
	if public {
		place.addresses = append(place.addresses, w.newAddress(fmt.Sprintf("80.64.%d.%d", 110+vm.ID/250%100, 2+vm.ID%250), vm))
	}
	w.works(c, vm, idcCreating)
	answer := vm.single()
	vm.Status, vm.work = "creating", idcWork{due: vm.lockedUntil, status: idcRunning}
	digest := sha256.Sum256([]byte(in.values.Get("password")))
	c.changed(vm.UUID, "name", vm.Name, "os", vm.OSName+":"+vm.OSVersion, "vcpu", strconv.Itoa(vm.VCPU), "ram", strconv.Itoa(vm.Memory),
		"disks", strconv.Itoa(vm.Storage[0].Size), "username", vm.Username, "digest", hex.EncodeToString(digest[:8]),
		"public", strconv.FormatBool(public), "backup", strconv.FormatBool(vm.Backup), "network", in.values.Get("network_uuid"),
		"billing", strconv.Itoa(vm.BillingAccount), "key", in.values.Get("public_key"), "description", vm.Description)
	return idcOK(answer)
}

// readVM reads the order, and the network that it names.
func (w *idcWorld) readVM(c *call, in *idcInput, place *idcPlace) (*idcVM, *idcNetwork) {
	vm := w.newVM(in.match("name", idcName), w.shared.newUUID(), c.now.UTC().Format(idcTime))
	vm.OSName, vm.OSVersion = in.text("os_name"), in.text("os_version")
	if !idcOffers(vm.OSName, vm.OSVersion) {
		in.fail("Invalid value for parameter: os_version")
	}
	least, memory := 1, idcMinRAM
	if vm.OSName == "windows" {
		least, memory = 2, 1024
	}
	vm.VCPU, vm.Memory = in.number("vcpu", least, idcMaxCPU), in.number("ram", memory, idcMaxRAM)
	vm.Storage[0].Size = in.number("disks", idcMinDisk, idcMaxDisk)
	if vm.Username = in.values.Get("username"); vm.Username != "" || vm.OSName != "windows" {
		in.match("username", idcUser)
	}
	for _, rule := range idcPassword {
		in.match("password", rule)
	}
	vm.Backup, vm.Description = in.truth("backup", false), in.values.Get("description")
	vm.BillingAccount = in.number("billing_account_id", 1, 1<<30)
	if in.problem == "" && !w.hasBilling(vm.BillingAccount) {
		in.fail("Provided billing account is incorrect.")
	}
	uuid := in.values.Get("network_uuid")
	network, ok := idcFind(place.networks, func(n *idcNetwork) bool { return n.UUID == uuid })
	if uuid != "" && !ok {
		in.fail("Network not found. " + uuid)
	}
	return vm, network
}

// match returns a parameter that has to be there and to match.
func (in *idcInput) match(name string, rule *regexp.Regexp) string {
	value := in.text(name)
	if !rule.MatchString(value) {
		in.fail("Invalid value for parameter: " + name)
	}
	return value
}

// truth returns a parameter that is true or false.
func (in *idcInput) truth(name string, missing bool) bool {
	switch in.values.Get(name) {
	case "":
		return missing
	case "true", "True":
		return true
	case "false", "False":
		return false
	}
	in.fail("Invalid value for parameter: " + name)
	return missing
}

// idcOffers reports whether a system is in a catalog or among the constraints.
func idcOffers(os, version string) bool {
	if slices.Contains(idcSystems, [2]string{os, version}) {
		return true
	}
	return [2]string{os, version} == [2]string{"centos", "6.9.1611"}
}
