package api

import (
	"encoding/json"

	"pinfold/internal/providers/wire"
)

// Image is an operating system of CLO-45 and CLO-46.
type Image struct {
	ID     wire.String `json:"id"`
	Name   wire.String `json:"name"`
	Status wire.String `json:"status"`
	Type   wire.String `json:"vps_type"`
	OSType wire.String `json:"os_type"`
	OSBits wire.Int    `json:"os_bits"`
	OSHVM  wire.Bool   `json:"os_hvm"`
}

// UnmarshalJSON implements json.Unmarshaler.
func (i *Image) UnmarshalJSON(data []byte) error {
	type plain Image
	return json.Unmarshal(hoisted(data), (*plain)(i))
}

// Preset is a ready-made application of CLO-47.
type Preset struct {
	ID    wire.String `json:"id"`
	Name  wire.String `json:"name"`
	Title wire.String `json:"title"`
	// Description is markup of the provider's own.
	Description wire.String            `json:"description"`
	Fields      wire.List[PresetField] `json:"fields"`
}

// PresetField is a value that a preset needs at installation.
type PresetField struct {
	Title wire.String `json:"title"`
	Name  wire.String `json:"name"`
	// Type is string, login, password, email or domain.
	Type     wire.String `json:"type"`
	Required wire.Bool   `json:"req"`
}
