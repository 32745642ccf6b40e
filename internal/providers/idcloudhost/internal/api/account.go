package api

import "pinfold/internal/providers/wire"

// User is the owner of the token, of IDC-01.
type User struct {
	ID   wire.String          `json:"id"`
	Name wire.String          `json:"name"`
	Data wire.Object[Profile] `json:"profile_data"`
}

// Profile is the personal part of a user, which IDC-02 answers.
type Profile struct {
	Email     wire.String `json:"email"`
	FirstName wire.String `json:"first_name"`
	LastName  wire.String `json:"last_name"`
	Phone     wire.String `json:"phone_number"`
	Personal  wire.String `json:"personal_id_number"`
	Created   wire.String `json:"created_at"`
	Updated   wire.String `json:"updated_at"`
}

// Token is a key of the API, of IDC-05 and 06.
type Token struct {
	ID          wire.String `json:"id"`
	Description wire.String `json:"description"`
	Restricted  wire.Bool   `json:"restricted"`
	Billing     wire.String `json:"billing_account_id"`
	Token       wire.String `json:"token"`
	Created     wire.String `json:"created_at"`
}
