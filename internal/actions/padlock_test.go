package actions_test

import (
	"testing"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/providers/all"
)

// TestPadlockForbidsWhatDestroys and nothing else.
func TestPadlockForbidsWhatDestroys(t *testing.T) {
	const want = "Locked by Ann since 14:02: “customer’s database”. Lift the lock first."
	lock := &actions.Padlock{By: "Ann", Since: "14:02", Why: "customer’s database"}
	for _, vendor := range all.Vendors() {
		for _, a := range actions.All() {
			target := actions.Target{Vendor: vendor, Padlock: lock, Account: models.Account{Provider: vendor.Slug}}
			if a.On != providers.KindAccount {
				target.Resource = &models.Resource{Kind: a.On, State: providers.Running}
			}
			offer, _ := a.Offer(target, access.Owner)
			if held := offer.Reason == want; held != (a.Worst == actions.Destructive && a.Lacking(target) == "") {
				t.Errorf("%s at %s: %q", a.Name, vendor.Slug, offer.Reason)
			}
		}
	}
	if got := (actions.Padlock{By: "Ann", Since: "14:02"}).Words(); got != "Locked by Ann since 14:02." {
		t.Errorf("without a reason: %s", got)
	}
}

// TestPlanMayDestroyMore than the entry says.
func TestPlanMayDestroyMore(t *testing.T) {
	reboot, _ := actions.Named("server.reboot")
	remove, _ := actions.Named("server.delete")
	if reboot.Destroys(actions.Plan{Risk: actions.Disruptive}) || !reboot.Destroys(actions.Plan{Risk: actions.Destructive}) ||
		!remove.Destroys(actions.Plan{Risk: actions.SpendsMoney}) {
		t.Error("what destroys is not known")
	}
}
