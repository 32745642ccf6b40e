package idcloudhost_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

var server7 = providers.Ref{ID: sample7, Location: "cyc01"}

// allowed is a context in which the one write was recorded.
func (w *world) allowed(op providers.OpID) context.Context {
	return providers.WithIntent(w.Context(), providers.Intent{Operation: 1, Step: "test", Op: op})
}

// unlocked lets the time pass in which a server is locked after a change.
func (w *world) unlocked(do func() error) error {
	w.Helper()
	for {
		err := do()
		if providers.KindOf(err) != providers.ErrConflict {
			return err
		}
	}
}

func (w *world) see(ref providers.Ref) providers.Observation {
	w.Helper()
	item, err := w.client.Server(w.Context(), ref)
	if err != nil {
		w.Fatal(err)
	}
	return item
}

func quick(t *testing.T) *world { return newWorld(t, sandbox.Options{Pace: 1}) }

func TestChangesShow(t *testing.T) {
	w := quick(t)
	c := w.client
	if err := c.Rename(w.allowed("IDC-11"), server7, "web server é+&"); err != nil || w.see(server7).Name != "web server é+&" {
		t.Errorf("IDC-11: %v, %s", err, w.see(server7).Name)
	}
	if err := w.unlocked(func() error { return c.ToggleAutoBackup(w.allowed("IDC-13"), server7) }); err != nil {
		t.Errorf("IDC-13: %v", err)
	}
	if on := w.see(server7).Facts.(providers.ServerFacts).AutoBackup; on == nil || !*on {
		t.Errorf("automatic backups are %v", on)
	}
	if err := w.unlocked(func() error { return c.ChangePassword(w.allowed("IDC-10"), server7, "example", "Pass word+1") }); err != nil {
		t.Errorf("IDC-10: %v", err)
	}
	if err := w.box.Mutate(sandbox.Mutation{Provider: "idcloudhost", Kind: sandbox.MutateStop, Target: sample7}); err != nil {
		t.Fatal(err)
	}
	if err := w.unlocked(func() error { return c.Resize(w.allowed("IDC-11"), server7, 4, 4096) }); err != nil {
		t.Errorf("IDC-11: %v", err)
	}
	if f := w.see(server7).Facts.(providers.ServerFacts); f.CPU != 4 || f.MemoryMB != 4096 {
		t.Errorf("%d CPU, %d MB", f.CPU, f.MemoryMB)
	}
	if err := w.unlocked(func() error { return c.DeleteServer(w.allowed("IDC-08"), server7) }); err != nil {
		t.Errorf("IDC-08: %v", err)
	}
	if err := c.DeleteServer(w.allowed("IDC-08"), server7); providers.KindOf(err) != providers.ErrNotFound {
		t.Errorf("deleted twice: %v", err)
	}
}

func TestDisksChange(t *testing.T) {
	w := quick(t)
	c := w.client
	disk, err := c.AddDisk(w.allowed("IDC-26"), server7, 50)
	if err != nil || disk.GB != 50 || disk.Primary {
		t.Fatalf("IDC-26: %+v, %v", disk, err)
	}
	if err := w.unlocked(func() error { return c.GrowDisk(w.allowed("IDC-27"), server7, disk.ID, 60) }); err != nil {
		t.Errorf("IDC-27: %v", err)
	}
	if err := w.unlocked(func() error { return c.GrowDisk(w.allowed("IDC-27"), server7, sample7, 30) }); err != nil {
		t.Errorf("IDC-27 of the primary disk: %v", err)
	}
	if f := w.see(server7).Facts.(providers.ServerFacts); f.DiskGB != 90 || len(f.Disks) != 2 {
		t.Errorf("disks %+v", f.Disks)
	}
	smaller := w.unlocked(func() error { return c.GrowDisk(w.allowed("IDC-27"), server7, disk.ID, 59) })
	if !strings.Contains(providers.Said(smaller), "cannot be smaller") {
		t.Errorf("smaller: %v", smaller)
	}
	primary := w.unlocked(func() error { return c.RemoveDisk(w.allowed("IDC-28"), server7, sample7) })
	if !strings.Contains(providers.Said(primary), "Primary disks cannot be deleted") {
		t.Errorf("primary: %v", primary)
	}
	for _, want := range []providers.ErrorKind{"", providers.ErrNotFound} {
		if err := w.unlocked(func() error { return c.RemoveDisk(w.allowed("IDC-28"), server7, disk.ID) }); providers.KindOf(err) != want {
			t.Errorf("IDC-28: %v, want %q", err, want)
		}
	}
}

// A clone (IDC-14) is found among the servers of its location by its name.
func TestCloneIsFound(t *testing.T) {
	w := quick(t)
	before, err := w.client.CloneMark(t.Context(), server7)
	if err != nil || len(before) != 5 {
		t.Fatalf("%v, %v", before, err)
	}
	clone, err := w.client.Clone(w.allowed("IDC-14"), server7, "Ubuntu-16-04")
	if err != nil || clone.Location != "cyc01" || clone.ID == sample7 {
		t.Fatalf("%+v, %v", clone, err)
	}
	found, err := w.client.ClonesSince(t.Context(), server7, before, "Ubuntu-16-04")
	if err != nil || !slices.Equal(found, []providers.Ref{clone}) {
		t.Errorf("found %v, %v", found, err)
	}
	if found, err = w.client.ClonesSince(t.Context(), server7, before, "other"); err != nil || len(found) != 0 {
		t.Errorf("found %v, %v", found, err)
	}
}

