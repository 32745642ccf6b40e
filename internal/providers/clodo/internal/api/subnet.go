package api

import (
	"encoding/json"

	"pinfold/internal/providers/wire"
)

// Subnet is a range that a server can get addresses from, CLO-24. Current
// says that the server has some there.
type Subnet struct {
	Range   wire.String `json:"ip_subnet"`
	Current wire.Bool   `json:"current"`
}

// UnmarshalJSON implements json.Unmarshaler.
func (s *Subnet) UnmarshalJSON(data []byte) error {
	type plain Subnet
	return json.Unmarshal(hoisted(data), (*plain)(s))
}
