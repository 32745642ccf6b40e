package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"pinfold/internal/accounts"
	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// find returns the account of the label or id.
func (b *beside) find(ctx context.Context, name string) (models.Account, providers.Vendor, error) {
	rows, err := b.scope.Accounts(ctx)
	if err != nil {
		return models.Account{}, providers.Vendor{}, err
	}
	var fit []models.Account
	var words []string
	for _, a := range rows {
		if a.Label == name || strconv.FormatInt(int64(a.ID), 10) == name {
			fit = append(fit, a)
			words = append(words, fmt.Sprintf("%d (%s %s)", a.ID, providerName(string(a.Provider)), a.Label))
		}
	}
	switch len(fit) {
	case 0:
		return models.Account{}, providers.Vendor{}, sentence("There is no account " + name + ".")
	case 1:
		vendor, _ := b.fleet.Vendor(fit[0].Provider)
		return fit[0], vendor, nil
	}
	return models.Account{}, providers.Vendor{}, sentence("Several accounts fit " + name + ": " + strings.Join(words, ", ") + ". Give the id.")
}

type accountsTestCommand struct {
	accountSettings `embed:""`
	Account         string `arg:"" help:"Label or id of the account."`
}

// Run asks the provider whether the stored credentials work.
func (t *accountsTestCommand) Run(ctx context.Context, c console) error {
	b, err := t.open(ctx, c)
	if err != nil {
		return err
	}
	defer b.close()
	account, vendor, err := b.find(ctx, t.Account)
	if err != nil {
		return err
	}
	report, err := b.fleet.Verify(ctx, account)
	if err != nil {
		return sentence(said(vendor, err))
	}
	for _, line := range report.Findings {
		fmt.Fprintln(c.out, harmless(line))
	}
	fmt.Fprintf(c.out, "%s %s works.\n", vendor.Name, account.Label)
	return nil
}

type accountsRemoveCommand struct {
	accountSettings `embed:""`
	Account         string `arg:"" help:"Label or id of the account."`
	Yes             bool   `name:"yes" help:"Do not ask for the label."`
}

// Run forgets an account after its label was typed.
func (r *accountsRemoveCommand) Run(ctx context.Context, c console) error {
	b, err := r.open(ctx, c)
	if err != nil {
		return err
	}
	defer b.close()
	account, vendor, err := b.find(ctx, r.Account)
	if err != nil {
		return err
	}
	if err := b.agreed(ctx, account, vendor, r.Yes); err != nil {
		return err
	}
	entry := audit()
	entry.Action, entry.Kind, entry.Outcome = "account.remove", providers.KindAccount, "removed"
	entry.TargetID, entry.TargetName = account.ID, account.Label
	err = b.scope.RemoveAccount(ctx, account.ID, entry)
	if errors.Is(err, models.ErrBusy) {
		return sentence(accounts.BusySentence + " Nothing was removed.")
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(c.out, "%s %s is removed.\n", vendor.Name, account.Label)
	return nil
}

// agreed tells what will be forgotten and asks for the label.
func (b *beside) agreed(ctx context.Context, account models.Account, vendor providers.Vendor, yes bool) error {
	holds, err := b.scope.Holdings(ctx, account.ID)
	if err != nil {
		return err
	}
	fmt.Fprintln(b.out, accounts.Forgets(holds))
	fmt.Fprintf(b.out, "The servers themselves go on at %s, untouched.\n", vendor.Name)
	if yes {
		return nil
	}
	fmt.Fprintf(b.out, "Type %s to remove it: ", account.Label)
	typed, _ := bufio.NewReader(b.in).ReadString('\n') // The end of the input is an answer too.
	if strings.TrimRight(typed, "\r\n") != account.Label {
		fmt.Fprintln(b.out)
		return sentence("This is not the label. Nothing was removed.")
	}
	return nil
}
