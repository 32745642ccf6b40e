package actions

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"pinfold/internal/providers"
)

// pricePart is one resource of an order: how much of it, and one unit.
type pricePart struct {
	what, per string
	amount    int
	of, one   providers.Amounts
}

// costing is what a part costs in an hour, and one unit of it.
type costing struct {
	what, per string
	sum, each decimal.Decimal
}

func partsOf(of providers.Amounts) []pricePart {
	return []pricePart{
		{fmt.Sprintf("%d CPU", of.CPU), "each", of.CPU, providers.Amounts{CPU: of.CPU}, providers.Amounts{CPU: 1}},
		{memoryWords(of.MemoryMB), "per GB", of.MemoryMB, providers.Amounts{MemoryMB: of.MemoryMB}, providers.Amounts{MemoryMB: 1024}},
		{fmt.Sprintf("%d GB disk", of.DiskGB), "per GB", of.DiskGB, providers.Amounts{DiskGB: of.DiskGB}, providers.Amounts{DiskGB: 1}},
	}
}

func memoryWords(mb int) string {
	if mb%1024 == 0 {
		return fmt.Sprintf("%d GB memory", mb/1024)
	}
	return fmt.Sprintf("%d MB memory", mb)
}

func (p pricePart) cost(t Target) (costing, bool) {
	sum, ok := pricePerHour(t, p.of)
	each, known := pricePerHour(t, p.one)
	return costing{what: p.what, per: p.per, sum: sum, each: each}, ok && known
}

// licenseOf is what the system costs beside the processors that it runs on. It
// goes by the processor.
func licenseOf(t Target, of providers.Amounts) (costing, bool) {
	name, _, _ := strings.Cut(of.System, " ")
	if name == "" || of.CPU == 0 {
		return costing{}, true
	}
	with, ok := pricePerHour(t, providers.Amounts{CPU: of.CPU, System: of.System})
	without, _ := pricePerHour(t, providers.Amounts{CPU: of.CPU})
	sum := with.Sub(without)
	return costing{
		what: strings.ToUpper(name[:1]) + name[1:] + " license", per: "per CPU",
		sum: sum, each: sum.Div(decimal.NewFromInt(int64(of.CPU))),
	}, ok
}
