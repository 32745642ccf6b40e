package providers

import (
	"context"
	"time"
)

// ForceStopper cuts the power of servers (IDC-24 with force). Sending it again
// does no harm.
type ForceStopper interface {
	ServerReader
	// ForceStop gives the system no chance to shut down.
	ForceStop(ctx context.Context, ref Ref) error
}

// RescueStarter boots stopped servers from a live system of the provider's
// (IDC-25), for one start.
type RescueStarter interface {
	ServerReader
	StartRescue(ctx context.Context, ref Ref) error
}

// NoTrace is the RebootMark of a provider that shows nothing of a reboot
// afterwards: RebootsSince finds none, whether it happened or not.
const NoTrace = "no trace"

// TaskReader reads the provider's own record of work on a server (CAC-05).
type TaskReader interface {
	// Tasks returns the tasks of the server, the newest first.
	Tasks(ctx context.Context, server Ref) ([]Task, error)
}

// Task is a piece of work in the provider's own record.
type Task struct {
	ID     string
	Action string
	// Pending says that the provider shows it as not ended, Word in which words.
	Pending bool
	Word    string
	// Since is when it began, zero if the provider does not tell.
	Since time.Time
}

// Receipt is what the answer to a write tells beside having taken it.
type Receipt struct {
	// Task is the number of the provider's task that the write began.
	Task string `json:"task,omitempty"`
}

type receiptKey struct{}

// WithReceipt returns a context whose write notes what its answer tells.
func WithReceipt(ctx context.Context) (context.Context, *Receipt) {
	receipt := &Receipt{}
	return context.WithValue(ctx, receiptKey{}, receipt), receipt
}

// NoteTask notes the task that a write began, for whoever wants to follow it.
func NoteTask(ctx context.Context, task string) {
	if receipt, ok := ctx.Value(receiptKey{}).(*Receipt); ok {
		receipt.Task = task
	}
}
