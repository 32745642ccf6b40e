package clodo

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
	"pinfold/internal/providers/wire"
)

// CreateServer implements providers.ServerCreator (CLO-06). The server is made
// in the data center of the account's host.
func (c *Client) CreateServer(ctx context.Context, in form.Values) (providers.Created, error) {
	parameters, err := parametersOf(in)
	if err != nil {
		return providers.Created{}, err
	}
	var created api.Created
	err = c.do(ctx, ask{
		op: "CLO-06", method: http.MethodPost, path: "/servers",
		body: map[string]any{"server": parameters},
		parse: func(a wire.Answer) error {
			if err := one(a.Body, &created); err != nil {
				return err
			}
			if checkID("CLO-06", created.ID.Trim()) != nil {
				return wire.Plain("the answer lacks the id of the new server")
			}
			return nil
		},
	})
	if err != nil {
		return providers.Created{}, err
	}
	return providers.Created{
		Ref:     providers.Ref{ID: created.ID.Trim()},
		Secrets: secretsOf(map[string]wire.String{SecretRoot: created.AdminPass}),
	}, nil
}

// parametersOf translates the form's values. Fields that are not part of the
// form at these values are not sent.
func parametersOf(in form.Values) (map[string]any, error) {
	parameters := map[string]any{"name": in[fieldName], fieldType: in[fieldType]}
	numbers := []string{fieldMemory, fieldDisk, fieldSupport}
	switch {
	case in[fieldType] == typeScale:
		numbers = append(numbers, fieldMemoryMax)
	case in[fieldPeriod] == periodMonth:
		numbers = append(numbers, fieldPeriods)
		parameters[fieldPeriod] = in[fieldPeriod]
	default:
		parameters[fieldPeriod], parameters[fieldPeriods] = in[fieldPeriod], 1 // By the hour there is no other number.
	}
	for _, name := range numbers {
		n, err := strconv.Atoi(in[name])
		if err != nil {
			return nil, &providers.Error{
				Kind: providers.ErrInvalid, Op: "CLO-06", NotSent: true,
				Sentence: "A number of the form cannot be read. Nothing was sent.", Cause: wire.Plain(name + " is not a number"),
			}
		}
		parameters[name] = n
	}
	if in[fieldSystem] == systemPreset {
		parameters[fieldPreset] = in[fieldPreset]
		parameters["vps_os_preset_params"] = presetValues(in)
	} else {
		parameters[fieldImage] = in[fieldImage]
	}
	return parameters, nil
}

// presetValues returns what was entered for the chosen preset, by the preset's
// own names. What was left empty is left out.
func presetValues(in form.Values) map[string]string {
	values := map[string]string{}
	for name, value := range in {
		if own, ok := strings.CutPrefix(name, presetPrefix(in[fieldPreset])); ok && value != "" {
			values[own] = value
		}
	}
	return values
}
