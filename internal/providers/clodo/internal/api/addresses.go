package api

import (
	"bytes"
	"encoding/json"

	"pinfold/internal/providers/wire"
)

// Addresses are the addresses of a server. Both lists are null while it is
// being made.
type Addresses struct {
	Public  wire.List[Address] `json:"public"`
	Private wire.List[Address] `json:"private"`
}

// Address is one address. The document spells its fields in two ways.
type Address struct {
	IP      string
	Primary bool
	// License tells whether an ISPmanager license is bound to it (CLO-20).
	License wire.Bool
}

// UnmarshalJSON implements json.Unmarshaler. An address may also be its bare
// text.
func (a *Address) UnmarshalJSON(data []byte) error {
	if data = bytes.TrimSpace(data); len(data) == 0 || data[0] != '{' {
		var text wire.String
		err := json.Unmarshal(data, &text)
		*a = Address{IP: text.Trim()}
		return err
	}
	var full struct {
		Addr      wire.String `json:"addr"`
		IP        wire.String `json:"ip"`
		PrimaryIP wire.Bool   `json:"primary_ip"`
		IsPrimary wire.Bool   `json:"is_primary"`
		ISP       wire.Bool   `json:"isp"`
	}
	if err := json.Unmarshal(hoisted(data), &full); err != nil {
		return err
	}
	*a = Address{IP: full.Addr.Trim(), Primary: full.PrimaryIP.Value || full.IsPrimary.Value, License: full.ISP}
	if a.IP == "" {
		a.IP = full.IP.Trim()
	}
	return nil
}
