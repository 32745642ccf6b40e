package api

import "pinfold/internal/providers/wire"

// Request is long work, CLO-42. The document names the time of its beginning
// in two ways.
type Request struct {
	Server   wire.String `json:"vps_num"`
	Complete wire.Bool   `json:"req_complete"`
	Ended    wire.String `json:"req_complete_date"`
	Began    wire.String `json:"req_inwork"`
	BeganToo wire.String `json:"req_requests_inwork"`
}

// Begun is the answer to what begins long work: CLO-14, CLO-15 and CLO-16.
type Begun struct {
	Req wire.String `json:"req"`
}

// RestoreState is the answer to CLO-17, in percent.
type RestoreState struct {
	Progress wire.Float `json:"progress"`
}
