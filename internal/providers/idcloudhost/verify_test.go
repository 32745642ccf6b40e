package idcloudhost

import (
	"slices"
	"testing"
)

func TestVerifyReadsTheSamples(t *testing.T) {
	f := newFake(t)
	f.on("/user-resource/user", sample(t, "idc-01.json"))
	f.on("/config/locations", sample(t, "idc-07.json"))
	f.on("/payment/billing_account/list", sample(t, "idc-61.json"))
	f.on("/cyc01/user-resource/vm/list", sample(t, "idc-17.json"))
	f.on("/cyc01/network/ip_addresses", answer(200, `[]`))
	f.on("/bus02/user-resource/vm/list", answer(200, `[]`))
	f.on("/bus02/network/ip_addresses", sample(t, "idc-46.json"))
	report, err := f.client.Verify(t.Context())
	want := []string{
		"Signed in as user@example.com.", "5 servers in 2 locations: Cycletown, Busburg.",
		"2 floating IPs.", "2 billing accounts.",
	}
	if err != nil || report.Servers != 5 || !slices.Equal(report.Findings, want) {
		t.Errorf("%+v, %v", report, err)
	}
}

// A token that is restricted to a billing account may read little of this.
func TestVerifyOfARestrictedToken(t *testing.T) {
	forbidden := answer(403, file(t, "error-forbidden.json"))
	f := newFake(t)
	f.on("/user-resource/user", forbidden)
	f.on("/payment/billing_account/list", forbidden)
	f.on("/config/locations", answer(200, `[{"slug":"cyc01"}]`))
	f.on("/cyc01/user-resource/vm/list", sample(t, "idc-17.json"))
	f.on("/cyc01/network/ip_addresses", forbidden)
	f.on("/cyc01/user-resource/billing_resources", sample(t, "idc-56.json"))
	report, err := f.client.Verify(t.Context())
	want := []string{
		"The token may not read its user.", "5 servers in 1 location: cyc01.", "The token may not list floating IPs.",
		"The billing accounts cannot be read. IDCloudHost refused: this account may not do that.",
	}
	if err != nil || !slices.Equal(report.Findings, want) {
		t.Errorf("%+v, %v", report, err)
	}
}
