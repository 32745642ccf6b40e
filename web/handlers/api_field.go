package handlers

import "pinfold/internal/form"

// apiField is one value that an action takes.
type apiField struct {
	Name     string    `json:"name"`
	Label    string    `json:"label"`
	Kind     form.Kind `json:"kind"`
	Help     string    `json:"help"`
	Unit     string    `json:"unit"`
	Required bool      `json:"required"`
	// Secret values are sealed and never told again.
	Secret bool `json:"secret"`
	// Default is what a value that is left out stands for. That of a hidden field
	// has to be sent back as it is: it tells what the caller has seen.
	Default   string         `json:"default"`
	Options   []apiOption    `json:"options"`
	Min       *int64         `json:"min"`
	Max       *int64         `json:"max"`
	MinLength *int           `json:"min_length"`
	MaxLength *int           `json:"max_length"`
	Bounds    []apiBound     `json:"bounds"`
	When      []apiCondition `json:"when"`
}

type apiOption struct {
	Value string         `json:"value"`
	Label string         `json:"label"`
	Help  string         `json:"help"`
	When  []apiCondition `json:"when"`
}

// apiCondition holds while the field has one of the values.
type apiCondition struct {
	Field  string   `json:"field"`
	Values []string `json:"values"`
}

// apiBound narrows the field while its conditions hold.
type apiBound struct {
	When     []apiCondition `json:"when"`
	Needs    string         `json:"needs"`
	Min      *int64         `json:"min"`
	Max      *int64         `json:"max"`
	Optional bool           `json:"optional"`
}

func apiFieldsOf(f form.Form) []apiField {
	fields := make([]apiField, 0, len(f.Fields))
	for _, field := range f.Fields {
		one := apiField{Name: field.Name, Label: field.Label, Kind: field.Kind, Help: field.Help, Unit: field.Unit,
			Required: !field.Optional && field.Kind != form.Checkbox, Secret: field.Secret || field.Kind == form.Password,
			MinLength: told(field.MinLength), MaxLength: told(field.MaxLength),
			Options: []apiOption{}, Bounds: []apiBound{}, When: apiConditionsOf(field.When)}
		if !one.Secret {
			one.Default = field.Default
		}
		one.Min, one.Max = apiRangeOf(field.Range)
		for _, o := range field.Options {
			one.Options = append(one.Options, apiOption{o.Value, o.Label, o.Help, apiConditionsOf(o.When)})
		}
		for _, b := range field.Bounds {
			low, high := apiRangeOf(b.Range)
			one.Bounds = append(one.Bounds, apiBound{apiConditionsOf(b.When), b.Needs, low, high, b.Optional})
		}
		fields = append(fields, one)
	}
	return fields
}

func apiConditionsOf(list []form.Condition) []apiCondition {
	conditions := make([]apiCondition, 0, len(list))
	for _, c := range list {
		conditions = append(conditions, apiCondition(c))
	}
	return conditions
}

func apiRangeOf(r *form.Range) (low, high *int64) {
	if r == nil {
		return nil, nil
	}
	return &r.Min, &r.Max
}
