package sandbox

import "time"

// The ways in which the API writes times. Only the day is documented.
const (
	cacDay  = "01/02/2006"
	cacTime = "01/02/2006 15:04:05"
)

// cacServerView has every value as text, as the sample of CAC-01 does. The
// later version misspells the label.
type cacServerView struct {
	ID       string  `json:"id"`
	Customer string  `json:"CustID"`
	Package  string  `json:"packageid"`
	Name     string  `json:"servername"`
	Label    *string `json:"label,omitempty"`
	Lable    *string `json:"lable,omitempty"`
	VM       string  `json:"vmname"`
	IP       string  `json:"ip"`
	Netmask  string  `json:"netmask"`
	Gateway  string  `json:"gateway"`
	Host     string  `json:"hostname"`
	RootPass string  `json:"rootpass"`
	VNCPort  string  `json:"vncport"`
	VNCPass  string  `json:"vncpass"`
	Kind     string  `json:"servertype"`
	Template string  `json:"template"`
	CPU      string  `json:"cpu"`
	CPUUsage string  `json:"cpuusage"`
	RAM      string  `json:"ram"`
	RAMUsage string  `json:"ramusage"`
	Storage  string  `json:"storage"`
	HDUsage  string  `json:"hdusage"`
	Made     string  `json:"sdate"`
	Status   string  `json:"status"`
	Note     *string `json:"panel_note"`
	Mode     string  `json:"mode"`
	UID      string  `json:"uid"`
	SID      string  `json:"sid"`
}

func (s *cacServer) view(site string) cacServerView {
	v := cacServerView{
		ID: s.id, Customer: s.customer, Package: s.pack, Name: s.name, VM: s.vm,
		IP: s.ip, Netmask: s.netmask, Gateway: s.gateway, Host: s.host,
		RootPass: s.rootPass, VNCPort: s.vncPort, VNCPass: s.vncPass, Kind: s.kind, Template: s.template,
		CPU: s.cpu, CPUUsage: s.cpuUsage, RAM: s.ram, RAMUsage: s.ramUsage, Storage: s.storage, HDUsage: s.hdUsage,
		Made: s.made.UTC().Format(cacDay), Status: s.status, Note: s.note, Mode: s.mode, UID: s.uid, SID: s.sid,
	}
	label := s.label
	if site == cacLater {
		v.Lable = &label
	} else {
		v.Label = &label
	}
	return v
}

type cacTaskView struct {
	ID     string `json:"idf"`
	Server string `json:"serverid"`
	Action string `json:"action"`
	Status string `json:"status"`
	Begun  string `json:"starttime"`
	Ended  string `json:"finishtime"`
}

func (t *cacTask) view() cacTaskView {
	v := cacTaskView{ID: t.id, Server: t.server, Action: t.action, Status: t.status, Begun: cacMoment(t.begun)}
	if !t.ended.IsZero() {
		v.Ended = cacMoment(t.ended)
	}
	return v
}

func cacMoment(at time.Time) string { return at.UTC().Format(cacTime) }
