package clodo

import (
	"context"
	"net/http"

	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
	"pinfold/internal/providers/wire"
)

// profile reads the account's profile (CLO-35). The document gives it the
// status 204, with which nothing can be told; then it is empty.
func (c *Client) profile(ctx context.Context) (api.Profile, error) {
	var told api.Profile
	err := c.do(ctx, ask{op: "CLO-35", method: http.MethodGet, path: "/user/", parse: func(a wire.Answer) error {
		told = api.Profile{}
		if a.Status == http.StatusNoContent {
			return nil
		}
		if err := one(a.Body, &told); err != nil {
			return err
		}
		if told.ID == "" && told.Login == "" && len(told.Centers) == 0 {
			return wire.Plain("the answer is not a profile")
		}
		return nil
	}})
	return told, err
}

// withheld reports that Clodo refuses the profile to this key, so that asking
// again would not help. A 405 is none of these: it may pass.
func withheld(err error) bool {
	switch providers.KindOf(err) {
	case providers.ErrPermission, providers.ErrNotFound, providers.ErrInvalid:
		return true
	}
	return false
}
