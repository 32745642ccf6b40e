//go:build e2e

package e2e

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// beside are the present things of a kind that the account has.
func (w *trialWorld) beside(kind providers.Kind) []models.Resource {
	w.t.Helper()
	page, err := w.db.scope.Beside(w.t.Context(), models.BesideQuery{Kind: kind, Among: []models.ID{w.db.Account().ID}, Limit: 1000})
	w.db.must(err)
	return page.Rows
}

// one picks a thing that no trial has used yet.
func (w *trialWorld) one(kind providers.Kind, fits func(models.Resource) bool) models.Resource {
	w.t.Helper()
	for _, r := range w.beside(kind) {
		if !w.used[r.ID] && fits(r) {
			w.used[r.ID] = true
			return r
		}
	}
	w.t.Fatalf("no %s is left", kind)
	return models.Resource{}
}

func addressURL(r models.Resource) string { return fmt.Sprintf("/addresses/%d", r.ID) }
func networkURL(r models.Resource) string { return fmt.Sprintf("/networks/%d", r.ID) }

func assigned(w *trialWorld) string {
	return addressURL(w.one(providers.KindAddress, func(r models.Resource) bool {
		return r.Parent != "" && slices.ContainsFunc(w.db.Servers(), func(s models.Resource) bool { return s.ExternalID == r.Parent })
	}))
}

func free(w *trialWorld) string {
	return addressURL(w.one(providers.KindAddress, func(r models.Resource) bool { return r.Parent == "" }))
}

func withOneAddress(w *trialWorld) string {
	return that(w, "with one address", func(_ models.Resource, f providers.ServerFacts) bool { return len(floating(f)) == 1 })
}

// address reads what an address such as "/addresses/7" stands for.
func (w *trialWorld) address(id models.ID) models.Resource {
	w.t.Helper()
	r, err := w.db.scope.Resource(w.t.Context(), providers.KindAddress, id)
	w.db.must(err)
	return r
}

func TestIDCloudHostReserveAddress(t *testing.T) {
	tryAll(t, providers.IDCloudHost, []trial{{
		name: "IDC-16", op: "IDC-16", on: without, action: "server.address_reserve", sentence: "IDCloudHost refused",
		done: func(w *trialWorld, op models.Operation) {
			ip := w.newest("IDC-16").Details["address"]
			f := w.resource(fmt.Sprintf("/servers/%d", op.ResourceID)).Server()
			if got := floating(f); !slices.Equal(got, []string{ip}) {
				w.t.Errorf("the server has %v, not %s", got, ip)
			}
			w.one(providers.KindAddress, func(r models.Resource) bool { return r.ExternalID == ip && r.Parent == op.ExternalID })
		},
	}})
}

func TestIDCloudHostReleaseAddress(t *testing.T) {
	tryAll(t, providers.IDCloudHost, []trial{{
		name: "IDC-15", op: "IDC-15", on: withOneAddress, action: "server.address_release", sentence: "IDCloudHost refused",
		done: func(w *trialWorld, op models.Operation) {
			ip := w.newest("IDC-15").Details["address"]
			if got := floating(w.resource(fmt.Sprintf("/servers/%d", op.ResourceID)).Server()); len(got) != 0 {
				w.t.Errorf("the server has %v", got)
			}
			w.one(providers.KindAddress, func(r models.Resource) bool { return r.ExternalID == ip && r.Parent == "" })
		},
	}})
}

func TestIDCloudHostCreateAddress(t *testing.T) {
	tryAll(t, providers.IDCloudHost, []trial{{
		name: "IDC-45", op: "IDC-45", on: anAccount, action: "address.create", sentence: "IDCloudHost refused",
		fill: map[string]string{"name": "trial ip", "billing": "6", "location": "bus02"},
		done: func(w *trialWorld, op models.Operation) {
			if r := w.address(op.ResourceID); r.ExternalID != w.newest("IDC-45").Target || r.Named().Title != "trial ip" || r.Location != "bus02" {
				w.t.Errorf("it made %s %q in %s", r.ExternalID, r.Named().Title, r.Location)
			}
		},
	}})
}

func TestIDCloudHostAssign(t *testing.T) {
	fill := map[string]string{}
	tryAll(t, providers.IDCloudHost, []trial{{
		name: "IDC-50", op: "IDC-50", action: "address.assign", fill: fill, sentence: "IDCloudHost refused",
		on: func(w *trialWorld) string {
			r := w.one(providers.KindAddress, func(r models.Resource) bool { return r.Parent == "" })
			i := slices.IndexFunc(w.db.Servers(), func(s models.Resource) bool { return s.Location == r.Location })
			fill["server"] = w.db.Servers()[i].ExternalID
			return addressURL(r)
		},
		done: func(w *trialWorld, op models.Operation) {
			r := w.address(op.ResourceID)
			i := slices.IndexFunc(w.db.Servers(), func(s models.Resource) bool { return s.ExternalID == r.Parent })
			if i < 0 || !slices.Contains(floating(w.db.Servers()[i].Server()), r.ExternalID) {
				w.t.Errorf("%s is at %q", r.ExternalID, r.Parent)
			}
		},
	}})
}

