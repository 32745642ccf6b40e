package api

import (
	"encoding/json"

	"pinfold/internal/providers/wire"
)

// Parameter is a constraint of the form for a new VM, of IDC-52. LimitedBy
// names another parameter, by whose value Limits bind more tightly.
type Parameter struct {
	Name        wire.String `json:"parameter"`
	Description wire.String `json:"description"`
	LimitedBy   wire.String `json:"limited_by"`
	Limits      []Limit     `json:"-"`
	Bounds
}

// Bounds are what a value must keep to. What is not said does not bind.
type Bounds struct {
	Constraint wire.String            `json:"constraint"`
	Type       wire.String            `json:"type"`
	Mandatory  wire.Bool              `json:"mandatory"`
	Min        wire.Int               `json:"min"`
	Max        wire.Int               `json:"max"`
	Expression wire.String            `json:"expression"`
	Values     wire.List[wire.String] `json:"values"`
}

// Limit holds where the limiting parameter has the value When.
type Limit struct {
	When wire.String
	Bounds
}

// UnmarshalJSON implements json.Unmarshaler. A limit names the value of the
// limiting parameter under that parameter's own name.
func (p *Parameter) UnmarshalJSON(data []byte) error {
	type plain Parameter
	raw := struct {
		*plain
		Limits wire.List[json.RawMessage] `json:"limits"`
	}{plain: (*plain)(p)}
	*p = Parameter{}
	if err := json.Unmarshal(data, &raw); err != nil {
		return err
	}
	for _, one := range raw.Limits {
		limit, err := limitOf(one, string(p.LimitedBy))
		if err != nil {
			return err
		}
		p.Limits = append(p.Limits, limit)
	}
	return nil
}

func limitOf(data []byte, by string) (Limit, error) {
	var limit Limit
	if err := json.Unmarshal(data, &limit.Bounds); err != nil {
		return Limit{}, err
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(data, &members); err != nil {
		return Limit{}, err
	}
	if value, ok := members[by]; ok {
		return limit, json.Unmarshal(value, &limit.When)
	}
	return limit, nil
}