// IDC-49 answers with nothing.
func TestReleaseAddress(t *testing.T) {
	w := quick(t)
	ref := providers.Ref{ID: "1.1.1.1", Location: "bus02"}
	for _, want := range []providers.ErrorKind{"", providers.ErrNotFound} {
		if err := w.client.ReleaseAddress(w.allowed("IDC-49"), ref); providers.KindOf(err) != want {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

// A refusal that repeats the password does not tell it.
func TestPasswordIsHidden(t *testing.T) {
	w := quick(t)
	err := w.client.ChangePassword(w.allowed("IDC-10"), server7, "no-Canary1-user", "Canary1-")
	if err == nil || strings.Contains(err.Error()+providers.Said(err), "Canary1") {
		t.Errorf("%v, said %s", err, providers.Said(err))
	}
}

// offerings are lists of the sandbox as the inventory keeps them.
type offerings map[providers.Kind][]providers.Observation

func (o offerings) Known(kind providers.Kind) []providers.Observation { return o[kind] }

func (w *world) known() offerings {
	return offerings{providers.KindPrice: w.list("prices").Items, providers.KindParameter: w.list("parameters").Items}
}

func TestFormsKeepToIDC52(t *testing.T) {
	w := quick(t)
	known := w.known()
	server := func(system string) providers.Observation {
		return providers.Observation{Name: "old", Facts: providers.ServerFacts{CPU: 2, MemoryMB: 2048, System: system, User: "ann",
			Disks: []providers.Disk{{ID: "a", GB: 20, Primary: true}, {ID: "b", GB: 300}}}}
	}
	linux, windows := server("ubuntu 16.04"), server("windows 2016")
	c := w.client
	for _, test := range []struct {
		name string
		form form.Form
		in   form.Values
		errs form.Errors
	}{
		{"name", c.RenameForm(known, linux), form.Values{"name": "web-1"}, nil},
		{"name with a hyphen first", c.RenameForm(known, linux), form.Values{"name": "-web"}, form.Errors{"name": "At least 4 characters: letters, digits and hyphens, no hyphen at the ends."}},
		{"clone", c.CloneForm(known, linux), form.Values{"name": "w 1"}, form.Errors{"name": "At least 4 characters: letters, digits and hyphens, no hyphen at the ends."}},
		{"one CPU", c.ResizeForm(known, linux), form.Values{"cpu": "1", "memory_mb": "512"}, nil},
		{"one CPU for Windows", c.ResizeForm(known, windows), form.Values{"cpu": "1", "memory_mb": "512"}, form.Errors{"cpu": "2 to 16.", "memory_mb": "1024 to 65536."}},
		{"password", c.PasswordForm(known, linux), form.Values{"username": "ann", "password": "aA345678"}, nil},
		{"password without a capital", c.PasswordForm(known, linux), form.Values{"username": "ann", "password": "aa345678"}, form.Errors{"password": "At least 8 characters, with a small letter, a capital and a digit."}},
		{"long user", c.PasswordForm(known, linux), form.Values{"username": strings.Repeat("a", 31), "password": "aA345678"},
			form.Errors{"username": "1 to 30 letters, digits, hyphens and underscores. It begins with a letter or an underscore."}},
		{"primary disk", c.DiskGrowForm(known, linux), form.Values{"disk": "a", "gb": "240"}, nil},
		{"primary disk too large", c.DiskGrowForm(known, linux), form.Values{"disk": "a", "gb": "241"}, form.Errors{"gb": "21 to 240 GB."}},
		{"smaller disk", c.DiskGrowForm(known, linux), form.Values{"disk": "b", "gb": "300"}, form.Errors{"gb": "301 to 10000 GB."}},
		{"no list was read", c.ResizeForm(offerings{}, windows), form.Values{"cpu": "64", "memory_mb": "1"}, nil},
	} {
		errs := test.form.Validate(test.in)
		if len(errs) != len(test.errs) {
			t.Errorf("%s: %v", test.name, errs)
		}
		for name, sentence := range test.errs {
			if errs[name] != sentence {
				t.Errorf("%s: %s says %q", test.name, name, errs[name])
			}
		}
	}
}

// The prices of IDC-78, by the hour.
func TestPricePerHour(t *testing.T) {
	w := quick(t)
	known := w.known()
	for _, test := range []struct {
		of        providers.Amounts
		price     string
		published bool
	}{
		{providers.Amounts{}, "0", true},
		{providers.Amounts{CPU: 2, MemoryMB: 1536, DiskGB: 20}, "0.017355", true},
		{providers.Amounts{CPU: 2, System: "windows 2016"}, "0.02138", true},
		{providers.Amounts{BackupGB: 100}, "0.00342", true},
		{providers.Amounts{Addresses: 1}, "0", false},
	} {
		if price, ok := w.client.PricePerHour(known, test.of); price.Round(9).String() != test.price || ok != test.published {
			t.Errorf("%+v: %s, %v", test.of, price, ok)
		}
	}
	if _, ok := w.client.PricePerHour(offerings{}, providers.Amounts{CPU: 1}); ok {
		t.Error("a price without a list")
	}
}
