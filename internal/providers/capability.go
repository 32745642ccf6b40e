package providers

import (
	"context"
	"time"

	"pinfold/internal/form"
	"pinfold/internal/secrets"
)

// Client is a live connection to one account. What it can do is what small
// interfaces below it implements; find out with a type assertion.
type Client any

// Verifier proves that the credentials work.
type Verifier interface {
	// Verify signs in and reads what can be read cheaply. It changes nothing.
	Verify(ctx context.Context) (Report, error)
}

// Report is what a connection test found out.
type Report struct {
	// Findings are sentences, in the order in which they were found.
	Findings []string
	Servers  int
}

// Inventory tells which lists a refresh reads.
type Inventory interface {
	Sources() []Source
}

// ServerReader reads one server.
type ServerReader interface {
	// Server returns a NotFound error for a server that does not exist.
	Server(ctx context.Context, ref Ref) (Observation, error)
}

// PowerController switches servers on and off. Both calls set a state, so
// sending them again does no harm.
type PowerController interface {
	ServerReader
	Start(ctx context.Context, ref Ref) error
	Stop(ctx context.Context, ref Ref) error
}

// Rebooter restarts servers. A reboot interrupts each time it is sent.
type Rebooter interface {
	ServerReader
	Reboot(ctx context.Context, ref Ref) error
	// RebootMark returns a mark of the present, against which RebootsSince
	// later counts.
	RebootMark(ctx context.Context, ref Ref) (string, error)
	RebootsSince(ctx context.Context, ref Ref, mark string) (int, error)
}

// ServerDeleter deletes servers by id.
type ServerDeleter interface {
	ServerReader
	DeleteServer(ctx context.Context, ref Ref) error
}

// ServerCreator creates servers. Each call makes another one.
type ServerCreator interface {
	ServerReader
	// CreateForm describes what can be asked for. It calls nothing and works
	// on a zero client.
	CreateForm(known Offerings) form.Form
	CreateServer(ctx context.Context, in form.Values) (Created, error)
	// ServerIDs lists the ids of all servers among which the new one will be:
	// the snapshot taken before a creation.
	ServerIDs(ctx context.Context, in form.Values) ([]string, error)
	// CreatedSince returns the servers that match the input and are not in
	// the snapshot.
	CreatedSince(ctx context.Context, before []string, in form.Values) ([]Ref, error)
}

// Created is the answer to a creation.
type Created struct {
	Ref
	Secrets map[string]secrets.Text
}

// Offerings gives what the inventory knows of an account, for filling forms.
type Offerings interface {
	// Known returns the present things of the kind, by name.
	Known(kind Kind) []Observation
}

// LimitUse is how much of a rate limit is left, as the provider counts it.
type LimitUse struct {
	Limit
	// Left is -1 where the provider does not tell.
	Left     int
	ResetsAt time.Time
}

// LimitMeter tells what is left of the rate limits (CLO-02).
type LimitMeter interface {
	LimitsNow(ctx context.Context) ([]LimitUse, error)
}

// LimitReader tells the rate limits that the provider holds the account to.
type LimitReader interface {
	Limits(ctx context.Context) ([]Limit, error)
}
