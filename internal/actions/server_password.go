package actions

import (
	"context"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// ServerPassword sets the password of a user on a running server (IDC-10).
var ServerPassword = Define(Spec[providers.PasswordChanger]{
	Name: "server.password",
	Words: Words{Label: "Change password", Of: "Change password of", Button: "Change password", Doing: "Changing the password",
		Done: "Password changed", Icon: "key-round", Group: GroupChange},
	On: providers.KindServer, Needs: access.OperateServers, Worst: Disruptive,
	Uses:  []providers.Kind{providers.KindParameter},
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-10"},
	Blocked: func(t Target) string {
		return blockedBy(t, map[providers.State]string{
			providers.Stopped:   "A password changes only while the server is running. Start it first.",
			providers.Suspended: t.Vendor.Name + " suspended it.",
		})
	},
	Form: func(c providers.PasswordChanger, t Target) form.Form { return c.PasswordForm(t.Known, t.server()) },
	Plan: func(t Target, _ form.Values) Plan {
		return Plan{Consequences: []Consequence{
			{Disturbing, "The old password of this user stops working."},
			{Fine, "The server goes on running."},
			{Fine, "The panel does not keep the new password. Note it before you go on."},
		}}
	},
	Do: changePassword,
})

// changePassword sends the password until the provider has taken it: no
// reading tells whether it is set.
func changePassword(ctx context.Context, r *Run, c providers.PasswordChanger) error {
	set := Set{
		Step: "password", Op: r.Write(), Showing: r.Action.Words.Doing,
		Reached: func(context.Context) (bool, error) { return false, nil },
		Send: func(ctx context.Context) error {
			return c.ChangePassword(ctx, r.Ref(), r.Input["username"], r.Input["password"])
		},
	}
	return set.Do(ctx, r)
}
