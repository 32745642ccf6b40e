package actions_test

import (
	"strings"
	"testing"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
)

func TestRegistryIsComplete(t *testing.T) {
	names := map[string]bool{}
	for _, a := range actions.All() {
		if names[a.Name] {
			t.Errorf("%s stands twice", a.Name)
		}
		names[a.Name] = true
		for what, word := range map[string]string{
			"label": a.Words.Label, "button": a.Words.Button, "doing": a.Words.Doing, "done": a.Words.Done, "icon": a.Words.Icon,
		} {
			if strings.TrimSpace(word) == "" {
				t.Errorf("%s has no %s", a.Name, what)
			}
		}
		if !strings.HasPrefix(a.Name, string(a.Makes)+".") {
			t.Errorf("%s makes or changes a %s", a.Name, a.Makes)
		}
		if !access.Owner.May(a.Needs) || access.Viewer.May(a.Needs) {
			t.Errorf("%s needs %q", a.Name, a.Needs)
		}
		if a.Bulk && a.Worst > actions.Disruptive {
			t.Errorf("%s: worst %d, bulk %v", a.Name, a.Worst, a.Bulk)
		}
		for slug, op := range a.Write {
			if row, ok := providers.Lookup(op); !ok || row.Provider != slug || !row.Write {
				t.Errorf("%s: %s is no write of %s", a.Name, op, slug)
			}
		}
		if found, ok := actions.Find(a.On, a.Name); !ok || found.Name != a.Name {
			t.Errorf("%s is not found on %s", a.Name, a.On)
		}
		if found, ok := actions.Named(a.Name); !ok || found.Name != a.Name {
			t.Errorf("%s is not found by name", a.Name)
		}
	}
	if _, ok := actions.Find(providers.KindImage, "server.reboot"); ok {
		t.Error("images are rebooted")
	}
	if _, ok := actions.Named(""); ok {
		t.Error("the empty name is an action")
	}
}

// targets of every kind and state, as empty as rows can be.
func targets(a actions.Action) (all []actions.Target) {
	vendor := providers.Vendor{Slug: providers.Clodo, Name: "Clodo"}
	if a.On == providers.KindAccount {
		return []actions.Target{{}, {Vendor: vendor, Account: models.Account{ID: 3, Label: "main"}}}
	}
	for _, state := range []providers.State{"", providers.Running, providers.Stopped, providers.Working, providers.Failed, providers.Suspended, providers.Unknown} {
		all = append(all, actions.Target{Vendor: vendor, Resource: &models.Resource{ID: 7, Kind: a.On, ExternalID: "70", Name: "web", State: state}})
	}
	return append(all, actions.Target{Resource: &models.Resource{Kind: a.On}})
}

func TestPlansOfEmptyForms(t *testing.T) {
	for _, a := range actions.All() {
		for _, target := range targets(a) {
			for _, in := range []form.Values{nil, {}, {"name": ""}} {
				plan := a.Plan(target, in)
				if plan.Title == "" || len(plan.Consequences) == 0 || plan.Risk < a.Worst {
					t.Errorf("%s: %+v", a.Name, plan)
				}
				if locks := plan.Lock != ""; locks == (a.Creates() || plan.Risk == actions.Safe) {
					t.Errorf("%s locks %q", a.Name, plan.Lock)
				}
				if a.Write[target.Vendor.Slug] != "" && len(plan.Calls) == 0 {
					t.Errorf("%s calls nothing", a.Name)
				}
				for _, call := range plan.Calls {
					if strings.ContainsAny(call.Path, "{}<>") {
						t.Errorf("%s calls %s", a.Name, call.Path)
					}
				}
				if a.Worst == actions.Destructive && plan.TypedName != target.Name() {
					t.Errorf("%s asks to type %q", a.Name, plan.TypedName)
				}
			}
			a.Form(target)
		}
	}
}

// One plan locks what another works on: both name the same thing.
func TestLocksMeet(t *testing.T) {
	target := actions.Target{Resource: &models.Resource{ID: 7, Kind: providers.KindServer}}
	for _, a := range actions.All() {
		if a.On == providers.KindServer {
			if lock := a.Plan(target, nil).Lock; lock != "server-7" {
				t.Errorf("%s locks %s", a.Name, lock)
			}
		}
	}
}

func TestOffers(t *testing.T) {
	for _, role := range append(access.Roles(), "") {
		for _, a := range actions.All() {
			for _, target := range targets(a) {
				offer, ok := a.Offer(target, role)
				if ok != role.May(a.Needs) {
					t.Errorf("%s is offered to %q: %v", a.Name, role, ok)
				}
				if ok && offer.Reason == "" {
					t.Errorf("%s is possible at a vendor that can nothing", a.Name)
				}
			}
		}
	}
	server := actions.Target{Resource: &models.Resource{Kind: providers.KindServer}}
	for _, offer := range actions.Offers(server, access.Owner) {
		if offer.Action.On != providers.KindServer {
			t.Errorf("%s is offered on a server", offer.Action.Name)
		}
	}
}
