package idcloudhost

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"pinfold/internal/providers"
)

var _ providers.Pricer = (*Client)(nil)

// PricePerHour implements providers.Pricer by the price list (IDC-78). The
// document gives processors by the piece, memory by blocks, and storage by the
// GB; a Windows license goes by the processor. It gives no price of an address.
func (c *Client) PricePerHour(known providers.Offerings, of providers.Amounts) (decimal.Decimal, bool) {
	list := priceList(known)
	sum, published := decimal.Zero, true
	add := func(amount int, price decimal.Decimal, ok bool) {
		if amount == 0 {
			return
		}
		sum = sum.Add(price.Mul(decimal.NewFromInt(int64(amount))))
		published = published && ok
	}
	cpu, ok := list.each("CPU", "", "CPUs")
	add(of.CPU, cpu, ok)
	memory, ok := list.each("RAM", "", "Memory in MB")
	add(of.MemoryMB, memory, ok)
	disk, ok := list.each("STORAGE", "main", "")
	add(of.DiskGB, disk, ok)
	backup, ok := list.each("STORAGE", "backup", "")
	add(of.BackupGB, backup, ok)
	add(of.Addresses, decimal.Zero, false)
	if osOf(strings.ToLower(of.System)) == "windows" {
		license, ok := list.each("LICENSE", "windows", "")
		add(of.CPU, license, ok)
	}
	return sum, published && list != nil
}

// prices are the lines of the price list by their labels.
type prices []map[string]string

func priceList(known providers.Offerings) (list prices) {
	if known == nil {
		return nil
	}
	lines := slices.Clone(known.Known(providers.KindPrice))
	slices.SortFunc(lines, func(a, b providers.Observation) int { return strings.Compare(a.ID, b.ID) })
	for _, o := range lines {
		facts, ok := o.Facts.(providers.NamedFacts)
		if !ok {
			continue
		}
		line := map[string]string{}
		for _, d := range facts.Details {
			line[d.Label] = d.Value
		}
		list = append(list, line)
	}
	return list
}

// each is the price of one unit of a resource. Per names the detail that says
// how many units a line is about; "" is one.
func (l prices) each(resource, service, per string) (decimal.Decimal, bool) {
	for _, line := range l {
		if line["Resource"] != resource || line["Service"] != service {
			continue
		}
		price, err := decimal.NewFromString(line["Price"])
		units := int64(1)
		if per != "" {
			units, _ = strconv.ParseInt(line[per], 10, 64)
		}
		if err == nil && units > 0 {
			return price.DivRound(decimal.NewFromInt(units), 18), true
		}
	}
	return decimal.Zero, false
}
