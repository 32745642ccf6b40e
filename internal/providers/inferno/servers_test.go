package inferno

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pinfold/internal/providers"
)

func activeOrders(ids ...string) string {
	var parts []string
	for _, id := range ids {
		parts = append(parts, fmt.Sprintf(`%q:{"id":%q,"status":"Active"}`, id, id))
	}
	return `{"orders":{` + strings.Join(parts, ",") + `}}`
}

func info(id, product, vps string) string {
	return fmt.Sprintf(`{"result":"success","orderid":%s,"orderStatus":"Active","productStatus":%q,"vps_info":%s}`, id, product, vps)
}

func names(l providers.Listing) []string {
	var all []string
	for _, o := range l.Items {
		all = append(all, string(o.Kind)+" "+o.ID)
	}
	slices.Sort(all)
	return all
}

func TestOneFailingServerHidesNoOther(t *testing.T) {
	const running = `{"result":"success","vps_name":"x","ip":"37.1.0.1","real_state":" Included"}`
	tests := []struct {
		name   string
		status int
		body   string
		want   []string
	}{
		{"unavailable", 502, "<html>", []string{"order 2", "order 3", "server 2", "server 3"}},
		{"no API", 200, "<html>", []string{"order 2", "order 3", "server 2", "server 3"}},
		{"another order", 200, info("9", "Active", running), []string{"order 2", "order 3", "server 2", "server 3"}},
		{"limit", 429, "", nil},
		{"refused", 200, `{"result":"fail","message":"Order ID not found"}`, []string{"order 1", "order 2", "order 3", "server 2", "server 3"}},
		{"server refused", 200, info("1", "Active", `{"result":"fail","message":"node is down"}`), []string{"order 1", "order 2", "order 3", "server 2", "server 3"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFake(t)
			f.on("orders", 200, activeOrders("1", "2", "3"))
			f.on("getinfo 1", tt.status, tt.body)
			f.on("getinfo 2", 200, info("2", "Active", running))
			f.on("getinfo 3", 200, info("3", "Active", running))
			got, err := f.read("servers")
			if err == nil && got.Complete {
				t.Error("the listing claims to be complete")
			}
			if tt.want != nil && (err != nil || !slices.Equal(names(got), tt.want)) {
				t.Errorf("%v, %v", names(got), err)
			}
		})
	}
}

func TestNoServerCanBeRead(t *testing.T) {
	f := newFake(t)
	f.on("orders", 200, activeOrders("1", "2"))
	f.on("getinfo", 503, "")
	if got, err := f.read("servers"); providers.KindOf(err) != providers.ErrUnavailable {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestEndedAndUninstalled(t *testing.T) {
	f := newFake(t)
	f.on("orders", 200, activeOrders("1", "2"))
	f.on("getinfo 1", 200, info("1", "Terminated", "[]"))
	f.on("getinfo 2", 200, info("2", "Pending", "[]"))
	got, err := f.read("servers")
	if err != nil || !got.Complete || !slices.Equal(names(got), []string{"order 1", "order 2"}) {
		t.Fatalf("%v, %v", names(got), err)
	}
	want := map[string]providers.OrderStage{"1": providers.OrderEnded, "2": providers.OrderPaid}
	for _, o := range got.Items {
		if stage := o.Facts.(providers.OrderFacts).Stage; stage != want[o.ID] {
			t.Errorf("%s is %s", o.ID, stage)
		}
		if _, err := f.client.Server(t.Context(), providers.Ref{ID: o.ID}); providers.KindOf(err) != providers.ErrNotFound {
			t.Errorf("the server of order %s: %v", o.ID, err)
		}
	}
}

// TestLimitGivesEachServerItsTurn checks that the next reading begins where a
// limit ended the last one.
func TestLimitGivesEachServerItsTurn(t *testing.T) {
	f := newFake(t)
	const calls = 4 // of which one lists the orders
	left := calls
	f.allow = func(context.Context, providers.Call) error {
		if left--; left < 0 {
			return &providers.Error{Kind: providers.ErrLimit}
		}
		return nil
	}
	ids := []string{"1", "2", "3", "4", "5", "6", "7"}
	f.on("orders", 200, activeOrders(ids...))
	for _, id := range ids {
		f.on("getinfo "+id, 200, info(id, "Active", "[]"))
	}
	seen := map[string]bool{}
	// Which calls of a few at once get a place is open.
	for round := 0; len(seen) < len(ids) && round < 100; round++ {
		got, err := f.read("servers")
		if err != nil || got.Complete || len(got.Items) != 2*(calls-1) {
			t.Fatalf("%v, complete is %v, %v", names(got), got.Complete, err)
		}
		for _, id := range f.calls("getinfo") {
			seen[id] = true
		}
		left = calls
	}
	if len(seen) != len(ids) {
		t.Errorf("only %v had a turn", seen)
	}
}
