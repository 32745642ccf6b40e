package providers

import "context"

// OpID is the number of a documented operation, such as "CLO-10".
type OpID string

// Operation is one row of the catalog: a call as a provider documents it.
type Operation struct {
	ID       OpID
	Provider Slug
	Title    string
	// Method and Path are as documented; Path may hold {placeholders}.
	Method string
	Path   string
	// PerLocation says that the call exists once for every location.
	PerLocation bool
	// Write says that the call changes something, whatever its method.
	Write bool
	// Repeatable says that sending a write again does no harm: it sets a
	// state or deletes by id. Reads are always repeatable.
	Repeatable bool
}

// Intent is the proof that a write was recorded before it is sent. The
// transport refuses a write without one.
type Intent struct {
	// Operation is the panel's operation, Step the key of its journal row.
	Operation int64
	Step      string
	Op        OpID
}

type intentKey struct{}

// WithIntent returns a context that allows the one write that the intent names.
func WithIntent(ctx context.Context, intent Intent) context.Context {
	return context.WithValue(ctx, intentKey{}, intent)
}

// IntentOf returns the intent of the context, if any.
func IntentOf(ctx context.Context) (Intent, bool) {
	intent, ok := ctx.Value(intentKey{}).(Intent)
	return intent, ok
}

// Priority decides who may use the last calls that a rate limit leaves.
type Priority int

// The priorities, the most urgent first.
const (
	Interactive Priority = iota
	Bulk
	Background
)

type priorityKey struct{}

// WithPriority returns a context whose calls have the priority.
func WithPriority(ctx context.Context, p Priority) context.Context {
	return context.WithValue(ctx, priorityKey{}, p)
}

// PriorityOf returns the priority of the context, Interactive if unset.
func PriorityOf(ctx context.Context) Priority {
	p, _ := ctx.Value(priorityKey{}).(Priority)
	return p
}
