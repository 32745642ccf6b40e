package actions

import (
	"context"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// tuning is an action that changes settings of a server that no reading tells.
type tuning struct {
	name    string
	setting providers.Setting
	words   Words
	needs   access.Permission
	worst   Risk
	// once says that a lost answer is for a person to decide about: it spends
	// money, or a repetition may hit another thing.
	once bool
	plan func(t Target, in form.Values) Plan
}

func tune(one tuning) Action {
	one.words.Group = GroupChange
	s := Spec[providers.Tuner]{
		Name: one.name, Words: one.words, On: providers.KindServer, Needs: one.needs, Worst: one.worst,
		Write:   map[providers.Slug]providers.OpID{providers.Clodo: "CLO-07"},
		Blocked: func(t Target) string { return tuneBlocked(t, one.setting) },
		Form:    func(c providers.Tuner, _ Target) form.Form { return c.TuneForm(one.setting) },
		Plan:    one.plan,
		Do:      func(ctx context.Context, r *Run, c providers.Tuner) error { return applyUnseen(ctx, r, c, one) },
	}
	if !one.once {
		s.Variant = map[providers.Slug]providers.Variant{providers.Clodo: providers.VariantSettings}
	}
	return Define(s)
}

// typeNames are providers' words for types of servers in ours.
var typeNames = map[string]string{"ScaleServer": "scale server", "VirtualServer": "virtual server"}

func tuneBlocked(t Target, setting providers.Setting) string {
	c, ok := t.Vendor.Zero.(providers.Tuner)
	if !ok {
		return ""
	}
	if only := c.TypeOf(setting); only != "" && t.facts().Type != only {
		return "Only a " + typeNames[only] + " has this."
	}
	return blockedBy(t, map[providers.State]string{providers.Suspended: t.Vendor.Name + " suspended it."})
}

// applyUnseen sends a setting until the provider has taken it. What is not to
// be repeated is sent once, and a lost answer is for a person: no reading tells.
func applyUnseen(ctx context.Context, r *Run, c providers.Tuner, one tuning) error {
	send := func(ctx context.Context) error { return c.Tune(ctx, r.Ref(), one.setting, r.Input) }
	if !one.once {
		set := Set{
			Step: "set", Op: r.Write(), Showing: r.Action.Words.Doing, Send: send,
			Reached: func(context.Context) (bool, error) { return false, nil },
		}
		return set.Do(ctx, r)
	}
	write := Once[toggled, bool]{
		Step: "set", Op: r.Write(), Showing: r.Action.Words.Doing,
		Before: func(context.Context) (bool, error) { return true, nil }, // There is nothing to compare with.
		Send:   func(ctx context.Context) (toggled, map[string]secrets.Text, error) { return toggled{}, nil, send(ctx) },
		Find: func(context.Context, bool) ([]toggled, error) {
			return nil, &Doubt{Sentence: "It was sent once and the answer was lost. " + r.Vendor.Name +
				"'s API does not tell this setting. Look in its own panel."}
		},
	}
	_, err := write.Do(ctx, r)
	return err
}
