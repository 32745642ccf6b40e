package inferno

import (
	"testing"

	"pinfold/internal/providers"
)

func TestStates(t *testing.T) {
	tests := []struct {
		product, vps string
		state        providers.State
		word         string
	}{
		{"Active", `{"real_state":" Included"}`, providers.Running, "Included"},
		{"Active", `{"real_state":"  RUNNING "}`, providers.Running, "RUNNING"},
		{"Active", `{"real_state":"Turned  off"}`, providers.Stopped, "Turned  off"},
		{"Active", `{"real_state":"Выключен"}`, providers.Stopped, "Выключен"},
		{"Active", `{"real_state":"Dancing"}`, providers.Unknown, "Dancing"},
		{"Active", `{"real_state":"Dancing","online":1}`, providers.Running, "Dancing"},
		{"Active", `{"real_state":" Included","online":"0"}`, providers.Stopped, "Included"},
		{"Active", `{"real_state":" Included","online":false}`, providers.Stopped, "Included"},
		{"Active", `{"real_state":" Included","online":""}`, providers.Running, "Included"},
		{"Active", `{"real_state":" Included","online":null}`, providers.Running, "Included"},
		{"Suspended", `{"real_state":"Off"}`, providers.Suspended, "Off"},
		{"Suspended", `{"real_state":"Off","online":1}`, providers.Running, "Off"},
		{"Suspended", `{}`, providers.Suspended, "Suspended"},
		{"Active", `null`, providers.Unknown, "Active"},
		{"Active", `""`, providers.Unknown, "Active"},
	}
	for _, tt := range tests {
		f := newFake(t)
		f.on("getinfo", 200, info("7", tt.product, tt.vps))
		got, err := f.client.Server(t.Context(), providers.Ref{ID: "7"})
		if err != nil || got.State != tt.state || got.StateWord != tt.word {
			t.Errorf("%s %s: %s, %q, %v", tt.product, tt.vps, got.State, got.StateWord, err)
		}
	}
}

func TestAddresses(t *testing.T) {
	tests := []struct {
		ip, dedicated string
		want          []providers.Address
	}{
		{"37.1.0.111", "", []providers.Address{{IP: "37.1.0.111", Primary: true}}},
		{"37.1.0.111", "37.1.0.111", []providers.Address{{IP: "37.1.0.111", Primary: true}}},
		{"", "5.5.5.5", []providers.Address{{IP: "5.5.5.5", Primary: true}}},
		{"1.1.1.1, 2.2.2.2", "3.3.3.3\n", []providers.Address{{IP: "1.1.1.1", Primary: true}, {IP: "2.2.2.2"}, {IP: "3.3.3.3"}}},
		{"", "", nil},
	}
	for _, tt := range tests {
		got := addressesOf(tt.ip, tt.dedicated)
		if len(got) != len(tt.want) {
			t.Errorf("%+v", got)
			continue
		}
		for i := range got {
			if got[i] != tt.want[i] {
				t.Errorf("%+v", got)
			}
		}
	}
}
