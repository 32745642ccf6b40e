package sandbox

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"
)

// idcCost is a resource of IDC-79 with what it cost since the month began.
type idcCost struct {
	BillingAccount int         `json:"billing_account_id"`
	Configurations []idcCostOf `json:"configurations"`
	Cost           json.Number `json:"cost"`
	Description    string      `json:"description"`
	Hours          json.Number `json:"hours"`
	Owner          string      `json:"owner_uuid"`
	Price          json.Number `json:"price"`
	PriceUnit      string      `json:"price_unit"`
	Types          []string    `json:"uptime_types"`
	UserID         int         `json:"user_id"`
}

type idcCostOf struct {
	CPUs   int     `json:"cpus"`
	Disk   *int    `json:"disk_size_GB"`
	OS     *string `json:"os_name"`
	Memory int     `json:"ram_MB"`
	Name   string  `json:"vm_name"`
}

// showCosts answers IDC-79: a line for each server that a billing account pays
// for, by the full hour and the price list. One that is stopped pays for its
// disks only.
func (w *idcWorld) showCosts(c *call) reply {
	text := c.req.URL.Query().Get("billing_account_id")
	if text == "" {
		return idcBad("Missing parameter: billing_account_id")
	}
	id, err := strconv.Atoi(text)
	if err != nil {
		return idcBad("Invalid value for parameter: billing_account_id")
	}
	if !w.hasBilling(id) {
		return idcForbidden()
	}
	out := []idcCost{}
	for _, slug := range w.slugs() {
		for _, vm := range w.places[slug].vms {
			if line, ok := vm.cost(c.now); ok && vm.BillingAccount == id {
				out = append(out, line)
			}
		}
	}
	return idcOK(out)
}

func (w *idcWorld) slugs() []string {
	var slugs []string
	for slug := range w.places {
		slugs = append(slugs, slug)
	}
	slices.Sort(slugs)
	return slugs
}

// cost counts in hundred-millionths.
func (vm *idcVM) cost(now time.Time) (idcCost, bool) {
	now = now.UTC()
	from := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, time.UTC)
	if made, err := time.Parse(idcTime, vm.CreatedAt); err == nil {
		from = latest(from, made)
	}
	hours := int64(now.Sub(from) / time.Hour)
	if hours < 1 {
		return idcCost{}, false
	}
	disk := 0
	for _, d := range vm.Storage {
		disk += d.Size
	}
	price, types := int64(disk)*10_000, []string{"MAIN_STORAGE"}
	if vm.Status == idcRunning {
		price += int64(vm.VCPU)*521_000 + int64(vm.Memory/512)*164_500
		types = []string{"VM_COMPUTE", "VM_RUNNING", "MAIN_STORAGE"}
	}
	of := idcCostOf{CPUs: vm.VCPU, Memory: vm.Memory, Name: vm.Name}
	whole := of
	whole.Disk, whole.OS = &disk, &vm.OSName
	number := func(n int64) json.Number { return json.Number(fmt.Sprintf("%d.%08d", n/100_000_000, n%100_000_000)) }
	return idcCost{
		BillingAccount: vm.BillingAccount, Configurations: []idcCostOf{whole, of}, Cost: number(hours * price),
		Description: fmt.Sprintf("%s, %d CPUs, %d GB RAM, %d GB disk", vm.Name, vm.VCPU, vm.Memory/1024, disk),
		Hours:       json.Number(fmt.Sprintf("%d.0", hours)), Owner: "f80b1d62-ffe4-43ef-9210-60f05445456a",
		Price: number(price), PriceUnit: "h", Types: types, UserID: vm.UserID,
	}, true
}
