// Package api holds the JSON of the Clodo API, decoded liberally: the document
// shows most answers as XML only, and types drift between calls.
package api

import "pinfold/internal/providers/wire"

// Server is a server of CLO-03, CLO-04 and CLO-05. CLO-03 leaves out what
// begins with vps_.
type Server struct {
	ID      wire.String `json:"id"`
	Name    wire.String `json:"name"`
	ImageID wire.String `json:"imageId"`
	Type    wire.String `json:"type"`
	Status  wire.String `json:"status"`

	// Memory and MemoryMax are in MB, HDDMax in GB, HDDLoad in MB, CPUMax in
	// MHz, the loads in percent.
	Memory    wire.Int   `json:"vps_memory"`
	MemoryMax wire.Int   `json:"vps_memory_max"`
	HDDMax    wire.Int   `json:"vps_hdd_max"`
	HDDLoad   wire.Int   `json:"vps_hdd_load"`
	CPUMax    wire.Int   `json:"vps_cpu_max"`
	CPULoad   wire.Float `json:"vps_cpu_load"`
	MemLoad   wire.Float `json:"vps_mem_load"`
	DiskLoad  wire.Float `json:"vps_disk_load"`

	OSTitle   wire.String `json:"vps_os_title"`
	OSVersion wire.String `json:"vps_os_version"`
	OSBits    wire.Int    `json:"vps_os_bits"`
	OSType    wire.String `json:"vps_os_type"`
	VNC       wire.String `json:"vps_vnc"`

	Created     wire.String `json:"vps_createdate"`
	PaidUntil   wire.String `json:"vps_billingdate"`
	Started     wire.String `json:"vps_update"`
	StartedDays wire.String `json:"vps_update_days"`

	// Traffic is in GB; the sample of CLO-05 spells it with one f. What is
	// called used is what is left.
	Traffic         wire.Float `json:"vps_traff"`
	TrafficShort    wire.Float `json:"vps_traf"`
	TrafficLeft     wire.Float `json:"vps_traff_used"`
	TrafficFree     wire.Float `json:"vps_traff_free"`
	TrafficFreeLeft wire.Float `json:"vps_traff_used_free"`

	RootPass wire.String `json:"vps_root_pass"`
	UserPass wire.String `json:"vps_user_pass"`
	VNCPass  wire.String `json:"vps_vnc_pass"`

	Addresses wire.Object[Addresses] `json:"addresses"`
}

// Created is the answer to CLO-06.
type Created struct {
	ID        wire.String `json:"id"`
	Name      wire.String `json:"name"`
	ImageID   wire.String `json:"imageId"`
	AdminPass wire.String `json:"adminPass"`
}
