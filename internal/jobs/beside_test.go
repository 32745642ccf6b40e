package jobs_test

import (
	"fmt"
	"testing"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// TestChangesBesideAreTold: another process adds, changes and removes an
// account; the pages of this one hear of it within a second or two.
func TestChangesBesideAreTold(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	sub := r.bus.Subscribe()
	defer sub.Close()
	other, err := models.Open(r.Path, r.Clock.Now)
	testdb.Must(t, err)
	defer func() { testdb.Must(t, other.Close()) }()
	beside := other.HolderScope(r.scope.Team)
	told := func(what string, id models.ID) {
		t.Helper()
		seen := map[string]bool{}
		r.until(what+" is told", func() bool {
			for _, e := range sub.Take() {
				seen[fmt.Sprintf("%s-%d", e.Kind, e.ID)] = e.Account == int64(id)
			}
			return seen[fmt.Sprintf("account-%d", id)] && seen["account-0"] && seen["server-0"]
		})
	}
	added := models.Account{Provider: providers.Clodo, Label: "second"}
	testdb.Must(t, beside.AddAccount(ctx, &added, func(models.ID) ([]byte, error) { return nil, nil }, models.Audit{}))
	told("the new account", added.ID)
	added.Label = "renamed"
	testdb.Must(t, beside.ChangeAccount(ctx, added, nil, models.Audit{}))
	told("the change", added.ID)
	testdb.Must(t, beside.RemoveAccount(ctx, added.ID, models.Audit{}))
	told("the removal", added.ID)
}
