package sandbox

import (
	"encoding/json"
	"net/http"
)

// newControl returns the control plane, by which a sandbox that runs inside
// another program is driven from outside. Requests and answers are JSON.
func newControl(s *Sandbox) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /_sandbox/faults", s.controlFaults)
	mux.HandleFunc("POST /_sandbox/faults", s.controlSetFault)
	mux.HandleFunc("DELETE /_sandbox/faults", s.controlClearFaults)
	mux.HandleFunc("DELETE /_sandbox/faults/{id}", s.controlClearFault)
	mux.HandleFunc("GET /_sandbox/ledger", s.controlLedger)
	mux.HandleFunc("GET /_sandbox/calls", s.controlCalls)
	mux.HandleFunc("GET /_sandbox/calls/{op}", s.controlReceived)
	mux.HandleFunc("POST /_sandbox/limits", s.controlLimits)
	mux.HandleFunc("POST /_sandbox/mutate", s.controlMutate)
	mux.HandleFunc("POST /_sandbox/reset", s.controlReset)
	// A page open in the same browser as the demo must not reach in here.
	return http.NewCrossOriginProtection().Handler(mux)
}

func (s *Sandbox) controlLedger(w http.ResponseWriter, _ *http.Request) {
	entries := s.Ledger()
	if entries == nil {
		entries = []Entry{}
	}
	controlAnswer(w, http.StatusOK, map[string]any{"entries": entries})
}

func (s *Sandbox) controlCalls(w http.ResponseWriter, _ *http.Request) {
	controlAnswer(w, http.StatusOK, map[string]any{"calls": s.Calls()})
}

func (s *Sandbox) controlReceived(w http.ResponseWriter, r *http.Request) {
	controlAnswer(w, http.StatusOK, map[string]any{"received": s.Received(r.PathValue("op"))})
}

func (s *Sandbox) controlLimits(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Provider string  `json:"provider"`
		Account  string  `json:"account"`
		Limits   []Limit `json:"limits"`
	}
	if controlRead(w, r, &in) {
		controlDone(w, s.SetLimits(in.Provider, in.Account, in.Limits))
	}
}

func (s *Sandbox) controlMutate(w http.ResponseWriter, r *http.Request) {
	var in Mutation
	if controlRead(w, r, &in) {
		controlDone(w, s.Mutate(in))
	}
}

func (s *Sandbox) controlReset(w http.ResponseWriter, _ *http.Request) {
	s.Reset()
	controlDone(w, nil)
}

func controlRead(w http.ResponseWriter, r *http.Request, into any) bool {
	d := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxRequestBody))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		controlDone(w, err)
		return false
	}
	return true
}

func controlDone(w http.ResponseWriter, err error) {
	if err != nil {
		controlAnswer(w, http.StatusBadRequest, map[string]string{"error": err.Error()})
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func controlAnswer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}
