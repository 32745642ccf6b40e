package actions

import (
	"context"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// ServerAutoBackup switches a server's automatic backups on or off (IDC-13).
var ServerAutoBackup = Define(Spec[providers.AutoBackupToggler]{
	Name: "server.auto_backup",
	Words: Words{Label: "Switch automatic backups", Of: "Switch automatic backups of", Button: "Switch automatic backups",
		Doing: "Switching automatic backups", Done: "Automatic backups switched", Icon: "archive", Group: GroupBackups},
	On: providers.KindServer, Needs: access.CreateServers, Worst: Disruptive,
	Uses:  []providers.Kind{providers.KindPrice},
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-13"},
	Blocked: func(t Target) string {
		return blockedBy(t, nil)
	},
	Form: autoBackupForm,
	Plan: planAutoBackup,
	Do:   switchAutoBackup,
})

const (
	switchOn  = "on"
	switchOff = "off"
)

// autoBackupForm offers what is not so now; both while that is not known.
func autoBackupForm(_ providers.AutoBackupToggler, t Target) form.Form {
	field := form.Field{Name: "backups", Label: "Automatic backups", Kind: form.Radio}
	now := t.facts().AutoBackup
	if now == nil || !*now {
		field.Options = append(field.Options, form.Option{Value: switchOn, Label: "On", Help: t.Vendor.Name + " makes backups by itself."})
	}
	if now == nil || *now {
		field.Options = append(field.Options, form.Option{Value: switchOff, Label: "Off", Help: "No further backups are made by themselves."})
	}
	if len(field.Options) == 1 {
		field.Default = field.Options[0].Value
	}
	return form.Form{Fields: []form.Field{field}}
}

func planAutoBackup(t Target, in form.Values) Plan {
	p := Plan{Consequences: []Consequence{{Fine, "The server goes on running."}}}
	switch in["backups"] {
	case switchOn:
		p.Risk = SpendsMoney
		p.Cost = "Each backup that is kept costs. " + noPrice(t)
		if price, ok := pricePerHour(t, providers.Amounts{BackupGB: t.facts().DiskGB}); ok && !price.IsZero() {
			p.Cost = perHour(t, price) + " per hour for each backup that is kept, " + in30Days(t, price)
		}
	case switchOff:
		p.Consequences = []Consequence{
			{Disturbing, "No further backups are made by themselves."},
			{Doubtful, t.Vendor.Name + " does not say whether the backups that exist are kept."},
		}
	}
	return p
}

// switchAutoBackup reads first, since the call turns on into off and off into
// on: what is so already is left alone.
func switchAutoBackup(ctx context.Context, r *Run, c providers.AutoBackupToggler) error {
	want := r.Input["backups"] == switchOn
	reached := func(ctx context.Context) (bool, error) {
		item, err := r.look(ctx, c)
		now := factsIn(item).AutoBackup
		if err == nil && now == nil {
			return false, &providers.Error{Kind: providers.ErrUnexpected, NotSent: true, Op: r.Write(),
				Sentence: r.Vendor.Name + " does not tell whether automatic backups are on. Nothing was sent."}
		}
		return err == nil && *now == want, err
	}
	return turn{step: "switch", reached: reached, send: func(ctx context.Context) error { return c.ToggleAutoBackup(ctx, r.Ref()) }}.do(ctx, r)
}
