package clodo

import (
	"context"
	"slices"
	"strings"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
)

// ServerIDs implements providers.ServerCreator (CLO-03). It asks the account's
// own host, which makes new servers. A list that cannot serve as a snapshot is
// an error.
func (c *Client) ServerIDs(ctx context.Context, _ form.Values) ([]string, error) {
	servers, err := c.brief(ctx, c.own)
	if err != nil {
		return nil, err
	}
	ids := make([]string, 0, len(servers))
	for _, s := range servers {
		if s.ID.Trim() == "" {
			return nil, &providers.Error{
				Kind: providers.ErrUnexpected, Op: "CLO-03",
				Sentence: "Clodo lists a server without an id. The list cannot tell what is new.",
			}
		}
		ids = append(ids, s.ID.Trim())
	}
	return ids, nil
}

// CreatedSince implements providers.ServerCreator (CLO-03), at the same host. A
// server matches by name and type, and by image where one was chosen and Clodo tells it.
func (c *Client) CreatedSince(ctx context.Context, before []string, in form.Values) ([]providers.Ref, error) {
	servers, err := c.brief(ctx, c.own)
	if err != nil {
		return nil, err
	}
	var created []providers.Ref
	for _, s := range servers {
		if id := s.ID.Trim(); id != "" && !slices.Contains(before, id) && matches(s, in) {
			created = append(created, providers.Ref{ID: id})
		}
	}
	return created, nil
}

func matches(s api.Server, in form.Values) bool {
	if s.Name.Trim() != strings.TrimSpace(in[fieldName]) {
		return false
	}
	if told := s.Type.Trim(); told != "" && told != in[fieldType] {
		return false
	}
	told := s.ImageID.Trim()
	return in[fieldSystem] == systemPreset || told == "" || told == "0" || told == in[fieldImage]
}
