package api

import (
	"bytes"
	"encoding/json"

	"pinfold/internal/providers/wire"
)

// Debit is what was charged of one kind, CLO-44.
type Debit struct {
	Amount wire.String `json:"debits_amount"`
	Count  wire.String `json:"debits_count"`
}

// Billing is the answer to CLO-44. Debits are keyed by kind; an account without
// any has an empty list in their place.
type Billing struct {
	Charged wire.String                                `json:"total_debit_amount"`
	Paid    wire.String                                `json:"total_credit_amount"`
	Debits  wire.Object[map[string]wire.Object[Debit]] `json:"debits"`
}

// Balance returns the sum of CLO-43: bare, as text, or in an object.
func Balance(body []byte) (wire.String, error) {
	var value struct {
		Balance json.RawMessage `json:"balance"`
	}
	if err := wire.JSON(body, &value); err != nil {
		return "", err
	}
	inner := bytes.TrimSpace(value.Balance)
	if bytes.HasPrefix(inner, []byte("{")) {
		if err := wire.JSON(inner, &value); err != nil {
			return "", err
		}
		inner = value.Balance
	}
	var sum wire.String
	if len(inner) > 0 {
		_ = sum.UnmarshalJSON(inner) // It never fails.
	}
	if sum.Trim() == "" {
		return "", wire.Plain("the answer tells no balance")
	}
	return sum, nil
}
