package sandbox

import "time"

// addSamples puts the document's server into the world, and tasks and clients
// of the same kind. The document names those lists and shows no sample.
func (w *cacWorld) addSamples() {
	none := ""
	made := time.Date(2014, 1, 26, 0, 0, 0, 0, time.UTC)
	w.servers = append(w.servers, &cacServer{
		id: "2402939", sid: "240294", uid: "619712052", customer: "90001", pack: "21579",
		name: "localhost", label: "api-test", vm: "c90001-iOD-848113", host: "c9000-iOD-123.cloudatcost.com",
		ip: "1.2.3.4", netmask: "255.255.255.0", gateway: "1.2.3.1",
		rootPass: "password", vncPort: "45148", vncPass: "vnc_pass",
		kind: "Custom", template: "Microsoft Windows 7 (64-bit)",
		cpu: "4", cpuUsage: "261", ram: "4096", ramUsage: "3556.202", storage: "69", hdUsage: "0.000434688",
		made: made, status: cacOn, mode: "Normal", note: &none,
	})
	begun := time.Date(2015, 2, 27, 19, 20, 19, 0, time.UTC)
	w.tasks = append(w.tasks,
		&cacTask{id: "1013020", server: "240294", action: "poweron", status: cacTaskCompleted, begun: begun, ended: begun.Add(time.Minute)},
		&cacTask{id: "1013021", server: "240294", action: "reset", status: cacTaskPending, begun: begun.Add(time.Hour)},
	)
	w.clients = append(w.clients, cacClient{"90001", "API Test", "client@example.com"})
}

// cacTemplate is a system to make a server from.
type cacTemplate struct{ id, detail string }

// cacTemplates are those of the sample of CAC-02, in its order.
var cacTemplates = []cacTemplate{
	{"26", "CentOS-7-64bit"},
	{"27", "Ubuntu-14.04.1-LTS-64bit"},
	{"15", "CentOS 6.5 64bit (LAMP)"},
	{"21", "Ubuntu 12.10 64bit"},
	{"23", "Ubuntu 12.04.3 LTS 64bit"},
	{"24", "Windows 2008 R2 64bit (BigDogs Only)"},
	{"25", "Windows 2012 R2 64bit (BigDogs Only)"},
	{"14", "CentOS 6.5 64bit (cPanel-WHM)"},
	{"13", "CentOS 6.5 64bit"},
	{"10", "CentOS 6.5 32bit"},
	{"3", "Debian 7.1 64bit"},
	{"9", "Windows7 64bit (BigDogs Only)"},
	{"2", "Ubuntu-13.10-64bit"},
	{"1", "CentOS 6.4 64bit"},
	{"28", "Minecraft-CentOS-7-64bit"},
}
