package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
	"time"

	"pinfold/internal/accounts"
	"pinfold/internal/models"
	"pinfold/internal/providers/all"
)

type accountsListCommand struct {
	accountSettings `embed:""`
	JSON            bool `name:"json" help:"Print JSON."`
}

// listedAccount is one account as the command prints it.
type listedAccount struct {
	ID       models.ID `json:"id"`
	Provider string    `json:"provider"`
	Label    string    `json:"label"`
	Currency string    `json:"currency"`
	Health   string    `json:"health"`
	// LastError is "" while the account answers.
	LastError   string     `json:"last_error,omitempty"`
	RefreshedAt *time.Time `json:"refreshed_at"`
	NextRefresh time.Time  `json:"next_refresh"`
	Servers     int64      `json:"servers"`
}

// Run prints the accounts of the team.
func (l *accountsListCommand) Run(ctx context.Context, c console) error {
	b, err := l.open(ctx, c)
	if err != nil {
		return err
	}
	defer b.close()
	rows, err := b.scope.Accounts(ctx)
	if err != nil {
		return err
	}
	slices.SortStableFunc(rows, func(a, b models.Account) int { return cmp.Compare(a.Provider, b.Provider) })
	counts, err := b.scope.ServersPerAccount(ctx)
	if err != nil {
		return err
	}
	listed := []listedAccount{}
	for _, a := range rows {
		listed = append(listed, listedAccount{ID: a.ID, Provider: string(a.Provider), Label: a.Label, Currency: a.Currency,
			Health: accounts.Health(a), LastError: a.LastError, RefreshedAt: a.RefreshedAt, NextRefresh: a.NextRefresh, Servers: counts[a.ID]})
	}
	if l.JSON {
		encoder := json.NewEncoder(c.out)
		encoder.SetIndent("", "  ")
		return encoder.Encode(listed)
	}
	return printAccounts(c.out, listed, b.store.Now())
}

func printAccounts(out io.Writer, listed []listedAccount, now time.Time) error {
	if len(listed) == 0 {
		_, err := fmt.Fprintln(out, "No account is connected. Connect one with panel accounts add.")
		return err
	}
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "ID\tPROVIDER\tLABEL\tHEALTH\tLAST REFRESH\tSERVERS")
	for _, a := range listed {
		fmt.Fprintf(table, "%d\t%s\t%s\t%s\t%s\t%d\n", a.ID, providerName(a.Provider), a.Label, a.Health, ago(a.RefreshedAt, now), a.Servers)
	}
	return table.Flush()
}

func providerName(slug string) string {
	for _, v := range all.Vendors() {
		if string(v.Slug) == slug {
			return v.Name
		}
	}
	return slug
}

func ago(at *time.Time, now time.Time) string {
	if at == nil {
		return "none yet"
	}
	return max(now.Sub(*at), 0).Round(time.Second).String() + " ago"
}
