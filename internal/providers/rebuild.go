package providers

import (
	"context"

	"pinfold/internal/form"
)

// Rebuilder installs the system of a server anew (CLO-10 rebuild, CAC-04). All
// data on the server is lost, each time that it is sent.
type Rebuilder interface {
	ServerReader
	// RebuildForm asks for the image, and for what else the provider takes. It
	// calls nothing and works on a zero client.
	RebuildForm(known Offerings, server Observation) form.Form
	// Rebuild returns when the provider has taken the call, not when the server
	// runs again.
	Rebuild(ctx context.Context, ref Ref, in form.Values) error
	// RebuildMark returns a mark of the present, against which RebuildsSince
	// later counts.
	RebuildMark(ctx context.Context, ref Ref) (string, error)
	// RebuildsSince counts the rebuilds that the provider shows to have begun
	// after the mark, whoever asked for them, and those of them that have ended.
	RebuildsSince(ctx context.Context, ref Ref, mark string) (begun, ended int, err error)
}
