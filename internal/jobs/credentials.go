package jobs

import (
	"context"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// spare ends an operation of a bulk run before it calls anything, once the
// account's credentials were refused at another one: a provider that counts
// wrong sign-ins would lock the account out.
func spare(ctx context.Context, lease *models.Lease, vendor providers.Vendor) error {
	refused, err := lease.CredentialsRefused(ctx)
	if err != nil || !refused {
		return err
	}
	return &providers.Error{Kind: providers.ErrAuth, NotSent: true,
		Sentence: vendor.Name + " refused the account's credentials at another one of this run. Nothing was sent."}
}

// doubtCredentials has the account read at once after its credentials were
// refused, so that its page and every notice say so.
func (r *Runner) doubtCredentials(ctx context.Context, lease *models.Lease) {
	account, err := lease.Scope.Account(ctx, lease.Operation.AccountID)
	if err == nil && !account.NeedsCredentials() {
		err = lease.Scope.AskRefresh(ctx, account.ID)
	}
	if err != nil {
		r.o.Log.Error("refresh not asked for", "account", lease.Operation.AccountID, "error", err)
	}
}
