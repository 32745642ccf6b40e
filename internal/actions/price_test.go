package actions_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"pinfold/internal/actions"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// shop prices processors by the piece, memory by the GB and disks not at all
// unless the list says so.
type shop struct{ providers.ServerCreator }

func (shop) AmountsOf(in form.Values) providers.Amounts {
	of := providers.Amounts{CPU: len(in["cpu"]), MemoryMB: 1536, DiskGB: 20, System: in["system"]}
	of.Addresses = len(in["address"])
	return of
}

func (shop) PricePerHour(known providers.Offerings, of providers.Amounts) (decimal.Decimal, bool) {
	sum := decimal.New(int64(of.CPU), -2).Add(decimal.New(int64(of.MemoryMB), -4)).Add(decimal.New(int64(of.DiskGB), -3))
	if of.System == "windows 2016" {
		sum = sum.Add(decimal.New(int64(of.CPU), -2))
	}
	return sum, len(known.Known(providers.KindPrice)) > 0
}

func orderAt(zero any, prices int) actions.Target {
	known := models.Offerings{providers.KindPrice: make([]providers.Observation, prices)}
	return actions.Target{Vendor: providers.Vendor{Slug: providers.IDCloudHost, Name: "Shop", Currency: "EUR", Zero: zero}, Known: known}
}

func TestPriceOfACreation(t *testing.T) {
	plan := actions.ServerCreate.Plan(orderAt(shop{}, 1), form.Values{"cpu": "xx", "system": "windows 2016", "location": "bus02"})
	want := &actions.Price{Currency: "EUR", Sum: "0.2136", Month: "153.79\u00a0EUR", Lines: []actions.PriceLine{
		{"2 CPU", "0.0100 each", "0.0200"}, {"1536 MB memory", "0.1024 per GB", "0.1536"}, {"20 GB disk", "0.0010 per GB", "0.0200"},
		{"Windows license", "0.0100 per CPU", "0.0200"},
	}, Notes: []string{"By Shop’s price list. Tax may come on top."}}
	if !reflect.DeepEqual(plan.Price, want) {
		t.Errorf("%+v", plan.Price)
	}
	if plan.Cost != "0.2136\u00a0EUR per hour, about 153.79\u00a0EUR in 30 days." || plan.Calls[0].Path != "/v1/bus02/user-resource/vm" {
		t.Errorf("%q, %+v", plan.Cost, plan.Calls)
	}
}

func TestPriceThatLeavesSomethingOut(t *testing.T) {
	plan := actions.ServerCreate.Plan(orderAt(shop{}, 1), form.Values{"address": "x"})
	notes := strings.Join(plan.Price.Notes, " ")
	for _, want := range []string{"Without what is not filled in yet.", "The public address costs extra. Shop does not publish a price."} {
		if !strings.Contains(notes, want) {
			t.Errorf("the notes lack %q: %s", want, notes)
		}
	}
	if len(plan.Price.Lines) != 2 || plan.Consequences[0].Weight != actions.Disturbing {
		t.Errorf("%+v", plan)
	}
}

func TestPriceThatNobodyPublishes(t *testing.T) {
	for name, zero := range map[string]any{"no list": shop{}, "no prices": struct{}{}} {
		plan := actions.ServerCreate.Plan(orderAt(zero, 0), form.Values{"cpu": "x"})
		if plan.Price != nil || plan.Cost != "Shop does not publish a price." {
			t.Errorf("%s: %+v, %q", name, plan.Price, plan.Cost)
		}
	}
}
