package idcloudhost

import (
	"net/http"
	"testing"

	"pinfold/internal/providers"
)

func TestSampleOfCosts(t *testing.T) {
	f := newFake(t)
	f.on("/charging/usage", sample(t, "idc-79.json"))
	got, err := f.client.Costs(t.Context(), providers.Ref{ID: "6"})
	if err != nil || len(got) != 1 {
		t.Fatalf("%+v, %v", got, err)
	}
	same(t, "line", got[0], providers.UsageLine{
		Name: "Ubuntu-16-04, 2 CPUs, 2 GB RAM, 20 GB disk", Server: "Ubuntu-16-04", Kind: providers.SpendServer,
		Types: []string{"VM_COMPUTE", "VM_RUNNING", "MAIN_STORAGE"}, Hours: "3", Price: "0.02882", Unit: "h", Cost: "0.08646",
	})
}

func TestAnswersToCosts(t *testing.T) {
	tests := []struct {
		name   string
		answer http.HandlerFunc
		lines  int
		kind   providers.ErrorKind
	}{
		{"nothing", answer(200, `[]`), 0, ""},
		{"a disk alone", answer(200, `[{"cost":"3.42e-05","uptime_types":["MAIN_STORAGE"]}]`), 1, ""},
		{"no cost", answer(200, `[{"description":"x"}]`), 0, providers.ErrUnexpected},
		{"an object", answer(200, `{"cost":1}`), 0, providers.ErrUnexpected},
		{"not yours", answer(403, file(t, "error-forbidden.json")), 0, providers.ErrPermission},
		{"down", answer(503, ``), 0, providers.ErrUnavailable},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFake(t)
			f.on("/charging/usage", tt.answer)
			got, err := f.client.Costs(t.Context(), providers.Ref{ID: "6"})
			if providers.KindOf(err) != tt.kind || len(got) != tt.lines {
				t.Errorf("%+v, %v", got, err)
			}
		})
	}
	f := newFake(t)
	if _, err := f.client.Costs(t.Context(), providers.Ref{ID: "6&x=1"}); providers.KindOf(err) != providers.ErrInvalid {
		t.Errorf("a strange id: %v", err)
	}
}

func TestKindsOfCosts(t *testing.T) {
	for types, want := range map[string]providers.SpendKind{
		"VM_COMPUTE": providers.SpendServer, "MAIN_STORAGE": providers.SpendDisk, "BACKUP_STORAGE": providers.SpendBackup,
		"OBJECT_STORAGE": providers.SpendStorage, "FLOATING_IP": providers.SpendAddress, "": providers.SpendOther,
	} {
		if got := spendKind([]string{types}); got != want {
			t.Errorf("%s is %s", types, got)
		}
	}
}
