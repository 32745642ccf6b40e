package clodo

import (
	"context"
	"slices"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

var _ providers.Tuner = (*Client)(nil)

const notTold = "Clodo’s API does not tell the present value."

// settings are the parameters of CLO-07 by setting, as the fields of forms.
var settings = map[providers.Setting][]form.Field{
	providers.SettingScaling: {
		whole("vps_daylimit", "Daily limit", "RUB", 1, 1_000_000, "What a day may cost at most."),
		whole("vps_memblocksize", "Memory step", "MB", 1, 2048, "1 to 2048. By how much memory grows and shrinks."),
		whole("vps_minfreebytes", "Free memory", "MB", 1, 1024, "1 to 1024. The least between what the server has and what it uses."),
		whole("vps_meminterval", "Interval", "s", 1, 86_400, "How often Clodo looks at the use of memory."),
	},
	providers.SettingSwap: {required(whole("vps_swapsize", "Swap", "MB", 128, 6144, "128 to 6144. "+notTold))},
	providers.SettingShaper: {{
		Name: "vps_hddshaper", Label: "Disk shaper", Kind: form.Radio, Help: notTold,
		Options: []form.Option{{Value: "1", Label: "On", Help: "Clodo limits disk operations."}, {Value: "0", Label: "Off"}},
	}},
	providers.SettingPeriod: {
		{
			Name: fieldPeriod, Label: "Payment", Kind: form.Radio, Help: notTold,
			Options: []form.Option{{Value: periodHour, Label: "By the hour"}, {Value: periodMonth, Label: "By the month, ahead"}},
		},
		{
			Name: fieldPeriods, Label: "Months paid ahead", Kind: form.Select, When: when(fieldPeriod, periodMonth),
			Options: []form.Option{
				{Value: "1", Label: "1 month"}, {Value: "3", Label: "3 months"},
				{Value: "6", Label: "6 months"}, {Value: "12", Label: "12 months"},
			},
		},
	},
	providers.SettingRenewal: {{
		Name: "vps_abonement_disabled", Label: "At the end of the paid time", Kind: form.Radio, Help: notTold,
		Options: []form.Option{
			{Value: "0", Label: "Renew it", Help: "This cancels a planned deletion."},
			{Value: "1", Label: "Do not renew it", Help: "Clodo then deletes the server."},
		},
	}},
	providers.SettingShift: {required(whole("newconfig_date", "Days until then", "days", 0, 23, "0 to 23."))},
	providers.SettingCancel: {{
		Name: "modify_type", Label: "Planned change", Kind: form.Radio, Help: "Clodo’s API does not tell what is planned.",
		Options: []form.Option{{Value: "params", Label: "Of the size"}, {Value: "period", Label: "Of the period of payment"}},
	}},
}

// ofType are the settings that one type of server has.
var ofType = map[providers.Setting]string{
	providers.SettingScaling: typeScale, providers.SettingPeriod: typeVirtual, providers.SettingRenewal: typeVirtual,
}

// whole is an optional whole number.
func whole(name, label, unit string, low, high int64, help string) form.Field {
	return form.Field{Name: name, Label: label, Unit: unit, Kind: form.Number, Optional: true,
		Range: &form.Range{Min: low, Max: high}, Help: help}
}

func required(f form.Field) form.Field {
	f.Optional = false
	return f
}

// TypeOf implements providers.Tuner.
func (c *Client) TypeOf(setting providers.Setting) string { return ofType[setting] }

// TuneForm implements providers.Tuner.
func (c *Client) TuneForm(setting providers.Setting) form.Form {
	f := form.Form{Fields: slices.Clone(settings[setting])}
	if setting != providers.SettingScaling {
		return f
	}
	f.Check = func(in form.Values) form.Errors {
		for _, field := range f.Fields {
			if in[field.Name] != "" {
				return nil
			}
		}
		return form.Errors{"": "Nothing would change. Enter at least one value."}
	}
	return f
}

// Tune implements providers.Tuner (CLO-07). Dropping a plan has no harmless
// repetition: another one may have been made meanwhile.
func (c *Client) Tune(ctx context.Context, ref providers.Ref, setting providers.Setting, in form.Values) error {
	parameters := map[string]any{}
	for _, field := range settings[setting] {
		if value := in[field.Name]; value != "" {
			parameters[field.Name] = value
			if field.Kind == form.Number {
				parameters[field.Name] = number(value)
			}
		}
	}
	if setting == providers.SettingPeriod && in[fieldPeriod] == periodHour {
		parameters[fieldPeriods] = 1 // By the hour there is no other number.
	}
	if setting == providers.SettingPeriod || setting == providers.SettingCancel {
		return c.set(ctx, ref, "", parameters)
	}
	return c.set(ctx, ref, providers.VariantSettings, parameters)
}
