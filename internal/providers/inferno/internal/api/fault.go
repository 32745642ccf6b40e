package api

import (
	"encoding/json"
	"strings"

	"pinfold/internal/providers/wire"
)

// Envelope is what answers have in common.
type Envelope struct {
	Result  wire.String     `json:"result"`
	Message wire.String     `json:"message"`
	Msg     wire.String     `json:"msg"`
	Error   wire.String     `json:"error"`
	Code    wire.Int        `json:"error_code"`
	VPSInfo json.RawMessage `json:"vps_info"`
}

// Said returns the text of the envelope.
func (e Envelope) Said() string {
	for _, text := range []wire.String{e.Message, e.Msg, e.Error} {
		if said := text.Trim(); said != "" {
			return said
		}
	}
	return ""
}

// ReadFault returns the refusal in a body, and whether there is one. Besides
// JSON it may be the text of a PHP array.
func ReadFault(body []byte) (Envelope, bool) {
	var e Envelope
	if wire.JSON(body, &e) == nil {
		return e, failed(e.Result)
	}
	printed, err := PrintR(body)
	if err != nil {
		return Envelope{}, false
	}
	flat, err := json.Marshal(printed)
	if err != nil || json.Unmarshal(flat, &e) != nil {
		return Envelope{}, false
	}
	return e, failed(e.Result)
}

// Inner returns the refusal of the server in an answer to INF-07 whose order
// is described.
func (e Envelope) Inner() (VPS, bool) {
	var vps wire.Object[VPS]
	if len(e.VPSInfo) == 0 || json.Unmarshal(e.VPSInfo, &vps) != nil {
		return VPS{}, false
	}
	return vps.Value, failed(vps.Value.Result)
}

func failed(result wire.String) bool {
	switch strings.ToLower(result.Trim()) {
	case "fail", "failed", "failure", "error":
		return true
	}
	return false
}
