package clodo

import (
	"strings"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

func systemField(presets bool) form.Field {
	f := form.Field{
		Name: fieldSystem, Label: "Install", Kind: form.Radio, Default: systemImage,
		Options: []form.Option{{Value: systemImage, Label: "Operating system"}},
	}
	if presets {
		f.Options = append(f.Options, form.Option{Value: systemPreset, Label: "Ready-made application"})
	}
	return f
}

// imageField offers the images that can be installed, each with its type of
// server only.
func imageField(images []providers.Observation) form.Field {
	f := form.Field{
		Name: fieldImage, Label: "Operating system", Kind: form.Select,
		When: when(fieldSystem, systemImage),
	}
	for _, image := range images {
		facts, _ := image.Facts.(providers.ImageFacts)
		if image.State != providers.Available {
			continue
		}
		option := form.Option{Value: image.ID, Label: image.Name}
		if facts.ServerType != "" {
			option.When = when(fieldType, facts.ServerType)
		}
		if f.Default == "" && form.Holds(option.When, form.Values{fieldType: typeVirtual}) {
			f.Default = option.Value
		}
		f.Options = append(f.Options, option)
	}
	if len(f.Options) == 0 {
		f.Help = "No operating system is known yet. Clodo's list is read after the account is connected."
	}
	return f
}

// presetFields offers the presets and, for each, the fields that it needs.
func presetFields(presets []providers.Observation) []form.Field {
	choice := form.Field{
		Name: fieldPreset, Label: "Application", Kind: form.Select, When: when(fieldSystem, systemPreset),
	}
	var own []form.Field
	for _, preset := range presets {
		facts, _ := preset.Facts.(providers.PresetFacts)
		label := facts.Title
		if label == "" {
			label = preset.Name
		}
		choice.Options = append(choice.Options, form.Option{Value: preset.ID, Label: label})
		for _, f := range facts.Fields {
			own = append(own, ownField(preset.ID, f))
		}
	}
	return append([]form.Field{choice}, own...)
}

// presetField names the form's field for a field of a preset.
func presetField(preset, name string) string { return presetPrefix(preset) + name }

func presetPrefix(preset string) string { return "preset_" + preset + "_" }

// ownField describes a field of a preset by its documented type.
func ownField(preset string, p providers.PresetField) form.Field {
	f := form.Field{
		Name: presetField(preset, p.Name), Label: p.Title, Kind: form.Text, Optional: !p.Required, MaxLength: 255,
		When: append(when(fieldSystem, systemPreset), when(fieldPreset, preset)...),
	}
	switch p.Type {
	case "login":
		f.MinLength, f.Help, f.Autocomplete = 5, "5 characters or more.", "off"
	case "password":
		f.Kind, f.Secret, f.Autocomplete = form.Password, true, "new-password"
	case "email":
		f.Kind = form.Email
	case "domain":
		f.Placeholder, f.Check = "example.com", checkDomain
	}
	return f
}

func checkDomain(value string) string {
	labels := strings.Split(strings.TrimSuffix(value, "."), ".")
	ok := len(labels) > 1 && len(value) <= 254
	for _, label := range labels {
		ok = ok && label != "" && len(label) <= 63 && !strings.HasPrefix(label, "-") && !strings.HasSuffix(label, "-")
	}
	if !ok || strings.ContainsAny(value, " /:@_\t") {
		return "A domain looks like example.com."
	}
	return ""
}
