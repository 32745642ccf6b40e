package models_test

import (
	"testing"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// Beside lists what the scope sees, whatever accounts it is asked about.
func TestBesideStaysInScope(t *testing.T) {
	db := testdb.New(t)
	ann, bob := db.Team(t, "ann"), db.Team(t, "bob")
	mine, other, theirs := db.Account(t, ann, "mine"), db.Account(t, ann, "other"), db.Account(t, bob, "theirs")
	for i, place := range []struct {
		scope   models.Scope
		account models.Account
	}{{ann, mine}, {ann, other}, {bob, theirs}} {
		ip := []string{"10.0.0.10", "10.0.0.9", "10.0.0.8"}[i]
		db.Thing(t, place.scope, place.account, providers.Observation{Kind: providers.KindAddress, ID: ip, Name: ip, Location: place.account.Label})
	}
	limited := db.Limited(t, ann.Team.ID, "limited@example.com", mine.ID)
	for _, test := range []struct {
		scope models.Scope
		among []models.ID
		want  []string
	}{
		{ann, []models.ID{mine.ID, other.ID, theirs.ID}, []string{"10.0.0.9", "10.0.0.10"}},
		{ann, []models.ID{other.ID}, []string{"10.0.0.9"}},
		{limited, []models.ID{mine.ID, other.ID, theirs.ID}, []string{"10.0.0.10"}},
		{ann, nil, nil},
	} {
		page, err := test.scope.Beside(ctx, models.BesideQuery{Kind: providers.KindAddress, Among: test.among, Limit: 10})
		testdb.Must(t, err)
		if int(page.Total) != len(test.want) || len(page.Rows) != len(test.want) || len(page.Locations) != len(test.want) {
			t.Errorf("%d of %d, in %v, want %v", len(page.Rows), page.Total, page.Locations, test.want)
			continue
		}
		for i, ip := range test.want {
			if page.Rows[i].Name != ip {
				t.Errorf("%d is %s, want %s", i, page.Rows[i].Name, ip)
			}
		}
	}
}
