package api

import (
	"bytes"
	"encoding/json"
	"encoding/xml"

	"pinfold/internal/providers/wire"
)

// Fault is the body of a refusal: {"NotFound":{code,message,details}}, the
// same without its wrapper, or as XML.
type Fault struct {
	Code    wire.Int    `json:"code"`
	Message wire.String `json:"message"`
	Details wire.String `json:"details"`
}

// Said returns the most telling text.
func (f Fault) Said() string {
	if details := f.Details.Trim(); details != "" {
		return details
	}
	return f.Message.Trim()
}

// ReadFault returns the refusal in a body, and whether there is one.
func ReadFault(body []byte) (Fault, bool) {
	if bytes.HasPrefix(bytes.TrimSpace(body), []byte("<")) {
		return readXML(body)
	}
	var flat Fault
	if wire.JSON(body, &flat) == nil && flat.Code.Known {
		return flat, true
	}
	var wrapped map[string]json.RawMessage
	if wire.JSON(body, &wrapped) != nil || len(wrapped) != 1 {
		return Fault{}, false
	}
	for _, inner := range wrapped {
		if json.Unmarshal(inner, &flat) == nil && flat.Code.Known {
			return flat, true
		}
	}
	return Fault{}, false
}

func readXML(body []byte) (Fault, bool) {
	var f struct {
		Code    string `xml:"code,attr"`
		Message string `xml:"message"`
		Details string `xml:"details"`
	}
	if xml.Unmarshal(body, &f) != nil || f.Code == "" {
		return Fault{}, false
	}
	return Fault{Message: wire.String(f.Message), Details: wire.String(f.Details)}, true
}
