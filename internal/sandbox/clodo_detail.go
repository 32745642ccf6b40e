package sandbox

import (
	"strconv"
	"time"
)

// clodoDetail is what CLO-04 and CLO-05 say about a server.
type clodoDetail struct {
	Memory     string         `json:"vps_memory"`
	MemoryMax  string         `json:"vps_memory_max"`
	MemLoad    string         `json:"vps_mem_load"`
	CPULoad    string         `json:"vps_cpu_load"`
	DiskLoad   string         `json:"vps_disk_load"`
	OSTitle    string         `json:"vps_os_title"`
	OSVersion  string         `json:"vps_os_version"`
	OSBits     string         `json:"vps_os_bits"`
	OSType     string         `json:"vps_os_type"`
	ID         int            `json:"id"`
	Name       string         `json:"name"`
	ImageID    string         `json:"imageId"`
	Type       string         `json:"type"`
	Status     string         `json:"status"`
	VNC        string         `json:"vps_vnc"`
	CPUMax     string         `json:"vps_cpu_max"`
	CPU1hMin   string         `json:"vps_cpu_1h_min"`
	CPU1hMax   string         `json:"vps_cpu_1h_max"`
	MemMax     string         `json:"vps_mem_max"`
	Mem1hMin   string         `json:"vps_mem_1h_min"`
	Mem1hMax   string         `json:"vps_mem_1h_max"`
	HDDLoad    string         `json:"vps_hdd_load"`
	HDDMax     string         `json:"vps_hdd_max"`
	Addresses  clodoAddresses `json:"addresses"`
	RootPass   string         `json:"vps_root_pass"`
	UserPass   string         `json:"vps_user_pass"`
	VNCPass    string         `json:"vps_vnc_pass"`
	Created    string         `json:"vps_createdate"`
	PaidUntil  string         `json:"vps_billingdate"`
	Updated    string         `json:"vps_update"`
	UpdateDays string         `json:"vps_update_days"`
	TraffUsed  *string        `json:"vps_traff_used"`
	TraffFree  *string        `json:"vps_traff_free"`
	FreeUsed   *string        `json:"vps_traff_used_free"`
}

// clodoListed and clodoSingle differ in how the samples spell one field.
type clodoListed struct {
	clodoDetail
	Traffic *string `json:"vps_traff"`
}

type clodoSingle struct {
	clodoDetail
	Traffic *string `json:"vps_traf"`
}

func (s *clodoServer) detail(now time.Time) clodoDetail {
	d := clodoDetail{
		ID: s.id, Name: s.name, ImageID: strconv.Itoa(s.image), Type: s.kind, Status: s.status,
		Memory: strconv.Itoa(s.memory), MemoryMax: strconv.Itoa(s.memoryMax),
		MemMax: strconv.Itoa(s.memory), HDDMax: strconv.Itoa(s.hdd),
		VNC: s.vnc, CPUMax: "2267", Addresses: s.addresses(),
		RootPass: s.rootPass, UserPass: s.userPass, VNCPass: s.vncPW,
		Created: clodoDate(s.created), PaidUntil: clodoDate(s.paidUntil),
		Updated: clodoDate(s.started), UpdateDays: s.age(now),
	}
	d.gauge(s.load)
	d.TraffUsed = s.set.bought() // Nothing uses it up here.
	image, _ := clodoImageOf(s.image)
	d.OSTitle, d.OSVersion = image.osTitle, image.version
	d.OSType, d.OSBits = image.osID, strconv.Itoa(image.bits)
	return d
}

func (d *clodoDetail) gauge(l clodoLoad) {
	d.MemLoad, d.CPULoad, d.DiskLoad = l.mem, l.cpu, l.disk
	d.CPU1hMin, d.CPU1hMax = l.cpuMin, l.cpuMax
	d.Mem1hMin, d.Mem1hMax = l.memMin, l.memMax
	d.HDDLoad = l.hddMB
}
