package clodo_test

import (
	"testing"

	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
	"pinfold/internal/zone"
)

func (w *world) zone(n int) (providers.Observation, providers.ZoneContent) {
	w.Helper()
	all, err := w.client.Zones(w.Context())
	if err != nil {
		w.Fatal(err)
	}
	content, err := w.client.Zone(w.Context(), providers.Ref{ID: all[n].ID}, all[n].Name)
	if err != nil {
		w.Fatal(err)
	}
	return all[n], content
}

func TestZonesInTheSandbox(t *testing.T) {
	w := newWorld(t)
	step := func(op providers.OpID) providers.Intent { return providers.Intent{Operation: 1, Step: "x", Op: op} }
	z, content := w.zone(0)
	if len(content.Records) != 15 || content.Manner != (providers.ZoneManner{}) || content.Types[0] != "A" || z.Facts.(providers.ZoneFacts).Records != 15 {
		t.Fatalf("%+v", content)
	}
	ref := providers.Ref{ID: z.ID}
	www := content.Records[6]
	if www.Name != "www" || www.Content != "example.com." {
		t.Fatalf("%+v", www)
	}
	moved, fresh := www, zone.Record{Name: "new", Type: "TXT", Content: `"a \"b\""`, TTL: 300}
	moved.Content = "other.example.com."
	edit := providers.ZoneEdit{Name: z.Name, Manner: content.Manner, Changes: []zone.Change{{Before: &www, After: &moved}, {After: &fresh}}}
	w.fault("CLO-29", sandbox.FaultLost)
	if err := w.client.EditZone(providers.WithIntent(t.Context(), step("CLO-29")), ref, edit); providers.KindOf(err) != providers.ErrUnknown {
		t.Errorf("a lost answer: %v", err)
	}
	_, after := w.zone(0)
	last := after.Records[len(after.Records)-1]
	fresh.ID = last.ID
	if len(after.Records) != 16 || after.Records[6] != moved || last != fresh {
		t.Fatalf("%+v", after.Records)
	}
	removing := providers.WithIntent(t.Context(), step("CLO-30"))
	if serial, err := w.client.RemoveRecord(removing, ref, last.ID); err != nil || serial == "" {
		t.Errorf("serial %q, %v", serial, err)
	}
	if _, err := w.client.RemoveRecord(removing, ref, last.ID); providers.KindOf(err) != providers.ErrNotFound {
		t.Errorf("removed twice: %v", err)
	}
	if _, after = w.zone(0); len(after.Records) != 15 {
		t.Errorf("%d records left", len(after.Records))
	}
	slave, _ := w.zone(1)
	if err := w.client.SetZoneMaster(providers.WithIntent(t.Context(), step("CLO-29")), providers.Ref{ID: slave.ID}, "192.0.2.9"); err != nil {
		t.Error(err)
	}
	made, err := w.client.AddZone(providers.WithIntent(t.Context(), step("CLO-26")), providers.NewZone{Name: "new.example", Role: providers.ZoneMaster})
	if err != nil || made.ID == "" {
		t.Errorf("made %+v, %v", made, err)
	}
	deleting := providers.WithIntent(t.Context(), step("CLO-27"))
	if err := w.client.DeleteZone(deleting, made); err != nil {
		t.Error(err)
	}
	if _, err := w.client.Zone(t.Context(), made, "new.example"); providers.KindOf(err) != providers.ErrNotFound {
		t.Errorf("after it was deleted: %v", err)
	}
	if _, err := w.client.AddZone(providers.WithIntent(t.Context(), step("CLO-26")), providers.NewZone{Name: "example.com"}); providers.KindOf(err) != providers.ErrInvalid {
		t.Errorf("a name that is taken: %v", err)
	}
}
