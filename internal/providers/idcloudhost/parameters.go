package idcloudhost

import (
	"context"
	"strconv"
	"strings"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
)

// listParameters lists what a new server can be asked for (IDC-52).
func (c *Client) listParameters(ctx context.Context) (providers.Listing, error) {
	return plainList(ctx, c, ask{op: "IDC-52", path: "/api/parameters/vm"}, observeParameter)
}

func observeParameter(p api.Parameter) providers.Observation {
	var d details
	d.text("Type", p.Type)
	d.text("Constraint", p.Constraint)
	d = append(d, boundsOf(p.Bounds)...)
	d.text("Limited by", p.LimitedBy)
	for _, limit := range p.Limits {
		var words []string
		for _, one := range boundsOf(limit.Bounds) {
			words = append(words, one.Label+": "+one.Value)
		}
		d.add("With "+p.LimitedBy.Trim()+" "+limit.When.Trim(), strings.Join(words, "; "))
	}
	return providers.Observation{
		Kind: providers.KindParameter, ID: p.Name.Trim(), Name: p.Name.Trim(), State: providers.Available,
		Facts: providers.NamedFacts{Title: p.Description.Trim(), Details: d},
	}
}

func boundsOf(b api.Bounds) details {
	var d details
	d.truth("Mandatory", b.Mandatory)
	if b.Min.Known {
		d.add("Minimum", strconv.FormatInt(b.Min.Value, 10))
	}
	if b.Max.Known {
		d.add("Maximum", strconv.FormatInt(b.Max.Value, 10))
	}
	d.text("Expression", b.Expression)
	var values []string
	for _, value := range b.Values {
		values = append(values, value.Trim())
	}
	d.add("Values", strings.Join(values, ", "))
	return d
}
