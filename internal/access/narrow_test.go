package access_test

import (
	"testing"

	"pinfold/internal/access"
)

// TestNarrower holds that the narrower of two roles has no permission that one
// of them lacks, and is one of the two where one lies within the other.
func TestNarrower(t *testing.T) {
	for _, a := range access.Roles() {
		for _, b := range access.Roles() {
			got := access.Narrower(a, b)
			if !got.Within(a) || !got.Within(b) || got != access.Narrower(b, a) {
				t.Errorf("%s and %s: %s", a, b, got)
			}
			if a.Within(b) && got != a {
				t.Errorf("%s lies within %s, but the narrower is %s", a, b, got)
			}
		}
	}
	if got := access.Narrower(access.Operator, access.Billing); got != access.Viewer {
		t.Errorf("operator and billing: %s", got)
	}
	if access.Owner.Within(access.Admin) || access.Operator.Within(access.Billing) || !access.Viewer.Within(access.Billing) {
		t.Error("roles lie within others that do not hold them")
	}
}
