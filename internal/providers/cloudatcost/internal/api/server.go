package api

import "pinfold/internal/providers/wire"

// Server is a server of CAC-01. SID is the handle for actions; the document
// has three more fields that look like one.
type Server struct {
	SID   wire.String `json:"sid"`
	Name  wire.String `json:"servername"`
	Label wire.String `json:"label"`
	// Lable is how later versions spell it.
	Lable wire.String `json:"lable"`
	Host  wire.String `json:"hostname"`
	VM    wire.String `json:"vmname"`
	IP    wire.String `json:"ip"`

	RootPass wire.String `json:"rootpass"`
	VNCPort  wire.Int    `json:"vncport"`
	VNCPass  wire.String `json:"vncpass"`

	Type     wire.String `json:"servertype"`
	Template wire.String `json:"template"`
	CPU      wire.Int    `json:"cpu"`
	// RAM and RAMUsage are in MB, Storage is in GB. The units of cpuusage and
	// hdusage are not documented and cannot be told from the sample.
	RAM      wire.Float  `json:"ram"`
	RAMUsage wire.Float  `json:"ramusage"`
	Storage  wire.Float  `json:"storage"`
	Made     wire.String `json:"sdate"`
	Status   wire.String `json:"status"`
}
