package providers

import (
	"context"
	"time"

	"pinfold/internal/secrets"
)

// Observation is one thing as a provider just described it.
type Observation struct {
	Kind     Kind
	ID       string
	Location string
	// Parent is the ID of the thing that this one belongs to, if any.
	Parent string
	Name   string
	State  State
	// StateWord is the provider's own word for the state.
	StateWord string
	// Facts are kept with their history: ServerFacts, BackupFacts and others.
	Facts any
	// Gauges are overwritten each time: load, usage, uptime.
	Gauges any
	// Secrets are sealed at rest and shown only on demand.
	Secrets map[string]secrets.Text
}

// State is the neutral state of a thing.
type State string

// The states.
const (
	Running   State = "running"
	Stopped   State = "stopped"
	Working   State = "working"
	Failed    State = "error"
	Suspended State = "suspended"
	Unknown   State = "unknown"
	// Waiting is what waits for a person, such as an order that is not paid.
	Waiting State = "waiting"
	// Available is the state of what has none, such as an image.
	Available State = "available"
)

// Listing is the answer to one list call.
type Listing struct {
	Items []Observation
	// Complete says that whatever is not in Items does not exist. Only a
	// complete listing counts against a thing that it lacks.
	Complete bool
}

// Source is one list that a refresh reads.
type Source struct {
	Name string
	// Kinds, Location and Parent bound what a complete listing speaks for.
	Kinds    []Kind
	Location string
	// Parent is the ID of the thing whose parts the list holds, if it does.
	Parent string
	// Every is how long the list stays fresh.
	Every time.Duration
	Calls []OpID
	Read  func(ctx context.Context) (Listing, error)
}
