package sandbox

// Mutation is a change that happens behind the panel's back: by another
// client, by the provider's staff, by accident. It is immediate and leaves no
// entry in the ledger.
type Mutation struct {
	Provider string `json:"provider"`
	Account  string `json:"account"` // "" for the default one
	Kind     string `json:"kind"`    // one of the Mutate constants
	Target   string `json:"target"`  // external id of the server, or a location
	Value    string `json:"value"`   // the new name or status
}

// Kinds of Mutation. MutateStatus sets a status of the provider's own
// vocabulary, such as "is_error" or "is_suspended" of Clodo.
const (
	MutateStop   = "stop"
	MutateStart  = "start"
	MutateRename = "rename"
	MutateRemove = "remove"
	MutateStatus = "status"
	// MutateAnswer makes the support of Clodo answer the ticket that is the
	// target, MutateWork offer a paid work there, with the value as text.
	MutateAnswer = "answer"
	MutateWork   = "work"
	// MutateProfile changes the field of the profile that is the target, at Clodo
	// or IDCloudHost.
	MutateProfile = "profile"
	// MutatePay pays an order at Inferno.
	MutatePay = "pay"
	// MutateHang makes the tasks of a server of CloudAtCost show as pending for
	// good, from the next one on.
	MutateHang = "hang"
	// MutateFull leaves a location of IDCloudHost, which is the target, without
	// room for another server; with any value it has room again.
	MutateFull = "full"
)

// Mutate makes the change at once, even to a server that is busy.
func (s *Sandbox) Mutate(m Mutation) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, a, err := s.lookUp(m.Provider, m.Account)
	if err != nil {
		return err
	}
	return p.mutate(a, m, s.now())
}
