package timezone

import (
	"slices"
	"testing"
	"time"
)

func TestAllNamesAreZones(t *testing.T) {
	for _, name := range Names() {
		if zone, err := time.LoadLocation(name); err != nil || zone.String() != name {
			t.Errorf("%s: %v", name, err)
		}
	}
	has := func(name string) bool { return slices.Contains(Names(), name) }
	if len(Names()) < 400 || Names()[0] != "UTC" || !has("Europe/Berlin") || has("Local") {
		t.Errorf("%d names", len(Names()))
	}
}
