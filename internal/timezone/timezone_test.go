package timezone

import (
	"testing"
	"time"
)

func TestAllNamesAreZones(t *testing.T) {
	for _, name := range Names() {
		if zone, err := time.LoadLocation(name); err != nil || zone.String() != name {
			t.Errorf("%s: %v", name, err)
		}
	}
	if len(Names()) < 400 || !Known("UTC") || !Known("Europe/Berlin") || Known("Local") || Known("") {
		t.Errorf("%d names", len(Names()))
	}
}
