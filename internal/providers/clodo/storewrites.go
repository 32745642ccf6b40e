package clodo

import (
	"context"
	"net/http"
	"strings"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
	"pinfold/internal/providers/wire"
)

// CreateStore implements providers.StoreCreator (CLO-40). What was left empty
// is left out. The answer's key is the API key, which no list tells.
func (c *Client) CreateStore(ctx context.Context, in form.Values) (providers.Created, error) {
	values := map[string]string{}
	for name, value := range storeValues(in) {
		if value != "" {
			values[name] = value
		}
	}
	var made api.Store
	err := c.do(ctx, ask{op: "CLO-40", method: http.MethodPut, path: "/storage/", body: map[string]any{"storage": values},
		parse: func(a wire.Answer) error {
			if err := one(a.Body, &made); err != nil {
				return err
			}
			if checkID("CLO-40", made.ID.Trim()) != nil {
				return wire.Plain("the answer lacks the id of the new storage")
			}
			return nil
		}})
	if err != nil {
		return providers.Created{}, err
	}
	return providers.Created{
		Ref: providers.Ref{ID: made.ID.Trim()},
		Secrets: secretsOf(map[string]wire.String{
			providers.SecretAPIKey: made.Key, providers.SecretStorageKey: made.StorageKey,
		}),
	}, nil
}

// ChangeStore implements providers.StoreChanger (CLO-39). All settings are sent,
// an empty one to empty it. 204 means that they were so already.
func (c *Client) ChangeStore(ctx context.Context, ref providers.Ref, in form.Values) error {
	if err := checkStore("CLO-39", ref); err != nil {
		return err
	}
	return c.do(ctx, ask{op: "CLO-39", method: http.MethodPost, path: "/storage/" + ref.ID, parse: done, refusal: refusalOfStore,
		body: map[string]any{"storage": storeValues(in)}})
}

// DeleteStore implements providers.StoreDeleter (CLO-41).
func (c *Client) DeleteStore(ctx context.Context, ref providers.Ref) error {
	if err := checkStore("CLO-41", ref); err != nil {
		return err
	}
	return c.do(ctx, ask{op: "CLO-41", method: http.MethodDelete, path: "/storage/" + ref.ID, parse: done, refusal: refusalOfStore})
}

// refusalOfStore names a store that is not there.
func refusalOfStore(a wire.Answer) (wire.Refusal, bool) {
	r, ok := refusal(a)
	if ok && a.Status == http.StatusNotFound && !strings.Contains(r.Said, "Модуль не найден") {
		r.Sentence = "Clodo does not have this store."
	}
	return r, ok
}
