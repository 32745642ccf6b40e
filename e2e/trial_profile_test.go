//go:build e2e

package e2e

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// aProfile is the address of the only profile.
func aProfile(w *trialWorld) string {
	w.t.Helper()
	rows := w.all(providers.KindProfile)
	if len(rows) != 1 {
		w.t.Fatalf("%d profiles", len(rows))
	}
	return fmt.Sprintf("/profiles/%d", rows[0].ID)
}

// another fills a field with another value each time.
func another(fill map[string]string, name, value string, on func(w *trialWorld) string) func(*trialWorld) string {
	n := 0
	return func(w *trialWorld) string {
		n++
		fill[name] = fmt.Sprint(value, n)
		return on(w)
	}
}

func TestClodoProfile(t *testing.T) {
	fill := map[string]string{"part": "all", "bik": "044525225", "passportwho": "-", "vpsdeletesms": "0"}
	tryAll(t, providers.Clodo, []trial{{
		name: "CLO-36", op: "CLO-36", action: "profile.update", fill: fill, on: another(fill, "orgname", "ООО Ромашка ", aProfile),
		// The provider refuses what the form takes: the field is named.
		refuse: func(w *trialWorld, _ string) {
			fill["inn"] = "12"
			w.t.Cleanup(func() { delete(fill, "inn") })
		},
		sentence: "Clodo does not take what was entered as INN under Company.",
		done: func(w *trialWorld, op models.Operation) {
			sent := w.newest("CLO-36").Details
			if len(sent) != 3 || sent["users_profile_orgname"] != fill["orgname"] || sent["users_profile_vpsdeletesms"] != "0" || sent["users_profile_bik"] != "044525225" {
				w.t.Errorf("it sent %v", sent) // An empty value is not entered in the ledger.
			}
			if strings.Contains(fmt.Sprint(op.Input, op.Asked), "044525225") {
				w.t.Errorf("the operation shows a secret: %v %v", op.Input, op.Asked)
			}
			page := w.client.Get(anAccount(w) + "/profile")
			if !strings.Contains(page.Text(), fill["orgname"]) || strings.Contains(page.Body, "044525225") || strings.Contains(page.Body, "Отделение") {
				w.t.Errorf("the page: %s", page.Text())
			}
			shown := w.client.Post(strings.Replace(fmt.Sprintf("/profiles/%d/secrets/bik", op.ResourceID), " ", "", 1), nil)
			if !strings.Contains(shown.Body, "044525225") {
				w.t.Errorf("it is not shown on demand: %s", shown.Text())
			}
		},
	}})
}

// TestProfileOfARefusedField marks the field on the page.
func TestProfileOfARefusedField(t *testing.T) {
	t.Parallel()
	w := openTrialWorld(t, providers.Clodo)
	op := w.ends(w.start(trial{action: "profile.update", fill: map[string]string{"part": "Company", "inn": "12"}}, aProfile(w)).ID)
	page := w.client.Get(anAccount(w) + "/profile").Text()
	if op.Status != models.StatusFailed || !strings.Contains(page, "Clodo did not take what was entered here last.") {
		t.Errorf("%s: %s", op.Status, page)
	}
}

// TestProfileChangedMeanwhile stops before it overwrites what somebody else
// entered, and shows the difference.
func TestProfileChangedMeanwhile(t *testing.T) {
	t.Parallel()
	w := openTrialWorld(t, providers.Clodo)
	w.mutate(sandbox.Mutation{Kind: sandbox.MutateProfile, Target: "users_profile_phone", Value: "+7 999"})
	op := w.ends(w.start(trial{action: "profile.update", fill: map[string]string{"part": "all", "phone": "+7 111", "skype": "x"}}, aProfile(w)).ID)
	if op.Status != models.StatusFailed || !strings.Contains(op.Error, `Phone was "+70000000000" and is "+7 999" now.`) || len(w.box.Ledger()) != 0 {
		t.Errorf("%s: %s, %v", op.Status, op.Error, w.box.Ledger())
	}
	// Another field of the same profile may go: it is not touched by that.
	w.mutate(sandbox.Mutation{Kind: sandbox.MutateProfile, Target: "users_profile_phone", Value: "+7 888"})
	op = w.ends(w.start(trial{action: "profile.update", fill: map[string]string{"part": "all", "skype": "x"}}, aProfile(w)).ID)
	if sent := w.newest("CLO-36").Details; op.Status != models.StatusSucceeded || len(sent) != 1 || sent["users_profile_skype"] != "x" {
		t.Errorf("%s: %s, %v", op.Status, op.Error, sent)
	}
	path := aProfile(w) + "/actions/profile.update"
	form, _ := w.client.Get(path).Form(path)
	if answer := w.client.Post(path, form); answer.Status != http.StatusUnprocessableEntity || !strings.Contains(answer.Text(), "You changed nothing") {
		t.Errorf("nothing was changed: %d %s", answer.Status, answer.Text())
	}
}

func TestIDCloudHostProfile(t *testing.T) {
	fill := map[string]string{"personal_id_number": "987654321"}
	tryAll(t, providers.IDCloudHost, []trial{{
		name: "IDC-02", op: "IDC-02", action: "profile.update", fill: fill, on: another(fill, "phone_number", "+62 21 55", aProfile),
		sentence: "IDCloudHost refused",
		done: func(w *trialWorld, op models.Operation) {
			if sent := w.newest("IDC-02").Details; sent["phone_number"] != fill["phone_number"] || sent["first_name"] != "" {
				w.t.Errorf("it sent %v", sent)
			}
			page := w.client.Get(anAccount(w) + "/profile")
			if !strings.Contains(page.Text(), fill["phone_number"]) || strings.Contains(page.Body, "987654321") {
				w.t.Errorf("the page: %s", page.Text())
			}
		},
	}})
}

// TestReadsOfTheProfile covers CLO-35, IDC-01 and CLO-02 from their pages,
// answered and not.
func TestReadsOfTheProfile(t *testing.T) {
	t.Parallel()
	for slug, reads := range map[providers.Slug][][3]string{
		providers.Clodo:       {{"CLO-35", "/profile/refresh", "POST"}, {"CLO-02", "/limits/now", "GET"}},
		providers.IDCloudHost: {{"IDC-01", "/profile/refresh", "POST"}},
	} {
		t.Run(string(slug), func(t *testing.T) {
			t.Parallel()
			w := openTrialWorld(t, slug)
			for _, read := range reads {
				ask := func() Answer {
					if read[2] == "GET" {
						return w.client.Get(anAccount(w) + read[1])
					}
					return w.client.Post(anAccount(w)+read[1], nil)
				}
				before := w.box.Calls()[read[0]]
				if good := ask(); good.Status >= 400 || w.box.Calls()[read[0]] <= before {
					t.Errorf("%s: status %d", read[0], good.Status)
				}
				w.box.SetFault(sandbox.Fault{Provider: string(slug), Op: read[0], Kind: sandbox.FaultHTML})
				if bad := ask(); !strings.Contains(bad.Text(), "something that is not its API") {
					t.Errorf("%s: %s", read[0], bad.Text())
				}
				w.box.ClearFaults()
			}
		})
	}
}
