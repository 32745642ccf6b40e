package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"pinfold/internal/accounts"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

type accountsAddCommand struct {
	accountSettings `embed:""`
	Provider        string   `name:"provider" required:"" help:"clodo, cloudatcost, inferno or idcloudhost."`
	Label           string   `name:"label" default:"main" help:"What the panel calls the account."`
	Currency        string   `name:"currency" help:"What the provider bills in, such as RUB. The default is the provider's."`
	Credential      []string `name:"credential" sep:"none" placeholder:"NAME=VALUE" help:"A field of the connect form, such as user=jdoe. A key is better given by --credential-file."`
	CredentialFile  []string `name:"credential-file" sep:"none" placeholder:"NAME=PATH" help:"A field whose value is in a file; - stands for standard input."`
	Setting         []string `name:"setting" sep:"none" placeholder:"NAME=VALUE" help:"A further field of the connect form, such as endpoint=https://example.com."`
	Trade           []string `name:"trade" sep:"none" placeholder:"NAME=VALUE" help:"What is traded for the key, such as email=you@example.com."`
	TradeFile       []string `name:"trade-file" sep:"none" placeholder:"NAME=PATH" help:"The same from a file, such as password=-; - stands for standard input."`
	NoTest          bool     `name:"no-test" help:"Store it without asking the provider."`
}

// Run connects an account.
func (a *accountsAddCommand) Run(ctx context.Context, c console) error {
	v, err := vendorOf(a.Provider)
	if err != nil {
		return err
	}
	f, values, err := a.entered(v, c)
	if err != nil {
		return err
	}
	b, err := a.open(ctx, c)
	if err != nil {
		return err
	}
	defer b.close()
	entry, err := a.checked(ctx, b, v, f, values)
	if err != nil {
		return err
	}
	if err := b.try(ctx, v, entry, a.NoTest); err != nil {
		return err
	}
	account, errs, err := b.desk.Add(ctx, b.scope, v, entry, audit())
	if errs != nil {
		return refused(f, errs, "")
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(c.out, "%s %s is connected. Its id is %d.\n", v.Name, account.Label, account.ID)
	return nil
}

// checked is what was entered, after the form and, if asked, the trade.
func (a *accountsAddCommand) checked(ctx context.Context, b *beside, v providers.Vendor, f form.Form, values form.Values) (accounts.Entry, error) {
	if errs := f.Validate(values); errs != nil {
		return accounts.Entry{}, refused(f, errs, "")
	}
	entry := accounts.Split(f, values)
	errs, err := accounts.Taken(ctx, b.scope, v, entry)
	if errs != nil {
		return entry, refused(f, errs, "")
	}
	if err != nil || !a.trades() {
		return entry, err
	}
	entry, not := b.desk.Trade(ctx, v, values)
	if not != nil {
		return entry, refused(f, not.Errors, saidBy(v, not.Said))
	}
	// Only now is it known whose key it is.
	if errs, err = accounts.Taken(ctx, b.scope, v, entry); errs != nil {
		return entry, refused(f, errs, "")
	}
	return entry, err
}

func (a *accountsAddCommand) trades() bool { return len(a.Trade)+len(a.TradeFile) > 0 }

// try asks the provider before anything is stored.
func (b *beside) try(ctx context.Context, v providers.Vendor, e accounts.Entry, skip bool) error {
	if skip {
		return nil
	}
	report, err := b.fleet.Test(ctx, v, e.Settings, e.Credentials)
	if err != nil {
		return sentence(said(v, err) + "\nNothing was stored. With --no-test it is stored all the same.")
	}
	for _, line := range report.Findings {
		fmt.Fprintln(b.out, harmless(line))
	}
	return nil
}

// harmless is a line that may hold a provider's words, without what a
// terminal would obey.
func harmless(line string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return unicode.ReplacementChar
		}
		return r
	}, line)
}

// said is a failure in our words, then in the provider's.
func said(v providers.Vendor, err error) string {
	if words := saidBy(v, providers.Said(err)); words != "" {
		return providers.Sentence(err) + "\n" + words
	}
	return providers.Sentence(err)
}

func saidBy(v providers.Vendor, words string) string {
	if words == "" {
		return ""
	}
	return fmt.Sprintf("%s: %q", v.Name, words)
}

// refused tells what the form refused, in the form's order.
func refused(f form.Form, errs form.Errors, words string) error {
	var lines []string
	if errs[""] != "" {
		lines = append(lines, errs[""])
	}
	for _, field := range f.Fields {
		if errs[field.Name] != "" {
			lines = append(lines, field.Name+": "+errs[field.Name])
		}
	}
	for name, text := range errs {
		if _, ok := f.Field(name); !ok && name != "" {
			lines = append(lines, name+": "+text)
		}
	}
	if words != "" {
		lines = append(lines, words)
	}
	if !slices.ContainsFunc(lines, func(line string) bool { return strings.Contains(line, "othing was stored") }) {
		lines = append(lines, "Nothing was stored.")
	}
	return errors.New(strings.Join(lines, "\n"))
}