func TestIDCloudHostUnassign(t *testing.T) {
	tryAll(t, providers.IDCloudHost, []trial{{
		name: "IDC-51", op: "IDC-51", on: assigned, action: "address.unassign", sentence: "IDCloudHost refused",
		done: func(w *trialWorld, op models.Operation) {
			r := w.address(op.ResourceID)
			holds := slices.ContainsFunc(w.db.Servers(), func(s models.Resource) bool { return slices.Contains(floating(s.Server()), r.ExternalID) })
			if r.Parent != "" || holds {
				w.t.Errorf("%s is at %q still", r.ExternalID, r.Parent)
			}
		},
	}})
}

func TestIDCloudHostChangeAddress(t *testing.T) {
	tryAll(t, providers.IDCloudHost, []trial{{
		name: "IDC-48", op: "IDC-48", on: assigned, action: "address.rename", sentence: "IDCloudHost refused",
		fill: map[string]string{"name": "renamed ip", "billing": "129075"},
		done: func(w *trialWorld, op models.Operation) {
			if f := w.address(op.ResourceID).Named(); f.Title != "renamed ip" || f.Detail(providers.DetailBilling) != "129075" {
				w.t.Errorf("it is %+v", f)
			}
		},
	}})
}

func TestIDCloudHostDeleteAddress(t *testing.T) {
	tryAll(t, providers.IDCloudHost, []trial{{
		name: "IDC-49", op: "IDC-49", on: assigned, action: "address.delete", sentence: "IDCloudHost refused",
		done: func(w *trialWorld, op models.Operation) {
			if w.address(op.ResourceID).GoneAt == nil {
				w.t.Error("it is there still")
			}
		},
	}})
}

// aNetwork picks a network that is no default one; an empty one is made first.
func aNetwork(w *trialWorld) string {
	return networkURL(w.one(providers.KindNetwork, func(r models.Resource) bool { return !r.Network().Default }))
}

func anEmptyNetwork(w *trialWorld) string {
	w.t.Helper()
	op := w.ends(w.start(trial{action: "network.create", fill: map[string]string{"name": "empty"}}, anAccount(w)).ID)
	if op.Status != models.StatusSucceeded {
		w.t.Fatalf("no network: %s", op.Error)
	}
	return fmt.Sprintf("/networks/%d", op.ResourceID)
}

func (w *trialWorld) network(id models.ID) models.Resource {
	w.t.Helper()
	r, err := w.db.scope.Resource(w.t.Context(), providers.KindNetwork, id)
	w.db.must(err)
	return r
}

func TestIDCloudHostNetworks(t *testing.T) {
	tryAll(t, providers.IDCloudHost, []trial{
		{
			name: "IDC-41", op: "IDC-41", on: anAccount, action: "network.create", sentence: "IDCloudHost refused",
			fill: map[string]string{"name": "trial net+&", "location": "bus02"},
			done: func(w *trialWorld, op models.Operation) {
				if r := w.network(op.ResourceID); r.ExternalID != w.newest("IDC-41").Target || r.Name != "trial net+&" || r.Location != "bus02" {
					w.t.Errorf("it made %s %q in %s", r.ExternalID, r.Name, r.Location)
				}
			},
		},
		{
			name: "IDC-44", op: "IDC-44", on: aNetwork, action: "network.rename", sentence: "IDCloudHost refused",
			fill: map[string]string{"name": "renamed net"},
			done: func(w *trialWorld, op models.Operation) {
				if r := w.network(op.ResourceID); r.Name != "renamed net" {
					w.t.Errorf("it is called %s", r.Name)
				}
			},
		},
	})
}

func TestIDCloudHostDefaultNetwork(t *testing.T) {
	tryAll(t, providers.IDCloudHost, []trial{{
		name: "IDC-43", op: "IDC-43", on: aNetwork, action: "network.default", sentence: "IDCloudHost refused",
		done: func(w *trialWorld, op models.Operation) {
			changed, defaults := w.network(op.ResourceID), 0
			for _, r := range w.beside(providers.KindNetwork) {
				if r.Location == changed.Location && r.Network().Default {
					defaults++
				}
			}
			if !changed.Network().Default || defaults != 1 {
				w.t.Errorf("%v, %d default networks", changed.Network().Default, defaults)
			}
		},
	}})
}

func TestIDCloudHostDeleteNetwork(t *testing.T) {
	tryAll(t, providers.IDCloudHost, []trial{{
		name: "IDC-42", op: "IDC-42", on: anEmptyNetwork, action: "network.delete", sentence: "IDCloudHost refused",
		done: func(w *trialWorld, op models.Operation) {
			if w.network(op.ResourceID).GoneAt == nil {
				w.t.Error("it is there still")
			}
		},
	}})
}

