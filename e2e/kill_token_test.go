//go:build e2e

package e2e

import (
	"fmt"
	"strings"
	"testing"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// profileWork changes the profile of the provider's account.
func (k *killWorld) profileWork(at providers.Slug, fill map[string]string, op string, fits func(sandbox.Entry) bool) work {
	r := k.things(at, providers.KindProfile, 1, func(models.Resource) bool { return true })[0]
	return do(fmt.Sprintf("/profiles/%d", r.ID), "profile.update", fill, writes(op, "", fits))
}

// idCloudHostTokens works with tokens while the one that all other works use
// is rotated.
func (k *killWorld) idCloudHostTokens() (works []work) {
	const at = providers.IDCloudHost
	others := k.things(at, providers.KindToken, 2, func(r models.Resource) bool { return !r.Token().Own })
	own := k.things(at, providers.KindToken, 1, func(r models.Resource) bool { return r.Token().Own })[0]
	path := func(r models.Resource) string { return fmt.Sprintf("/tokens/%d", r.ID) }
	works = append(works,
		do(path(others[0]), "token.update", map[string]string{"description": "killed"}, writes("IDC-04", "", on(others[0].ExternalID))),
		do(path(others[1]), "token.delete", nil, writes("IDC-03", "", on(others[1].ExternalID))),
		do(k.account(at), "account.rotate_token", nil, writes("IDC-05", "", named("description", own.Name)), writes("IDC-03", "", on(own.ExternalID))),
	)
	return append(works, unique("kill-token-%d", 3, func(name string) work {
		return do(k.account(at), "token.create", map[string]string{"description": name}, writes("IDC-05", "", named("description", name)))
	})...)
}

// TestKillWhileATokenRotates kills the panel again and again while it rotates
// the token that it signs in with: the one that is stored at the end works, and
// the old one does not.
func TestKillWhileATokenRotates(t *testing.T) {
	k := openKill(t)
	works := k.idCloudHostTokens()
	wishes := make([]wish, len(works))
	for i := range works {
		wishes[i] = works[i].wish
	}
	for _, box := range k.boxes {
		misbehaveOften(box)
		box.Reset()
	}
	before := k.db.Last().ID
	asked := make(chan struct{})
	go func() {
		defer close(asked)
		askAll(t, k.client, wishes)
	}()
	kills := killUntil(t, k.panel, k.db, func() bool {
		select {
		case <-asked:
			return k.db.Open() == 0
		default:
			return false
		}
	})
	for i := range works {
		works[i].wish = wishes[i]
	}
	k.judge(works, before)
	for _, box := range k.boxes {
		box.ClearFaults()
	}
	page := k.client.Get(k.account(providers.IDCloudHost) + "/can")
	if !strings.Contains(page.Text(), "Signed in as user@example.com.") {
		t.Errorf("what is stored does not work: %s", page.Text())
	}
	t.Logf("%d operations, %d kills", len(works), kills)
}
