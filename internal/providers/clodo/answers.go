package clodo

import (
	"bytes"
	"context"
	"net/http"

	"pinfold/internal/providers"
	"pinfold/internal/providers/wire"
)

// list reads a list that the answer holds under a name. Clodo answers 404 or
// 204 where it has nothing to list.
func list[T any](ctx context.Context, c *Client, a ask, name string) ([]T, error) {
	items, err := partList[T](ctx, c, a, name)
	if providers.KindOf(err) == providers.ErrNotFound {
		return nil, nil
	}
	return items, err
}

// partList reads a list that belongs to a thing: a 404 means that the thing
// does not exist.
func partList[T any](ctx context.Context, c *Client, a ask, name string) ([]T, error) {
	var items wire.List[T]
	a.parse = func(answer wire.Answer) error { return readList(answer, name, &items) }
	if a.method == "" {
		a.method = http.MethodGet
	}
	err := c.do(ctx, a)
	return items, err
}

func readList[T any](a wire.Answer, name string, items *wire.List[T]) error {
	*items = nil
	switch {
	case a.Status == http.StatusNoContent:
		return nil
	case bytes.HasPrefix(bytes.TrimSpace(a.Body), []byte("[")):
		return wire.JSON(a.Body, items)
	}
	return wire.Member(a.Body, name, items)
}

// one decodes a single thing, with or without a wrapper around it.
func one[T any](body []byte, v *T) error {
	var items wire.List[T]
	if err := wire.JSON(body, &items); err != nil {
		return err
	}
	if len(items) != 1 {
		return wire.Plain("one thing was expected")
	}
	*v = items[0]
	return nil
}

// done accepts the answers to a call that returns nothing: 204, or anything
// that is the API's at all.
func done(a wire.Answer) error {
	if a.Status == http.StatusNoContent {
		return nil
	}
	var anything any
	return wire.JSON(a.Body, &anything)
}
