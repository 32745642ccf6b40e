//go:build e2e

package e2e

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

var orderOfTrial = map[string]string{
	"location": "cyc01", "name": "trial-1", "image": "debian:9.1", "vcpu": "2", "ram": "2048", "disks": "30",
	"username": "ann", "password": secretOfTrial, "billing_account_id": "6",
}

// TestIDCloudHostCreate (IDC-12): the server is where it was asked for, the
// password came as it was entered and is not kept.
func TestIDCloudHostCreate(t *testing.T) {
	tryAll(t, providers.IDCloudHost, []trial{{
		name: "IDC-12", op: "IDC-12", on: anAccountWithRoom, action: "server.create", fill: orderOfTrial,
		refuse:   func(w *trialWorld, _ string) { w.mutate(sandbox.Mutation{Kind: sandbox.MutateFull, Target: "cyc01"}) },
		sentence: "Not enough resources in pool default2.",
		done: func(w *trialWorld, op models.Operation) {
			made := w.newest("IDC-12")
			r := w.resource(fmt.Sprintf("/servers/%d", op.ResourceID))
			digest := sha256.Sum256([]byte(secretOfTrial))
			if f := r.Server(); r.ExternalID != made.Target || r.Location != "cyc01" || r.State != providers.Running || f.CPU != 2 || f.DiskGB != 30 {
				w.t.Errorf("it is %+v", r)
			}
			if made.Details["digest"] != hex.EncodeToString(digest[:8]) || made.Details["billing"] != "6" || made.Details["public"] != "true" {
				w.t.Errorf("asked for %v", made.Details)
			}
			if len(op.Sealed) > 0 || strings.Contains(w.client.Get(fmt.Sprintf("/operations/%d", op.ID)).Body, secretOfTrial) {
				w.t.Error("the password is kept or shown")
			}
		},
	}})
}

func anAccountWithRoom(w *trialWorld) string {
	w.mutate(sandbox.Mutation{Kind: sandbox.MutateFull, Target: "cyc01", Value: "room"})
	return anAccount(w)
}

// TestClodoRebuild (CLO-10) and TestCloudAtCostRebuild (CAC-04): the server has
// the image that was chosen, and a lost answer is found in the provider's
// record.
func TestClodoRebuild(t *testing.T) {
	tryAll(t, providers.Clodo, []trial{{
		name: "CLO-10 rebuild", op: "CLO-10", on: aVirtualServer, action: "server.rebuild", fill: map[string]string{"imageId": "561"},
		refuse: func(w *trialWorld, target string) {
			w.mutate(sandbox.Mutation{Kind: sandbox.MutateStatus, Target: w.resource(target).ExternalID, Value: "is_suspended"})
		},
		sentence: "Команда недоступна в текущем статусе VPS",
		done: func(w *trialWorld, op models.Operation) {
			r := w.resource(fmt.Sprintf("/servers/%d", op.ResourceID))
			if made := w.newest("CLO-10"); made.Details["action"] != "rebuild" || made.Details["image"] != "561" || r.Server().ImageID != "561" || r.State != providers.Running {
				w.t.Errorf("%v made %+v", made.Details, r)
			}
		},
	}})
}

func TestCloudAtCostRebuild(t *testing.T) {
	tryAll(t, providers.CloudAtCost, []trial{{
		name: "CAC-04", op: "CAC-04", on: aServer, action: "server.rebuild", fill: map[string]string{"osid": "26"}, sentence: "CloudAtCost",
		done: func(w *trialWorld, op models.Operation) {
			if r := w.resource(fmt.Sprintf("/servers/%d", op.ResourceID)); r.Server().System != "CentOS-7-64bit" || r.State != providers.Running {
				w.t.Errorf("it is %+v", r)
			}
		},
	}})
}

func aVirtualServer(w *trialWorld) string {
	return that(w, "is virtual", func(r models.Resource, f providers.ServerFacts) bool {
		return f.Type == "VirtualServer" && (r.State == providers.Running || r.State == providers.Stopped)
	})
}

// TestFormsOfCreationAreRefused with a sentence at each field, the entries
// kept but for the password, and nothing sent.
func TestFormsOfCreationAreRefused(t *testing.T) {
	t.Parallel()
	w := openTrialWorld(t, providers.IDCloudHost)
	path := anAccount(w) + "/actions/server.create"
	page := w.client.Get(path)
	form, ok := page.Form(path)
	if !ok {
		t.Fatalf("there is no form:\n%s", page.Text())
	}
	for name, value := range map[string]string{
		"name": "web_05", "image": "windows:2016", "vcpu": "1", "ram": "512", "password": "nocapital1", "username": "",
	} {
		form.Set(name, value)
	}
	answer := w.client.Post(path, form)
	for _, want := range []string{
		"Nothing was sent. Four fields need another look.", "“_” is not allowed.", "Windows needs 2 to 16.",
		"Windows needs 1024 to 65536.", "It lacks a capital.",
	} {
		if answer.Status != http.StatusUnprocessableEntity || !strings.Contains(answer.Text(), want) {
			t.Errorf("status %d, without %q:\n%s", answer.Status, want, answer.Text())
		}
	}
	kept, _ := answer.Form(path)
	if kept.Get("name") != "web_05" || kept.Get("image") != "windows:2016" || strings.Contains(answer.Body, "nocapital1") {
		t.Errorf("kept %v", kept)
	}
	if n := len(w.box.Ledger()); n != 0 {
		t.Errorf("%d writes", n)
	}
}

// TestPriceFollowsTheForm: the plan that script asks for again has the price of
// what is entered.
func TestPriceFollowsTheForm(t *testing.T) {
	t.Parallel()
	w := openTrialWorld(t, providers.IDCloudHost)
	path := anAccount(w) + "/actions/server.create"
	for query, wants := range map[string][]string{
		"": {"0.01050", "about 7.56", "IDCloudHost’s price list"},
		url.Values{"image": {"windows:2016"}, "vcpu": {"2"}, "ram": {"1024"}, "disks": {"40"}, "location": {"bus02"}}.Encode(): {
			"0.02867", "about 20.64", "Windows license", "/v1/bus02/user-resource/vm",
		},
	} {
		text := w.client.Get(path + "?" + query).Text()
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("%q: the page lacks %q:\n%s", query, want, text)
			}
		}
	}
}
