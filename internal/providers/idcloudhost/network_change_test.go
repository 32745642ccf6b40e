package idcloudhost_test

import (
	"slices"
	"testing"

	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

const busburg = "88e5a11b-9c89-4986-99c7-90d43499317c"

func TestAddressesChange(t *testing.T) {
	w := quick(t)
	c := w.client
	before, err := c.Addresses(w.Context(), "bus02")
	if err != nil || len(before) != 2 {
		t.Fatalf("IDC-46: %v, %v", before, err)
	}
	w.box.SetFault(sandbox.Fault{Provider: "idcloudhost", Op: "IDC-45", Kind: sandbox.FaultLost, Times: 1})
	in := providers.NewAddress{Location: "bus02", Billing: "6", Name: "my ip"}
	if _, err := c.CreateAddress(w.allowed("IDC-45"), in); providers.KindOf(err) != providers.ErrUnknown {
		t.Errorf("a lost answer: %v", err)
	}
	ref, err := c.CreateAddress(w.allowed("IDC-45"), in)
	if err != nil || ref.Location != "bus02" {
		t.Fatalf("IDC-45: %v, %v", ref, err)
	}
	if after, err := c.Addresses(w.Context(), "bus02"); err != nil || len(after) != 4 {
		t.Errorf("%d addresses, %v", len(after), err)
	}
	read := func() (providers.Observation, providers.NamedFacts) {
		o, err := c.Address(w.Context(), ref)
		if err != nil {
			t.Fatal(err)
		}
		return o, o.Facts.(providers.NamedFacts)
	}
	if err := c.ChangeAddress(w.allowed("IDC-48"), ref, "é+&", "129075"); err != nil {
		t.Errorf("IDC-48: %v", err)
	}
	if _, f := read(); f.Title != "é+&" || f.Detail(providers.DetailBilling) != "129075" {
		t.Errorf("%+v", f)
	}
	if err := c.AssignAddress(w.allowed("IDC-50"), ref, busburg); err != nil {
		t.Errorf("IDC-50: %v", err)
	}
	if o, _ := read(); o.Parent != busburg {
		t.Errorf("it is at %q", o.Parent)
	}
	if err := c.UnassignAddress(w.allowed("IDC-51"), ref); err != nil {
		t.Errorf("IDC-51: %v", err)
	}
	if o, _ := read(); o.Parent != "" {
		t.Errorf("it is at %q", o.Parent)
	}
	for _, billing := range []string{"", "x", "-1"} {
		in.Billing = billing
		if _, err := c.CreateAddress(w.allowed("IDC-45"), in); providers.KindOf(err) != providers.ErrInvalid || !providers.Refused(err) {
			t.Errorf("billing account %q: %v", billing, err)
		}
	}
	if err := c.AssignAddress(w.allowed("IDC-50"), providers.Ref{ID: "80.64.107.54", Location: "cyc01"}, sample7); providers.KindOf(err) != providers.ErrInvalid {
		t.Errorf("assigned elsewhere: %v", err)
	}
}

func TestServersReserveAndRelease(t *testing.T) {
	w := quick(t)
	c := w.client
	public := func() (ips []string) {
		for _, a := range w.see(server7).Facts.(providers.ServerFacts).Addresses {
			if !a.Private {
				ips = append(ips, a.IP)
			}
		}
		return ips
	}
	if err := c.DetachAddress(w.allowed("IDC-15"), server7); providers.KindOf(err) != providers.ErrInvalid {
		t.Errorf("a server without an address: %v", err)
	}
	if err := c.ReserveAddress(w.allowed("IDC-16"), server7); err != nil || len(public()) != 1 {
		t.Fatalf("IDC-16: %v, %v", public(), err)
	}
	ip := public()[0]
	if err := w.unlocked(func() error { return c.DetachAddress(w.allowed("IDC-15"), server7) }); err != nil || len(public()) != 0 {
		t.Errorf("IDC-15: %v, %v", public(), err)
	}
	if o, err := c.Address(w.Context(), providers.Ref{ID: ip, Location: "cyc01"}); err != nil || o.Parent != "" {
		t.Errorf("%s is not kept: %+v, %v", ip, o, err)
	}
}

func TestNetworksChange(t *testing.T) {
	w := quick(t)
	c := w.client
	if _, err := c.CreateNetwork(w.allowed("IDC-41"), "cyc01", ""); !providers.Refused(err) {
		t.Errorf("without a name: %v", err)
	}
	ref, err := c.CreateNetwork(w.allowed("IDC-41"), "cyc01", "my net+&")
	if err != nil {
		t.Fatal(err)
	}
	if err := c.RenameNetwork(w.allowed("IDC-44"), ref, "new"); err != nil {
		t.Errorf("IDC-44: %v", err)
	}
	if err := c.MakeNetworkDefault(w.allowed("IDC-43"), ref); err != nil {
		t.Errorf("IDC-43: %v", err)
	}
	all, err := c.Networks(w.Context(), "cyc01")
	defaults := slices.DeleteFunc(all, func(o providers.Observation) bool { return !o.Facts.(providers.NetworkFacts).Default })
	if err != nil || len(defaults) != 1 || defaults[0].ID != ref.ID || defaults[0].Name != "new" {
		t.Errorf("default networks %+v, %v", defaults, err)
	}
	if err := c.DeleteNetwork(w.allowed("IDC-42"), ref); providers.KindOf(err) != providers.ErrInvalid {
		t.Errorf("the default one was deleted: %v", err)
	}
	other, err := c.CreateNetwork(w.allowed("IDC-41"), "cyc01", "empty")
	if err != nil {
		t.Fatal(err)
	}
	if err := c.DeleteNetwork(w.allowed("IDC-42"), other); err != nil {
		t.Errorf("IDC-42: %v", err)
	}
	if err := c.DeleteNetwork(w.allowed("IDC-42"), other); providers.KindOf(err) != providers.ErrNotFound {
		t.Errorf("deleted twice: %v", err)
	}
	for _, entry := range w.box.Ledger() {
		if entry.Op == "IDC-41" && entry.Details["name"] == "" {
			t.Errorf("a network without a name: %+v", entry)
		}
	}
}
