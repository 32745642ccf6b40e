package sandbox

import "time"

const clodoTime = "02.01.2006 15:04:05"

// clodoLoad holds gauges as the API spells them.
type clodoLoad struct {
	mem, cpu, disk string // percent
	cpuMin, cpuMax string // percent within the hour
	memMin, memMax string // MB within the hour
	hddMB          string
}

// addSamples puts the servers of the document's samples into the world. The
// samples contradict each other; the detailed ones are followed, except that
// 298 gets the addresses of the sample of CLO-20, since two servers cannot
// share theirs.
func (w *clodoWorld) addSamples() {
	w.servers = append(w.servers, &clodoServer{
		id: 60, name: "main", kind: clodoVirtual, image: 561, memory: 2048,
		ips: []string{"188.127.245.119", "188.127.245.120"}, vnc: "188.127.239.206:5905",
		rootPass: "LKjKH8JK9j", userPass: "lJKBFyh6Ff", vncPW: "lhGu7HF6jF",
		created: moscow("07.02.2011 11:09:02"), paidUntil: moscow("04.05.2011 22:11:47"),
		started: moscow("04.03.2011 22:12:43"), uptime: "(31 день)",
		load: clodoLoad{"6.76", "1.67", "34", "0.00", "1.67", "138.39", "138.39", "1694"},
	}, &clodoServer{
		id: 186, name: "scale", kind: clodoScale, image: 531, memory: 512,
		ips: []string{"188.127.237.202", "188.127.237.203"}, vnc: "188.127.239.206:5902",
		rootPass: "87JgRe6BC6", userPass: "kT54bFEoIU", vncPW: "bVtRrie9Rq",
		created: moscow("06.02.2011 17:15:53"), paidUntil: moscow("10.04.2011 03:24:59"),
		started: moscow("03.04.2011 17:13:45"), uptime: "(2 дня)",
		load: clodoLoad{"12.50", "0.00", "31", "0.00", "1.67", "98.33", "98.57", "1539"},
	}, &clodoServer{
		id: 298, name: "api-test", kind: clodoVirtual, image: 561, memory: 768,
		ips: []string{"62.76.41.218", "62.76.41.219"}, vnc: "188.127.239.206:5909",
		rootPass: "LKjKH8JK9j", userPass: "lJKBFyh6Ff", vncPW: "lhGu7HF6jF",
		created: moscow("07.02.2011 11:09:02"), paidUntil: moscow("04.05.2011 22:11:47"),
		started: moscow("04.03.2011 22:12:43"), uptime: "(31 день)",
		load: clodoLoad{"8.21", "0.00", "18", "0.00", "1.67", "63.05", "63.07", "901"},
	})
	for _, s := range w.servers {
		s.status, s.center, s.memoryMax, s.hdd = clodoRunning, clodoCenters[0].name, s.memory, 5
	}
	w.addSampleJobs()
	w.addSampleTickets()
	w.addSampleZones()
	w.servers[0].backups = clodoSampleBackups()
	w.servers[1].backups = clodoSampleBackups()[:1]
}

// addSampleJobs adds the sample log of CLO-12, to server 60, and the sample
// request of CLO-42, which belongs to no server.
func (w *clodoWorld) addSampleJobs() {
	const panel, core = "Клиент (панель)", "Cloud Core"
	logged := func(id int, command, user, at string) *clodoJob {
		t := moscow(at)
		return &clodoJob{logID: id, server: 60, command: command, user: user, begun: t, done: t}
	}
	w.jobs = append(w.jobs,
		&clodoJob{id: 3120121, begun: moscow("11.03.2011 14:36:56"), done: moscow("11.03.2011 14:48:31")},
		logged(85942222, "Перезагрузка", core, "13.12.2011 12:45:49"),
		logged(86097082, "Выключение", panel, "25.12.2011 04:12:30"),
		logged(86097442, "Старт", panel, "25.12.2011 04:13:50"),
	)
}

// moscow parses a time of the samples.
func moscow(text string) time.Time {
	t, err := time.ParseInLocation(clodoTime, text, clodoZone)
	if err != nil {
		panic("sandbox: sample of clodo: " + err.Error())
	}
	return t
}
