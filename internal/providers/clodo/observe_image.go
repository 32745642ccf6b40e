package clodo

import (
	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
)

func observeImage(i api.Image) providers.Observation {
	o := providers.Observation{
		Kind:      providers.KindImage,
		ID:        i.ID.Trim(),
		Name:      i.Name.Trim(),
		State:     providers.Unknown,
		StateWord: i.Status.Trim(),
		Facts: providers.ImageFacts{
			ServerType: i.Type.Trim(),
			System:     i.OSType.Trim(),
			Bits:       int(i.OSBits.Value),
		},
	}
	if o.StateWord == "ACTIVE" {
		o.State = providers.Available
	}
	return o
}

func observePreset(p api.Preset) providers.Observation {
	facts := providers.PresetFacts{Title: p.Title.Trim(), Description: p.Description.Trim()}
	for _, f := range p.Fields {
		facts.Fields = append(facts.Fields, providers.PresetField{
			Name: f.Name.Trim(), Title: f.Title.Trim(), Type: f.Type.Trim(), Required: f.Required.Value,
		})
	}
	return providers.Observation{
		Kind: providers.KindPreset, ID: p.ID.Trim(), Name: p.Name.Trim(), State: providers.Available, Facts: facts,
	}
}
