package api

import (
	"bytes"
	"encoding/json"
	"strconv"

	"pinfold/internal/providers/wire"
)

// Offer is a template or a tariff of INF-02. The document shows neither.
type Offer struct {
	ID, Name, Price string
}

// Templates are the systems that can be installed, by the name that INF-06
// takes. Products are the tariffs, by the id that INF-03 takes. Both come as a
// list or as a map, of texts or of objects, and may be grouped.
type (
	Templates []Offer
	Products  []Offer
)

// UnmarshalJSON implements json.Unmarshaler.
func (t *Templates) UnmarshalJSON(data []byte) error {
	offers, err := offersOf(data, true)
	*t = offers
	return err
}

// UnmarshalJSON implements json.Unmarshaler.
func (p *Products) UnmarshalJSON(data []byte) error {
	offers, err := offersOf(data, false)
	*p = offers
	return err
}

// offersOf reads the entries of a list, a map or a group within either.
func offersOf(data []byte, templates bool) ([]Offer, error) {
	entries, err := entriesOf(data)
	if err != nil {
		return nil, err
	}
	if bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")) && single(entries) {
		return []Offer{described("", data)}, nil
	}
	var offers []Offer
	for _, e := range entries {
		found, err := offersIn(e, templates)
		if err != nil {
			return nil, err
		}
		offers = append(offers, found...)
	}
	return offers, nil
}

func offersIn(e entry, templates bool) ([]Offer, error) {
	value := bytes.TrimSpace(e.value)
	switch {
	case bytes.HasPrefix(value, []byte("[")):
		return offersOf(value, templates)
	case e.nested():
		return []Offer{described(e.key, value)}, nil
	case templates:
		return []Offer{templateOf(e)}, nil
	}
	return []Offer{productOf(e)}, nil
}

// described reads an offer that is an object.
func described(key string, data []byte) Offer {
	var o struct {
		ID    wire.String `json:"id"`
		PID   wire.String `json:"pid"`
		Ostpl wire.String `json:"ostpl"`
		Name  wire.String `json:"name"`
		Title wire.String `json:"title"`
		Price wire.String `json:"price"`
		Cost  wire.String `json:"amount"`
	}
	// Members of another type are as good as missing.
	_ = json.Unmarshal(data, &o)
	return Offer{
		ID:    either(o.Ostpl.Trim(), o.PID.Trim(), o.ID.Trim(), key, o.Name.Trim()),
		Name:  either(o.Title.Trim(), o.Name.Trim()),
		Price: either(o.Price.Trim(), o.Cost.Trim()),
	}
}

// templateOf reads a template that is a text, or a name with a text or a flag.
// A number as key is the position in a list of PHP.
func templateOf(e entry) Offer {
	text := e.text()
	if e.key == "" || numeric(e.key) && !numeric(text) {
		return Offer{ID: text}
	}
	if numeric(text) || text == "true" || text == "false" {
		text = ""
	}
	return Offer{ID: e.key, Name: text}
}

// productOf reads a tariff that is a text or a number: its name or its price.
func productOf(e entry) Offer {
	text := e.text()
	switch {
	case e.key == "":
		return Offer{ID: text}
	case numeric(text):
		return Offer{ID: e.key, Price: text}
	}
	return Offer{ID: e.key, Name: text}
}

func either(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

func numeric(text string) bool {
	_, err := strconv.ParseFloat(text, 64)
	return err == nil
}
