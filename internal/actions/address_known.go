package actions

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// known are the things of a kind that the account's inventory has; the action
// names the kind among its Uses.
func (t Target) known(kind providers.Kind) []providers.Observation {
	if t.Known == nil {
		return nil
	}
	return t.Known.Known(kind)
}

// named are the labeled facts of the target.
func (t Target) named() providers.NamedFacts {
	if t.Resource == nil {
		return providers.NamedFacts{}
	}
	return t.Resource.Named()
}

// holder is what a person calls the server that has the target, "" for none.
func (t Target) holder() string {
	switch {
	case t.Server != nil:
		return cmp.Or(t.Server.Name, t.Server.ExternalID)
	case t.Resource != nil:
		return t.Resource.Parent
	}
	return ""
}

// publicOf are the public addresses among the facts of a server.
func publicOf(f providers.ServerFacts) (ips []string) {
	for _, a := range f.Addresses {
		if !a.Private {
			ips = append(ips, a.IP)
		}
	}
	return ips
}

// serverField chooses one of the account's servers that are where the target
// is, but the one that has it.
func serverField(t Target, label string) form.Field {
	f := form.Field{Name: "server", Label: label, Kind: form.Select}
	for _, o := range t.known(providers.KindServer) {
		if t.Resource == nil || o.Location != t.Resource.Location || o.ID == t.Resource.Parent {
			continue
		}
		text := cmp.Or(o.Name, o.ID)
		if facts, ok := o.Facts.(providers.ServerFacts); ok && facts.MainAddress() != "" {
			text += ", " + facts.MainAddress()
		}
		f.Options = append(f.Options, form.Option{Value: o.ID, Label: text})
	}
	if len(f.Options) == 0 {
		f.Help = "The account has no other server in this location."
	}
	return f
}

// locationField chooses one of the account's data centers.
func locationField(t Target) form.Field {
	f := form.Field{Name: "location", Label: "Location", Kind: form.Select}
	for _, o := range t.known(providers.KindLocation) {
		f.Options = append(f.Options, form.Option{Value: o.ID, Label: cmp.Or(o.Name, o.ID)})
	}
	if len(f.Options) == 0 {
		f.Help = "No location is known yet. They are read with the account."
	}
	return f
}

// billingField chooses who pays.
func billingField(t Target, chosen string) form.Field {
	f := form.Field{Name: "billing", Label: "Billing account", Kind: form.Select, Default: chosen}
	for _, o := range t.known(providers.KindBilling) {
		text := fmt.Sprintf("%s (%s)", cmp.Or(o.Name, o.ID), o.ID)
		if facts, ok := o.Facts.(providers.BillingFacts); ok && !facts.CanPay {
			text += ", cannot pay"
		}
		f.Options = append(f.Options, form.Option{Value: o.ID, Label: text})
	}
	if chosen != "" && !slices.ContainsFunc(f.Options, func(o form.Option) bool { return o.Value == chosen }) {
		f.Options = append(f.Options, form.Option{Value: chosen, Label: chosen + ", as now"})
	}
	if len(f.Options) == 0 {
		f.Help = "No billing account is known yet. They are read with the account."
	}
	return f
}

// longestName bounds names that the document does not bound.
const longestName = 100

// lookAt reads another server than the target's, stores what it says, and takes
// one that does not exist for one without news.
func (r *Run) lookAt(ctx context.Context, c providers.ServerReader, server providers.Ref) error {
	item, err := c.Server(ctx, server)
	if gone(err) {
		return nil
	}
	if err == nil {
		_, err = r.Observe(ctx, item)
	}
	return err
}

// store keeps what was read of the thing that the operation is about.
func (r *Run) store(ctx context.Context, item providers.Observation) error {
	id, err := r.Observe(ctx, item)
	if r.ResourceID == 0 { // A creation finds out here what it made.
		r.ResourceID = id
	}
	return err
}

// yield waits while an older operation works on another server that this one
// is about to change too. Only the target's own server is locked, so two that
// wait for each other would wait forever; the older one goes on.
func (r *Run) yield(ctx context.Context, step string, server providers.Ref) error {
	op := r.Lease.Operation
	if _, sent, err := r.Lease.Journal(ctx, step); err != nil || sent {
		return err
	}
	other, err := r.Lease.Scope.ResourceByRef(ctx, op.AccountID, providers.KindServer, server)
	if errors.Is(err, models.ErrNotFound) {
		return nil // The provider knows better.
	}
	if err != nil {
		return err
	}
	held, err := r.Lease.Scope.Newest(ctx, []models.ID{other.ID})
	if holder, ok := held[other.ID]; ok && err == nil && holder.ID < op.ID {
		return &Snooze{For: 2 * time.Second, Step: fmt.Sprintf("Waits for operation %d at %s", holder.ID, cmp.Or(other.Name, other.ExternalID))}
	}
	return err
}
