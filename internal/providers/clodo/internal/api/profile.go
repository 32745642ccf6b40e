package api

import (
	"encoding/json"

	"pinfold/internal/providers/wire"
)

// Profile is the answer to CLO-35, which shows no sample. Fields has all that
// is text, by the document's names.
type Profile struct {
	ID      wire.String `json:"users_id"`
	Login   wire.String `json:"users_login"`
	Centers Centers     `json:"dcs"`
	// Addresses may open the provider's own pages, SignIns were made there.
	Addresses Several[ProfileAddress] `json:"auth_ips"`
	SignIns   Several[ProfileSignIn]  `json:"auth_log"`

	Fields map[string]wire.String `json:"-"`
}

// ProfileAddress is an address that may sign in.
type ProfileAddress struct {
	IP wire.String `json:"ip"`
}

// UnmarshalJSON implements json.Unmarshaler. The address may come by itself.
func (a *ProfileAddress) UnmarshalJSON(data []byte) error {
	type plain ProfileAddress
	if json.Unmarshal(data, (*plain)(a)) != nil {
		return a.IP.UnmarshalJSON(data)
	}
	return nil
}

// ProfileSignIn is one sign-in.
type ProfileSignIn struct {
	Date   wire.String `json:"auth_date"`
	IP     wire.String `json:"auth_ip"`
	Status wire.String `json:"auth_status"`
}

// UnmarshalJSON implements json.Unmarshaler.
func (p *Profile) UnmarshalJSON(data []byte) error {
	type plain Profile
	if err := json.Unmarshal(data, (*plain)(p)); err != nil {
		return err
	}
	return json.Unmarshal(data, &p.Fields)
}

// Center is a data center. Host is where its calls go.
type Center struct {
	ID    wire.String `json:"id"`
	Host  wire.String `json:"apihost"`
	Title wire.String `json:"title"`
}

// Centers are the data centers of a profile.
type Centers = Several[Center]

// Several is a list that the document names without a sample, so what is no
// list counts as none.
type Several[T any] []T

// UnmarshalJSON implements json.Unmarshaler. It never fails.
func (s *Several[T]) UnmarshalJSON(data []byte) error {
	var list wire.List[T]
	*s = nil
	if json.Unmarshal(data, &list) == nil {
		*s = Several[T](list)
	}
	return nil
}
