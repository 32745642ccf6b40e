package api

import "pinfold/internal/providers/wire"

// User is the owner of the token, of IDC-01. Personal data is left out.
type User struct {
	Name wire.String `json:"name"`
}
