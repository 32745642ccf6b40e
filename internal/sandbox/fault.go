package sandbox

import (
	"errors"
	"fmt"
	"time"
)

// FaultKind names one way in which a provider misbehaves.
type FaultKind string

// The kinds of fault. Those that say so run the call and then misbehave with
// its true answer; the others answer instead of running it, unless
// Fault.Execute is set.
const (
	FaultStatus    FaultKind = "status"    // answers Status, with the provider's error body unless Bare
	FaultDelay     FaultKind = "delay"     // waits Delay, then runs the call and answers truly
	FaultLate      FaultKind = "late"      // runs the call, waits Delay, then answers truly
	FaultHang      FaultKind = "hang"      // never answers; ends when the client leaves
	FaultDrip      FaultKind = "drip"      // runs the call, sends its answer a byte per Delay (1 s if 0)
	FaultCut       FaultKind = "cut"       // closes the connection before any byte
	FaultTruncate  FaultKind = "truncate"  // runs the call, closes the connection half-way through the answer
	FaultLost      FaultKind = "lost"      // runs the call, closes the connection before any byte
	FaultGarbage   FaultKind = "garbage"   // 200 with bytes that are no JSON
	FaultHTML      FaultKind = "html"      // 200 with a bot-challenge page
	FaultEmpty     FaultKind = "empty"     // 200 with nothing
	FaultOversized FaultKind = "oversized" // 200 with 10 MB of well-formed JSON
	FaultGzipBomb  FaultKind = "gzip-bomb" // 200 with a small body that inflates to 256 MB
	FaultRedirect  FaultKind = "redirect"  // Status (302 if 0) to URL
	FaultRevoke    FaultKind = "revoke"    // drops the account's token, so that the call is refused
)

// Fault is misbehavior for the calls that match Provider, Op and Account.
type Fault struct {
	ID       int    // set by SetFault
	Provider string // "" for every provider
	Op       string // number of a documented operation, "" for all
	Account  string // "" for every account, known or not
	Kind     FaultKind

	Times  int     // how many matching calls are hit; 0 for all from now on
	Chance float64 // share of matching calls that are hit, 0 < Chance < 1; 0 for all

	Status     int           // for FaultStatus and FaultRedirect
	Bare       bool          // FaultStatus without an error body
	RetryAfter string        // sent as it is with FaultStatus, "" for no header
	Delay      time.Duration // real time, for FaultDelay, FaultLate and FaultDrip
	URL        string        // for FaultRedirect
	Execute    bool          // run the call, enter it in the ledger, then misbehave
}

// check says what is wrong with a fault that could never do what it is meant
// to do.
func (f Fault) check() error {
	if _, ok := plays[f.Kind]; !ok {
		return fmt.Errorf("fault has unknown kind %q", f.Kind)
	}
	switch {
	case f.Kind == FaultStatus && (f.Status < 200 || f.Status > 599):
		return fmt.Errorf("fault has no usable status: %d", f.Status)
	case (f.Kind == FaultDelay || f.Kind == FaultLate) && f.Delay <= 0:
		return errors.New("fault has no delay")
	case f.Kind == FaultRedirect && f.URL == "":
		return errors.New("fault has no URL")
	case f.Times < 0 || f.Chance < 0 || f.Chance > 1 || f.Delay < 0:
		return errors.New("fault has a number out of range")
	}
	return nil
}

func (f Fault) matches(provider, op, account string) bool {
	return (f.Provider == "" || f.Provider == provider) &&
		(f.Op == "" || f.Op == op) &&
		(f.Account == "" || f.Account == account)
}
