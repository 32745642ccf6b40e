package api

import (
	"encoding/json"

	"pinfold/internal/providers/wire"
)

// Profile is what the panel reads of CLO-35. The other fields describe a
// person and are not decoded.
type Profile struct {
	ID      wire.String `json:"users_id"`
	Login   wire.String `json:"users_login"`
	Centers Centers     `json:"dcs"`
}

// Center is a data center. Host is where its calls go.
type Center struct {
	ID    wire.String `json:"id"`
	Host  wire.String `json:"apihost"`
	Title wire.String `json:"title"`
}

// Centers are the data centers of a profile. The document shows no sample of
// them, so what is no list counts as none.
type Centers []Center

// UnmarshalJSON implements json.Unmarshaler. It never fails.
func (c *Centers) UnmarshalJSON(data []byte) error {
	var list wire.List[Center]
	*c = nil
	if json.Unmarshal(data, &list) == nil {
		*c = Centers(list)
	}
	return nil
}