// additionalOf reads the addresses of a server as its page does, and picks one
// that is not the primary one.
func additionalOf(w *trialWorld) models.Resource {
	w.t.Helper()
	server := that(w, "with two addresses", func(_ models.Resource, f providers.ServerFacts) bool { return len(floating(f)) == 2 })
	w.client.Get(server + "/parts/addresses")
	parts, err := w.db.scope.Parts(w.t.Context(), w.resource(server))
	w.db.must(err)
	for _, r := range parts {
		if r.Kind == providers.KindAddress && r.Named().Detail(providers.DetailPrimary) == "No" {
			return r
		}
	}
	w.t.Fatalf("%s shows no additional address", server)
	return models.Resource{}
}

func TestClodoAddresses(t *testing.T) {
	fill := map[string]string{}
	tryAll(t, providers.Clodo, []trial{
		{
			name: "CLO-21", op: "CLO-21", on: aRunning, action: "server.address_add", sentence: "Clodo",
			done: func(w *trialWorld, op models.Operation) {
				f := w.resource(fmt.Sprintf("/servers/%d", op.ResourceID)).Server()
				if ip := w.newest("CLO-21").Details["ip"]; !slices.Contains(floating(f), ip) {
					w.t.Errorf("the server has %v, not %s", floating(f), ip)
				}
			},
		},
		{
			name: "CLO-22", op: "CLO-22", on: func(w *trialWorld) string { return addressURL(additionalOf(w)) }, action: "address.remove", sentence: "Clodo",
			done: func(w *trialWorld, op models.Operation) {
				r := w.address(op.ResourceID)
				f := w.resource(fmt.Sprintf("/servers/%d", op.ServerID)).Server()
				if r.GoneAt == nil || slices.Contains(floating(f), r.ExternalID) {
					w.t.Errorf("%s is there still: %v", r.ExternalID, floating(f))
				}
			},
		},
		{
			name: "CLO-23", op: "CLO-23", action: "address.move", fill: fill, sentence: "Clodo",
			on: func(w *trialWorld) string {
				r := additionalOf(w)
				to := that(w, "to move to", func(s models.Resource, _ providers.ServerFacts) bool { return s.Location == r.Location })
				fill["server"] = w.resource(to).ExternalID
				return addressURL(r)
			},
			done: func(w *trialWorld, op models.Operation) {
				r := w.address(op.ResourceID)
				from := w.resource(fmt.Sprintf("/servers/%d", op.ServerID)).Server()
				if r.Parent != fill["server"] || slices.Contains(floating(from), r.ExternalID) {
					w.t.Errorf("%s is at %s; the other server has %v", r.ExternalID, r.Parent, floating(from))
				}
			},
		},
	})
}

// TestFormsOfAddressesAreRefused with a sentence at the field, and what cannot
// be done says why; nothing is sent.
func TestFormsOfAddressesAreRefused(t *testing.T) {
	t.Parallel()
	w := openTrialWorld(t, providers.IDCloudHost)
	account, spare, network := anAccount(w), free(w), aNetwork(w)
	for _, test := range []struct {
		target, action string
		fill           map[string]string
		sentence       string
	}{
		{account, "address.create", map[string]string{"location": "nowhere"}, "This choice is not offered any more."},
		{account, "network.create", nil, "Enter"},
		{spare, "address.assign", map[string]string{"server": "none"}, "This choice is not offered any more."},
		{spare, "address.rename", nil, "It is so already."},
		{spare, "address.delete", map[string]string{"confirm": "another"}, "This is not the name."},
		{network, "network.rename", nil, "This is its name already."},
	} {
		path := test.target + "/actions/" + test.action
		page := w.client.Get(path)
		form, ok := page.Form(path)
		if !ok {
			t.Errorf("%s has no form:\n%s", test.action, page.Text())
			continue
		}
		for name, value := range test.fill {
			form.Set(name, value)
		}
		answer := w.client.Post(path, form)
		if answer.Status != http.StatusUnprocessableEntity || !strings.Contains(answer.Text(), test.sentence) {
			t.Errorf("%s: status %d, without %q:\n%s", test.action, answer.Status, test.sentence, answer.Text())
		}
	}
	standard := w.one(providers.KindNetwork, func(r models.Resource) bool { return r.Network().Default })
	full := w.one(providers.KindNetwork, func(r models.Resource) bool { return !r.Network().Default && r.Network().Resources > 1 })
	for target, sentence := range map[string]string{
		networkURL(standard) + "/actions/network.delete":  "It is the default network.",
		networkURL(full) + "/actions/network.delete":      "A network goes only when it is empty.",
		networkURL(standard) + "/actions/network.default": "It is the default network already.",
		spare + "/actions/address.unassign":               "It is assigned to no server.",
		assigned(w) + "/actions/address.assign":           "Unassign it first.",
		without(w) + "/actions/server.address_release":    "It has no public address.",
	} {
		if page := w.client.Get(target); !strings.Contains(page.Text(), sentence) {
			t.Errorf("%s does not say %q:\n%s", target, sentence, page.Text())
		}
	}
	if n := len(w.box.Ledger()); n != 0 {
		t.Errorf("%d writes", n)
	}
}
