// Package api holds the JSON of the Inferno API, decoded liberally: the
// document shows few answers, and ids are texts in one and numbers in another.
package api

import "pinfold/internal/providers/wire"

// Order is an order of INF-04.
type Order struct {
	ID        wire.String `json:"id"`
	Number    wire.String `json:"ordernum"`
	Amount    wire.String `json:"amount"`
	InvoiceID wire.String `json:"invoiceid"`
	Status    wire.String `json:"status"`
}

// SetKey takes the key of an order that has no id of its own.
func (o *Order) SetKey(key string) {
	if o.ID.Trim() == "" {
		o.ID = wire.String(key)
	}
}

// Info is the answer to INF-07.
type Info struct {
	OrderID       wire.String `json:"orderid"`
	OrderStatus   wire.String `json:"orderStatus"`
	ProductStatus wire.String `json:"productStatus"`
	DedicatedIP   wire.String `json:"dedicatedip"`
	// VPS is empty before the installation.
	VPS wire.Object[VPS] `json:"vps_info"`
}

// VPS is the server in an answer to INF-07, with an envelope of its own.
type VPS struct {
	Result  wire.String `json:"result"`
	Message wire.String `json:"message"`
	MainID  wire.String `json:"main_id"`
	Name    wire.String `json:"vps_name"`
	IP      wire.String `json:"ip"`
	// RealState is a translated word. Online is not in the document.
	RealState wire.String `json:"real_state"`
	Online    wire.String `json:"online"`
	Password  wire.String `json:"vps_password"`
}

// Installed reports whether the order has a server.
func (i Info) Installed() bool {
	vps := i.VPS.Value
	return !failed(vps.Result) && (vps.MainID.Trim() != "" && vps.MainID.Trim() != "0" ||
		vps.Name.Trim() != "" || vps.IP.Trim() != "" || vps.RealState.Trim() != "")
}

// SSHKey is a key of INF-12. Only id and name are known to come.
type SSHKey struct {
	ID          wire.String `json:"id"`
	Name        wire.String `json:"name"`
	Label       wire.String `json:"label"`
	Fingerprint wire.String `json:"fingerprint"`
	// Line, Key and Public are names under which the key itself may come.
	Line   wire.String `json:"sshkey"`
	Key    wire.String `json:"key"`
	Public wire.String `json:"public_key"`
}

// Body is the line of the key itself, "" if it was not told.
func (k SSHKey) Body() string {
	return either(k.Line.Trim(), k.Key.Trim(), k.Public.Trim())
}

// SetKey takes the key of an entry that has no id of its own.
func (k *SSHKey) SetKey(key string) {
	if k.ID.Trim() == "" {
		k.ID = wire.String(key)
	}
}
