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
