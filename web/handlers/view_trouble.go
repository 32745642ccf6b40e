package handlers

import (
	"context"
	"fmt"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

// troublesMost is how many failing accounts are told one by one above a list.
const troublesMost = 3

// troubles are the notes about accounts that do not answer, and how many more
// there are.
func (p *panel) troubles(ctx context.Context, accounts map[models.ID]models.Account) (shown []servers.Trouble, more int) {
	failing := failingAccounts(accounts)
	for _, account := range failing[:min(troublesMost, len(failing))] {
		shown = append(shown, p.trouble(ctx, account))
	}
	return shown, len(failing) - len(shown)
}

func (p *panel) trouble(ctx context.Context, account models.Account) servers.Trouble {
	vendor, _ := p.Fleet.Vendor(account.Provider)
	href := accountURL(account.ID)
	t := servers.Trouble{Strong: troubleSentence(ctx, vendor, account), Rest: "Its servers show what was true then.",
		Next: account.NextRefresh, Account: account.Label, Href: href, RefreshURL: href + "/refresh"}
	if account.RefreshedAt == nil {
		t.Rest = account.LastError
	}
	return t
}

// troubleSentence says since when an account does not answer, or what it
// lacks.
func troubleSentence(ctx context.Context, vendor providers.Vendor, a models.Account) string {
	name := vendor.Name + " " + a.Label
	switch {
	case a.NeedsCredentials():
		return name + " needs credentials: " + vendor.Name + " refuses the stored ones."
	case a.RefreshedAt == nil:
		return name + " has never answered."
	}
	return fmt.Sprintf("%s has not answered since %s.", name, ui.MomentText(*a.RefreshedAt, ui.ClockOf(ctx)))
}
