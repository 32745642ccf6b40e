package actions

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

var installWrites = map[providers.Slug]providers.OpID{providers.Inferno: "INF-06"}

// OrderInstall makes the server of a paid order (INF-06): a check that only
// reads, then the start, which is sent once.
var OrderInstall = Define(Spec[providers.OrderInstaller]{
	Name: "order.install",
	Words: Words{Label: "Install", Of: "Install", Button: "Install server", Doing: "Installing", Done: "Installed", Icon: "play",
		Group: GroupChange},
	On: providers.KindOrder, Needs: access.CreateServers, Worst: Disruptive,
	Uses:  []providers.Kind{providers.KindImage, providers.KindSSHKey},
	Write: installWrites,
	Blocked: func(t Target) string {
		return blockedAt(t, map[providers.OrderStage]string{
			providers.OrderPaid: "", providers.OrderUnpaid: "It waits for payment. It can be installed when it is paid.",
			providers.OrderInstalled: "It is installed.", providers.OrderCancelled: "It is cancelled.", providers.OrderEnded: "It has ended.",
		})
	},
	Form: func(_ providers.OrderInstaller, t Target) form.Form { return installForm(t) },
	Plan: func(t Target, _ form.Values) Plan {
		return Plan{
			Title: "Install the server of " + orderName(t),
			Consequences: []Consequence{
				{Fine, t.Vendor.Name + " checks the choices first. If it refuses them, nothing is started."},
				{Fine, "The order is paid. The installation costs nothing more."},
				{Fine, "The root password stands on the server's page when it is there."},
			},
			Calls: installCalls(t),
		}
	},
	Do: installOrder,
})

func installCalls(t Target) []PlannedCall {
	op, ok := installWrites[t.Vendor.Slug]
	if !ok {
		return nil
	}
	check, start := t.Call(op, providers.VariantCheck), t.Call(op, "")
	check.Path += "&run=0"
	start.Path += "&run=1"
	return []PlannedCall{check, start}
}

// keyField begins the name of the field of an SSH key.
const keyField = "sshkey_"

func installForm(t Target) form.Form {
	system := form.Field{Name: "image", Label: "System", Kind: form.Select}
	for _, image := range t.known(providers.KindImage) {
		label := image.Name
		if facts, _ := image.Facts.(providers.ImageFacts); facts.System != "" && facts.System != label {
			label = facts.System + " (" + label + ")"
		}
		system.Options = append(system.Options, form.Option{Value: image.ID, Label: label})
	}
	if len(system.Options) == 0 {
		system.Kind, system.MaxLength = form.Text, 100
		system.Help = "The name of the template at " + t.Vendor.Name + ". Their list was not read yet."
	}
	f := form.Form{Fields: []form.Field{system}}
	for _, key := range t.known(providers.KindSSHKey) {
		field := form.Field{Name: keyField + key.ID, Label: "SSH key " + key.Name, Kind: form.Checkbox, Optional: true}
		if facts, _ := key.Facts.(providers.SSHKeyFacts); facts.Fingerprint != "" {
			field.Help = facts.Fingerprint
		}
		f.Fields = append(f.Fields, field)
	}
	return f
}

// installationOf reads what was entered. The keys come in a steady order.
func installationOf(in form.Values) providers.Installation {
	chosen := providers.Installation{Image: in["image"]}
	for name, value := range in {
		if id, ok := strings.CutPrefix(name, keyField); ok && value != "" {
			chosen.SSHKeys = append(chosen.SSHKeys, id)
		}
	}
	slices.Sort(chosen.SSHKeys)
	return chosen
}

// installs is the answer to an installation: there is none but that it was
// taken.
type installs struct{}

// installFor is how long an installation may take until its server shows.
const installFor = time.Hour

func installOrder(ctx context.Context, r *Run, c providers.OrderInstaller) error {
	in := installationOf(r.Input)
	once := Once[installs, bool]{
		Step: "install", Op: r.Write(), Showing: r.Action.Words.Doing,
		Before: func(ctx context.Context) (bool, error) { return false, checkInstall(ctx, r, c, in) },
		Send: func(ctx context.Context) (installs, map[string]secrets.Text, error) {
			return installs{}, nil, c.Install(ctx, r.Ref(), in)
		},
		Find: func(ctx context.Context, _ bool) ([]installs, error) {
			exists, err := c.CheckInstall(ctx, r.Ref(), in)
			if exists {
				return []installs{{}}, nil
			}
			return nil, err
		},
	}
	if _, err := once.Do(ctx, r); err != nil {
		return err
	}
	r.SettleFor = max(r.SettleFor, installFor)
	return r.Until(ctx, "install", r.Action.Words.Doing, func(ctx context.Context) (bool, error) { return installShows(ctx, r, c) })
}

// checkInstall lets the provider look at the choices. Its refusal ends the
// operation before anything is started.
func checkInstall(ctx context.Context, r *Run, c providers.OrderInstaller, in providers.Installation) error {
	exists, err := c.CheckInstall(ctx, r.Ref(), in)
	if exists {
		_, _ = r.order(ctx, c, r.Ref()) // The page shows it with the next refresh at the latest.
		err = &providers.Error{Kind: providers.ErrConflict, Op: r.Write(), Sentence: "A server exists for this order already."}
	}
	if err == nil {
		return r.Lease.Log(ctx, "checked", r.Vendor.Name+" takes the order, the system and the keys.")
	}
	var e *providers.Error
	if !errors.As(err, &e) || !providers.Refused(err) || e.Kind == providers.ErrLimit {
		return err
	}
	told := *e
	told.Sentence += " Nothing was started."
	return &told
}

// installShows reads the server of the order, and the order itself once the
// server is there.
func installShows(ctx context.Context, r *Run, c providers.OrderInstaller) (bool, error) {
	item, err := c.Server(ctx, r.Ref())
	if gone(err) {
		return false, nil // It does not show yet.
	}
	if err != nil {
		return false, err
	}
	if _, err := r.Observe(ctx, item); err != nil || item.State == providers.Working {
		return false, err
	}
	order, err := r.order(ctx, c, r.Ref())
	if err != nil || stageOf(order) != providers.OrderInstalled {
		return false, err
	}
	if item.State == providers.Failed {
		return false, &providers.Error{Kind: providers.ErrConflict, Op: r.Write(),
			Sentence: "The server was made, but " + r.Vendor.Name + " could not install it: " + item.StateWord + "."}
	}
	return true, nil
}
