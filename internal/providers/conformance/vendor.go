package conformance

import (
	"net/url"
	"testing"

	"pinfold/internal/providers"
)

func testVendor(t *testing.T, s Subject) {
	v := s.Vendor
	address, err := url.Parse(v.Endpoint(v.Connect.Defaults()))
	if err != nil || address.Scheme != "https" || address.Host == "" {
		t.Errorf("the default address is %v, %v", address, err)
	}
	if _, ok := v.Zero.(providers.Verifier); !ok {
		t.Error("its client proves no credentials")
	}
	if _, ok := v.Zero.(providers.Inventory); !ok {
		t.Error("its client has no inventory")
	}
	sealed := 0
	for name := range s.Credentials {
		if field, ok := v.Connect.Field(name); ok && field.Secret {
			sealed++
		}
	}
	if sealed == 0 {
		t.Error("no credential is sealed")
	}
}

func testSources(t *testing.T, s Subject) {
	for _, source := range s.Vendor.Zero.(providers.Inventory).Sources() {
		if source.Name == "" || source.Every <= 0 || len(source.Kinds) == 0 || len(source.Calls) == 0 {
			t.Errorf("source %+v lacks a part", source)
		}
		for _, op := range source.Calls {
			if row, ok := providers.Lookup(op); !ok || row.Write || row.Provider != s.Vendor.Slug {
				t.Errorf("source %s calls %s", source.Name, op)
			}
		}
	}
}

func testVerify(t *testing.T, s Subject) {
	b := newBench(t, s, s.Credentials)
	report, err := b.client.(providers.Verifier).Verify(t.Context())
	if b.checked(err) != nil || report.Servers < s.Servers || len(report.Findings) == 0 {
		t.Errorf("right credentials: %+v, %v", report, err)
	}
	b = newBench(t, s, s.Wrong)
	_, err = b.client.(providers.Verifier).Verify(t.Context())
	if providers.KindOf(b.checked(err)) != providers.ErrAuth {
		t.Errorf("wrong credentials: %v", err)
	}
}
