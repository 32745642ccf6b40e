package actions_test

import (
	"strings"
	"testing"

	"pinfold/internal/actions"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo"
)

func clodoServer(facts string) actions.Target {
	return actions.Target{Vendor: clodo.Vendor(), Resource: &models.Resource{
		ID: 7, Kind: providers.KindServer, ExternalID: "70", Name: "web", State: providers.Running, Facts: []byte(facts)}}
}

// TestPlansOfClodoChanges say what is lost, what it costs and what is not told.
func TestPlansOfClodoChanges(t *testing.T) {
	virtual := clodoServer(`{"type":"VirtualServer","memory_mb":1024,"memory_max_mb":1024,"disk_gb":20,"paid_until":"2027-05-04T18:11:00Z"}`)
	scale := clodoServer(`{"type":"ScaleServer","memory_mb":512,"memory_max_mb":1024,"disk_gb":20}`)
	for _, test := range []struct {
		name     string
		action   actions.Action
		target   actions.Target
		in       form.Values
		destroys bool
		risk     actions.Risk
		says     string
		once     bool
	}{
		{"more memory", actions.ServerResize, virtual, form.Values{"memory_mb": "2048", "disk_gb": "20"}, false, actions.SpendsMoney, "Clodo does not publish a price.", false},
		{"less memory", actions.ServerResize, virtual, form.Values{"memory_mb": "512", "disk_gb": "20"}, false, actions.Disruptive, "planned for later", false},
		{"a smaller disk", actions.ServerResize, virtual, form.Values{"memory_mb": "1024", "disk_gb": "10"}, true, actions.Destructive, "shrinks from 20 to 10 GB", false},
		{"a smaller disk, more memory", actions.ServerResize, virtual, form.Values{"memory_mb": "2048", "disk_gb": "10"}, true, actions.SpendsMoney, "shrinks from 20 to 10 GB", false},
		{"renewed", actions.ServerRenewal, virtual, form.Values{"vps_abonement_disabled": "0"}, false, actions.SpendsMoney, "is canceled", false},
		{"not renewed", actions.ServerRenewal, virtual, form.Values{"vps_abonement_disabled": "1"}, true, actions.Destructive, "4 May 2027, 18:11 UTC, Clodo deletes the server", false},
		{"a daily limit", actions.ServerScaling, scale, form.Values{"vps_daylimit": "90"}, false, actions.SpendsMoney, "Up to 90 RUB a day.", false},
		{"traffic", actions.ServerTraffic, scale, form.Values{"gb": "9"}, false, actions.SpendsMoney, "The package is charged.", true},
		{"period", actions.ServerPeriod, virtual, nil, false, actions.SpendsMoney, "whether it charges at once", true},
		{"a plan dropped", actions.ServerPlannedCancel, virtual, nil, false, actions.Disruptive, "does not tell whether a change is planned", true},
		{"to a scale server", actions.ServerType, virtual, nil, false, actions.SpendsMoney, "Set a daily limit after it.", true},
		{"to a virtual server", actions.ServerType, scale, nil, false, actions.SpendsMoney, "only a scale server has", true},
	} {
		plan := test.action.Plan(test.target, test.in)
		text := plan.Cost
		for _, c := range plan.Consequences {
			text += " " + c.Text
		}
		if test.action.Destroys(plan) != test.destroys || (plan.TypedName == "web") != test.destroys || plan.Risk != test.risk {
			t.Errorf("%s: %+v", test.name, plan)
		}
		if !strings.Contains(text, test.says) || len(plan.Calls) != 1 || plan.Calls[0].Once != test.once {
			t.Errorf("%s: %s, %+v", test.name, text, plan.Calls)
		}
	}
}

// TestTypeFormNamesTheNewType, so that a stale form turns nothing back.
func TestTypeFormNamesTheNewType(t *testing.T) {
	f := actions.ServerType.Form(clodoServer(`{"type":"VirtualServer"}`))
	if errs := f.Validate(form.Values{"type": "VirtualServer"}); errs["type"] == "" {
		t.Error("a server may become what it is")
	}
	if start := f.Defaults()["type"]; start != "ScaleServer" {
		t.Errorf("it starts with %s", start)
	}
}
