package handlers

import (
	"context"
	"errors"

	"github.com/labstack/echo/v4"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// target loads what an action acts on, through the scope.
func (p *panel) target(c echo.Context, kind providers.Kind, id models.ID) (actions.Target, error) {
	ctx, scope := c.Request().Context(), scopeOf(c)
	if kind == providers.KindAccount {
		account, err := scope.Account(ctx, id)
		if err != nil {
			return actions.Target{}, err
		}
		return p.targetOf(account, nil), nil
	}
	resource, err := scope.Resource(ctx, kind, id)
	if err != nil {
		return actions.Target{}, err
	}
	account, err := scope.Account(ctx, resource.AccountID)
	if err != nil {
		return actions.Target{}, err
	}
	t := p.targetOf(account, &resource)
	held := resource.ID
	if kind != providers.KindServer && resource.Parent != "" {
		if t.Server, err = p.serverOf(ctx, scope, resource); err != nil {
			return t, err
		}
		if t.Server != nil {
			held = t.Server.ID
		}
	}
	if kind == providers.KindInvoice {
		if t.Billing, err = p.billingOf(ctx, scope, resource); err != nil {
			return t, err
		}
	}
	if t.Busy, err = p.busy(ctx, scope, held); err != nil {
		return t, err
	}
	locks, err := p.padlocks(c, held)
	t.Padlock = locks[held]
	return t, err
}

// serverOf is the server that a resource belongs to, nil if it is not known.
func (p *panel) serverOf(ctx context.Context, scope models.Scope, r models.Resource) (*models.Resource, error) {
	server, err := scope.ResourceByRef(ctx, r.AccountID, providers.KindServer, providers.Ref{ID: r.Parent, Location: r.Location})
	if errors.Is(err, models.ErrNotFound) {
		return nil, nil
	}
	return &server, err
}

// billingOf is the billing account that an invoice was written to, nil if it is
// not known.
func (p *panel) billingOf(ctx context.Context, scope models.Scope, r models.Resource) (*models.Resource, error) {
	billing, err := scope.ResourceByRef(ctx, r.AccountID, providers.KindBilling, providers.Ref{ID: r.Invoice().Billing})
	if errors.Is(err, models.ErrNotFound) {
		return nil, nil
	}
	return &billing, err
}

func (p *panel) targetOf(account models.Account, resource *models.Resource) actions.Target {
	vendor, _ := p.Fleet.Vendor(account.Provider)
	return actions.Target{Vendor: vendor, Account: account, Resource: resource}
}

// busy returns the operation that works on a resource now.
func (p *panel) busy(ctx context.Context, scope models.Scope, resource models.ID) (*models.Operation, error) {
	newest, err := scope.Newest(ctx, []models.ID{resource})
	if err != nil {
		return nil, err
	}
	if op, ok := newest[resource]; ok {
		return &op, nil
	}
	return nil, nil
}
