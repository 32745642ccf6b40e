package api

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"

	"pinfold/internal/providers/wire"
)

// Zone is a line of CLO-25. The document does not name the master's address;
// it is taken where it comes.
type Zone struct {
	ID      wire.String `json:"id"`
	Name    wire.String `json:"name"`
	Type    wire.String `json:"type"`
	Records wire.Int    `json:"records_count"`
	Master  wire.String `json:"master"`
}

// Reverse is the name of an address, CLO-25.
type Reverse struct {
	IP     wire.String `json:"ip_value"`
	Server wire.String `json:"virtual_mashines_title"`
	Value  wire.String `json:"reverse_value"`
	Zone   wire.String `json:"domain_value"`
}

// Zones is the answer to CLO-25.
type Zones struct {
	Domains wire.List[Zone]    `json:"domains"`
	Reverse wire.List[Reverse] `json:"reverse"`
}

// Record is one record of CLO-28.
type Record struct {
	ID       wire.String `json:"id"`
	Zone     wire.String `json:"domain_id"`
	Name     wire.String `json:"name"`
	Type     wire.String `json:"type"`
	Content  wire.String `json:"content"`
	TTL      wire.Int    `json:"ttl"`
	Priority wire.Int    `json:"prio"`
}

// ZoneContent is the answer to CLO-28. Records is nil if the answer lacks them.
type ZoneContent struct {
	Types   RecordTypes        `json:"record_types"`
	Records *wire.List[Record] `json:"records"`
}

// UnmarshalJSON implements json.Unmarshaler: "records":null is an empty list.
func (z *ZoneContent) UnmarshalJSON(data []byte) error {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(data, &members); err != nil {
		return err
	}
	*z = ZoneContent{}
	if err := json.Unmarshal(orNull(members["record_types"]), &z.Types); err != nil {
		return err
	}
	if value, ok := members["records"]; ok {
		z.Records = &wire.List[Record]{}
		return json.Unmarshal(value, z.Records)
	}
	return nil
}

func orNull(data json.RawMessage) []byte {
	if len(data) == 0 {
		return []byte("null")
	}
	return data
}

// RecordTypes are the types of records that a zone allows, in whatever shape
// they come.
type RecordTypes []string

var recordType = regexp.MustCompile(`\b[A-Z][A-Z0-9]{0,9}\b`)

// UnmarshalJSON implements json.Unmarshaler. It never fails.
func (t *RecordTypes) UnmarshalJSON(data []byte) error {
	*t = nil
	for _, word := range recordType.FindAllString(string(data), -1) {
		if !slices.Contains(*t, word) {
			*t = append(*t, word)
		}
	}
	return nil
}

// DNS returns what an answer about zones holds, with or without the wrapper of
// that name.
func DNS(body []byte) ([]byte, error) {
	var members map[string]json.RawMessage
	if err := wire.JSON(body, &members); err != nil {
		return nil, err
	}
	for _, name := range []string{"dns", "zone"} {
		inner, ok := members[name]
		if !ok {
			continue
		}
		if bytes.HasPrefix(bytes.TrimSpace(inner), []byte("{")) {
			return inner, nil
		}
		return []byte("{}"), nil
	}
	return body, nil
}

// NewZone is the answer to CLO-26.
type NewZone struct {
	ID wire.String `json:"id"`
}

// Removed is the answer to CLO-30.
type Removed struct {
	Serial wire.String `json:"new_soa"`
}
