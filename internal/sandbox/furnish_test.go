package sandbox

import "testing"

func TestFurnish(t *testing.T) {
	s := New(Options{Seed: 1})
	s.AddClodoAccount("shop", "k")
	s.AddInfernoAccount("shop", "k", "shop@example.org", "p")
	s.AddCloudAtCostAccount("shop", "k")
	s.AddIDCloudHostAccount("shop", "k")
	for _, name := range []string{"clodo", "inferno", "cloudatcost", "idcloudhost"} {
		if err := s.Furnish(name, "shop", 5); err != nil {
			t.Error(err)
		}
	}
	_, a, err := s.lookUp("clodo", "shop")
	if err != nil || len(a.world.(*clodoWorld).servers) != 5 {
		t.Errorf("servers at Clodo: %v, %v", a, err)
	}
	if s.Furnish("clodo", "nobody", 1) == nil {
		t.Error("an account that does not exist was furnished")
	}
}
