package sandbox

import (
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// faultJSON is a Fault as the control plane spells it; a delay is text such
// as "50ms".
type faultJSON struct {
	ID         int       `json:"id,omitempty"`
	Provider   string    `json:"provider,omitempty"`
	Op         string    `json:"op,omitempty"`
	Account    string    `json:"account,omitempty"`
	Kind       FaultKind `json:"kind"`
	Times      int       `json:"times,omitempty"`
	Chance     float64   `json:"chance,omitempty"`
	Status     int       `json:"status,omitempty"`
	Bare       bool      `json:"bare,omitempty"`
	RetryAfter string    `json:"retry_after,omitempty"`
	Delay      string    `json:"delay,omitempty"`
	URL        string    `json:"url,omitempty"`
	Execute    bool      `json:"execute,omitempty"`
}

func (j faultJSON) fault() (Fault, error) {
	f := Fault{
		Provider: j.Provider, Op: j.Op, Account: j.Account, Kind: j.Kind,
		Times: j.Times, Chance: j.Chance, Status: j.Status, Bare: j.Bare,
		RetryAfter: j.RetryAfter, URL: j.URL, Execute: j.Execute,
	}
	if j.Delay == "" {
		return f, nil
	}
	d, err := time.ParseDuration(j.Delay)
	if err != nil {
		return f, fmt.Errorf("fault has bad delay: %w", err)
	}
	f.Delay = d
	return f, nil
}

func newFaultJSON(f Fault) faultJSON {
	j := faultJSON{
		ID: f.ID, Provider: f.Provider, Op: f.Op, Account: f.Account, Kind: f.Kind,
		Times: f.Times, Chance: f.Chance, Status: f.Status, Bare: f.Bare,
		RetryAfter: f.RetryAfter, URL: f.URL, Execute: f.Execute,
	}
	if f.Delay > 0 {
		j.Delay = f.Delay.String()
	}
	return j
}

func (s *Sandbox) controlFaults(w http.ResponseWriter, _ *http.Request) {
	out := []faultJSON{}
	for _, f := range s.Faults() {
		out = append(out, newFaultJSON(f))
	}
	controlAnswer(w, http.StatusOK, map[string]any{"faults": out})
}

func (s *Sandbox) controlSetFault(w http.ResponseWriter, r *http.Request) {
	var in faultJSON
	if !controlRead(w, r, &in) {
		return
	}
	f, err := in.fault()
	if err != nil {
		controlDone(w, err)
		return
	}
	id, err := s.trySetFault(f)
	if err != nil {
		controlDone(w, err)
		return
	}
	controlAnswer(w, http.StatusCreated, map[string]int{"id": id})
}

func (s *Sandbox) controlClearFaults(w http.ResponseWriter, _ *http.Request) {
	s.ClearFaults()
	controlDone(w, nil)
}

func (s *Sandbox) controlClearFault(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.Atoi(r.PathValue("id"))
	if err != nil || !s.ClearFault(id) {
		http.NotFound(w, r)
		return
	}
	controlDone(w, nil)
}
