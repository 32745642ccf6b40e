package actions

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// ServerCreate makes a new server in an account (CLO-06, IDC-12). Each call
// makes another one, so it is sent once.
var ServerCreate = Define(Spec[providers.ServerCreator]{
	Name:  "server.create",
	Words: Words{Label: "Create server", Of: "Create", Button: "Create server", Doing: "Creating", Done: "Created", Icon: "plus"},
	On:    providers.KindAccount, Makes: providers.KindServer,
	Uses: []providers.Kind{
		providers.KindImage, providers.KindPreset, providers.KindLocation, providers.KindNetwork,
		providers.KindBilling, providers.KindParameter, providers.KindPrice,
	},
	Needs: access.CreateServers, Worst: SpendsMoney,
	Write: serverCreates,
	Form: func(c providers.ServerCreator, t Target) form.Form {
		return c.CreateForm(t.Known)
	},
	Plan: planCreate,
	Do:   createServer,
})

var serverCreates = map[providers.Slug]providers.OpID{providers.Clodo: "CLO-06", providers.IDCloudHost: "IDC-12"}

// created is the journaled answer to a creation.
type created struct {
	ID       string `json:"id"`
	Location string `json:"location,omitempty"`
}

func (c created) ref() providers.Ref { return providers.Ref{ID: c.ID, Location: c.Location} }

func createServer(ctx context.Context, r *Run, c providers.ServerCreator) error {
	once := Once[created, []string]{
		Step: "create", Op: r.Write(), Showing: "Creating",
		Alone:  fmt.Sprintf("account-%d/server/%s", r.Lease.Operation.AccountID, strings.ToLower(r.Input["name"])),
		Made:   created.ref,
		Before: func(ctx context.Context) ([]string, error) { return c.ServerIDs(ctx, r.Input) },
		Send: func(ctx context.Context) (created, map[string]secrets.Text, error) {
			answer, err := c.CreateServer(ctx, r.Input)
			return created{answer.ID, answer.Location}, answer.Secrets, err
		},
		Find: func(ctx context.Context, before []string) ([]created, error) {
			return findCreated(ctx, r, c, before)
		},
	}
	if _, err := once.Do(ctx, r); err != nil {
		return err
	}
	return r.Until(ctx, "create", "Installing", func(ctx context.Context) (bool, error) {
		item, err := r.look(ctx, c)
		if gone(err) {
			return false, nil // It does not show yet.
		}
		if err == nil && item.State == providers.Failed {
			return false, &providers.Error{Kind: providers.ErrConflict, Op: r.Write(),
				Sentence: "The server was created, but " + r.Vendor.Name + " could not install it: " + item.StateWord + "."}
		}
		return item.State == providers.Running || item.State == providers.Stopped, err
	})
}

// findCreated lists new servers that fit the input and that no other
// operation already holds.
func findCreated(ctx context.Context, r *Run, c providers.ServerCreator, before []string) ([]created, error) {
	refs, err := c.CreatedSince(ctx, before, r.Input)
	if err != nil {
		return nil, err
	}
	claimed, err := r.Lease.Claimed(ctx, providers.KindServer)
	if err != nil {
		return nil, err
	}
	var matches []created
	for _, ref := range refs {
		if !slices.Contains(claimed, ref.ID) {
			matches = append(matches, created{ref.ID, ref.Location})
		}
	}
	return matches, nil
}
