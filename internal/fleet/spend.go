package fleet

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// How often spend is read: today again, the next part of what is missing, and
// after a failure.
const (
	spendEvery = 3 * time.Hour
	spendSoon  = time.Minute
	spendRest  = 15 * time.Minute
	// spendCalls bounds what one turn asks for, so that it takes little of the
	// account's limits.
	spendCalls = 4
)

// TellsSpend reports whether an account's provider tells what things cost over
// time.
func (f *Fleet) TellsSpend(account models.Account) bool {
	zero := f.vendors[account.Provider].Zero
	_, statement := zero.(providers.StatementReader)
	_, costs := zero.(providers.CostReader)
	return statement || costs
}

// RecordSpend stores what an account spent as far as that is due: a few calls
// at a time, behind everything else. A failure is recorded for the page; it is
// returned only if the record failed.
func (f *Fleet) RecordSpend(ctx context.Context, team, id models.ID) error {
	if _, running := f.spending.LoadOrStore(id, true); running {
		return nil
	}
	defer f.spending.Delete(id)
	account, scope, err := f.store.WorkerAccount(ctx, team, id)
	if errors.Is(err, models.ErrNotFound) {
		return nil
	}
	if err != nil || account.Failures > 0 {
		return err
	}
	checks, err := scope.SpendChecks(ctx)
	if err != nil || f.store.Now().Before(checks[id].NextAt) {
		return err
	}
	w := spendWork{Fleet: f, account: account, scope: scope, currency: cmp.Or(account.Currency, f.vendors[account.Provider].Currency)}
	more, failed := w.all(providers.WithPriority(ctx, providers.Background))
	var known *providers.Error
	if failed != nil && !errors.As(failed, &known) {
		return failed
	}
	next, sentence := f.store.Now().Add(spendEvery), ""
	switch {
	case waits(failed):
		next = f.store.Now().Add(max(known.RetryAfter, spendSoon))
	case failed != nil:
		f.log.Warn("spend not read", "account", id, "error", failed)
		next, sentence = f.store.Now().Add(spendRest), providers.Sentence(failed)
	case more:
		next = f.store.Now().Add(spendSoon)
	}
	defer f.publish(account, "money", 0)
	return scope.RecordSpendCheck(context.WithoutCancel(ctx), id, next, sentence)
}

// spendWork is the reading of one account's spend.
type spendWork struct {
	*Fleet
	account  models.Account
	scope    models.Scope
	currency string
}

// all reads what is missing and reports whether more is.
func (w spendWork) all(ctx context.Context) (more bool, err error) {
	if err := w.ofInvoices(ctx); err != nil {
		return false, err
	}
	if err := w.ofOrders(ctx); err != nil {
		return false, err
	}
	if !w.TellsSpend(w.account) {
		return false, nil
	}
	client, err := w.Client(w.account)
	if err != nil {
		return false, err
	}
	if reader, ok := client.(providers.StatementReader); ok {
		return w.ofStatements(ctx, reader)
	}
	if reader, ok := client.(providers.CostReader); ok {
		return false, w.ofCosts(ctx, reader)
	}
	return false, nil
}

func (w spendWork) key(source models.SpendSource, ref, day string) models.SpendKey {
	return models.SpendKey{AccountID: w.account.ID, Source: source, Ref: ref, Day: day}
}

// add adds text that a provider told as a sum of money.
func add(to models.Amounts, kind providers.SpendKind, text string) error {
	if text == "" {
		return nil
	}
	sum, err := decimal.NewFromString(text)
	if err != nil {
		return &providers.Error{Kind: providers.ErrUnexpected, Sentence: fmt.Sprintf("A charge of %q is no sum of money.", text)}
	}
	to[kind] = to[kind].Add(sum)
	return nil
}
