package api

import (
	"encoding/json"

	"pinfold/internal/providers/wire"
)

const errNoOrder = wire.Plain("the answer holds no order")

// Placed is the answer to INF-03.
type Placed struct {
	Result    wire.String `json:"result"`
	OrderID   wire.String `json:"orderid"`
	InvoiceID wire.String `json:"invoiceid"`
}

// ReadPlaced reads the answer to an order. One without the order's number
// settles nothing.
func ReadPlaced(body []byte) (Placed, error) {
	var placed Placed
	data, err := object(body)
	if err != nil {
		return placed, err
	}
	if err := json.Unmarshal(data, &placed); err != nil {
		return placed, err
	}
	if !yes(placed.Result) || !numeric(placed.OrderID.Trim()) {
		return Placed{}, errNoOrder
	}
	return placed, nil
}

// AddedKey is the id in an answer to INF-11, "" where there is none: the
// document does not show the answer.
func AddedKey(body []byte) string {
	var answer struct {
		ID    wire.String `json:"id"`
		KeyID wire.String `json:"sshkey_id"`
	}
	data, err := object(body)
	if err != nil || json.Unmarshal(data, &answer) != nil {
		return ""
	}
	return either(answer.ID.Trim(), answer.KeyID.Trim())
}
