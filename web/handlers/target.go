package handlers

import (
	"context"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// kindOf is the kind behind a path segment such as "servers".
func kindOf(segment string) providers.Kind {
	return providers.Kind(strings.TrimSuffix(segment, "s"))
}

// target loads what an action acts on, through the scope.
func (p *panel) target(c echo.Context, kind providers.Kind, id models.ID) (actions.Target, error) {
	ctx, scope := c.Request().Context(), scopeOf(c)
	if kind == providers.KindAccount {
		account, err := scope.Account(ctx, id)
		if err != nil {
			return actions.Target{}, err
		}
		t := p.targetOf(account, nil)
		t.Known, err = scope.Offerings(ctx, account.ID, providers.KindImage, providers.KindPreset)
		return t, err
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
	t.Busy, err = p.busy(ctx, scope, resource.ID)
	return t, err
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
