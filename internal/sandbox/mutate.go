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
	// MutateRecord changes a record of the zone of Clodo whose name is the target,
	// or adds it: the value is its whole name, type and content. MutateFill adds
	// hosts until the zone has as many records as the value says.
	MutateRecord = "record"
	MutateFill   = "fill"
	// MutatePay pays an order at Inferno, or an invoice at IDCloudHost.
	MutatePay = "pay"
	// MutateInvoice writes an invoice of the value, an amount, to a billing
	// account of IDCloudHost, which is the target.
	MutateInvoice = "invoice"
	// MutateHang makes the tasks of a server of CloudAtCost show as pending for
	// good, from the next one on.
	MutateHang = "hang"
	// MutateFull leaves a location of IDCloudHost, which is the target, without
	// room for another server; with any value it has room again.
	MutateFull = "full"
	// MutateField sets a member of a billing account of IDCloudHost, with
	// "name=value" as the value. MutateVerify verifies a way to pay there.
	MutateField  = "field"
	MutateVerify = "verify"
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
