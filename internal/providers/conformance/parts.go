package conformance

import (
	"slices"
	"testing"
	"time"

	"pinfold/internal/providers"
)

// testParts checks the lists that a single server has.
func testParts(t *testing.T, s Subject) {
	zero, ok := s.Vendor.Zero.(providers.ServerParts)
	if !ok {
		t.Skip("servers have no parts")
	}
	for _, source := range zero.Parts(s.Server) {
		if source.Name == "" || source.Every <= 0 || len(source.Kinds) == 0 || len(source.Calls) == 0 || source.Parent != s.Server.ID {
			t.Errorf("source %+v lacks something", source)
		}
		for _, op := range source.Calls {
			if row, ok := providers.Lookup(op); !ok || row.Write || row.Provider != s.Vendor.Slug {
				t.Errorf("source %s calls %s", source.Name, op)
			}
		}
	}
	b := newBench(t, s, s.Credentials)
	for _, source := range b.client.(providers.ServerParts).Parts(s.Server) {
		listing, err := source.Read(t.Context())
		if b.checked(err) != nil || !listing.Complete {
			t.Errorf("%s: complete is %v, %v", source.Name, listing.Complete, err)
		}
		seen := map[string]bool{}
		for _, o := range listing.Items {
			if o.ID == "" || seen[o.ID] || !slices.Contains(source.Kinds, o.Kind) || o.Parent != s.Server.ID || o.State == "" {
				t.Errorf("%s: %+v", source.Name, o)
			}
			seen[o.ID] = true
			hidesSecrets(t, o)
		}
		b.fail(body(200, "<!doctype html>"))
		if listing, err := source.Read(t.Context()); b.checked(err) == nil && listing.Complete {
			t.Errorf("%s: a page is taken for a list", source.Name)
		}
		b.fail(nil)
	}
}

// testRecords checks the provider's record and the usage of a server.
func testRecords(t *testing.T, s Subject) {
	b := newBench(t, s, s.Credentials)
	if logger, ok := b.client.(providers.ServerLogger); ok {
		entries, err := logger.ServerLog(t.Context(), s.Server)
		newest := slices.IsSortedFunc(entries, func(x, y providers.LogEntry) int { return y.At.Compare(x.At) })
		if b.checked(err) != nil || len(entries) == 0 || !newest {
			t.Errorf("record: %+v, %v", entries, err)
		}
		if _, err := logger.ServerLog(t.Context(), s.Missing); providers.KindOf(b.checked(err)) != providers.ErrNotFound {
			t.Errorf("record of a missing server: %v", err)
		}
	}
	meter, ok := b.client.(providers.UsageMeter)
	if !ok {
		return
	}
	samples, err := meter.Usage(t.Context(), s.Server, time.Now().Add(-time.Hour), time.Now())
	oldest := slices.IsSortedFunc(samples, func(x, y providers.Sample) int { return x.At.Compare(y.At) })
	if b.checked(err) != nil || len(samples) == 0 || !oldest {
		t.Errorf("usage: %d samples, sorted is %v, %v", len(samples), oldest, err)
	}
	samples, err = meter.Usage(t.Context(), s.Missing, time.Now().Add(-time.Hour), time.Now())
	if kind := providers.KindOf(b.checked(err)); len(samples) != 0 || kind != "" && kind != providers.ErrNotFound {
		t.Errorf("usage of a missing server: %d samples, %v", len(samples), err)
	}
}
