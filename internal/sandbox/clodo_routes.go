package sandbox

import "net/http"

// newTable lists the simulated operations. Paths end as the document spells
// them: a missing or an extra slash at the end is another path.
func (p *clodo) newTable() []route {
	world := func(op, method, path string, run func(*clodoWorld, *call) reply) route {
		return route{op: op, method: method, path: path, run: inClodoWorld(run)}
	}
	deleteRecord := world("CLO-30", http.MethodDelete, "/dns/{id}", (*clodoWorld).deleteZone)
	deleteRecord.when = callsRecordDeletion
	return []route{
		// The document binds limits to calls of the API; login is before it.
		{op: "CLO-01", method: http.MethodGet, path: "/", unmetered: true, run: p.login},
		{op: "CLO-02", method: http.MethodGet, path: "/limits", run: p.limits},
		world("CLO-03", http.MethodGet, "/servers", (*clodoWorld).listServers),
		world("CLO-04", http.MethodGet, "/servers/detail", (*clodoWorld).listServersDetail),
		world("CLO-05", http.MethodGet, "/servers/{id}", (*clodoWorld).showServer),
		world("CLO-06", http.MethodPost, "/servers", (*clodoWorld).createServer),
		world("CLO-07", http.MethodPut, "/servers/{id}", (*clodoWorld).changeServer),
		world("CLO-08", http.MethodDelete, "/servers/{id}", (*clodoWorld).deleteServer),
		world("CLO-09", http.MethodGet, "/servers/{id}/change_type/", (*clodoWorld).changeType),
		world("CLO-10", http.MethodPost, "/servers/{id}/action", (*clodoWorld).actOnServer),
		world("CLO-11", http.MethodPost, "/stats/{id}", (*clodoWorld).showUsage),
		world("CLO-12", http.MethodGet, "/servers/{id}/log/", (*clodoWorld).showLog),
		world("CLO-13", http.MethodGet, "/servers/{id}/backup/getlist", (*clodoWorld).listBackups),
		world("CLO-14", http.MethodGet, "/servers/{id}/backup/create", (*clodoWorld).createBackup),
		world("CLO-14", http.MethodPost, "/servers/{id}/backup/create", (*clodoWorld).createBackup),
		world("CLO-15", http.MethodPost, "/servers/{id}/backup/delete", (*clodoWorld).deleteBackup),
		world("CLO-16", http.MethodPost, "/servers/{id}/backup/restore", (*clodoWorld).restoreBackup),
		world("CLO-17", http.MethodGet, "/servers/{id}/backup/getstate", (*clodoWorld).showRestore),
		world("CLO-18", http.MethodPost, "/servers/{id}/backup/setcal", (*clodoWorld).scheduleBackup),
		world("CLO-19", http.MethodPost, "/servers/{id}/backup/setdesc", (*clodoWorld).describeBackup),
		world("CLO-20", http.MethodGet, "/servers/{id}/ips", (*clodoWorld).listIPs),
		world("CLO-21", http.MethodPut, "/servers/{id}/ips", (*clodoWorld).addIP),
		world("CLO-22", http.MethodDelete, "/servers/{id}/ips", (*clodoWorld).removeIP),
		world("CLO-23", http.MethodGet, "/servers/{id}/ips/moveip/", (*clodoWorld).moveIP),
		world("CLO-24", http.MethodGet, "/servers/{id}/ips/getsubnets/", (*clodoWorld).listSubnets),
		world("CLO-25", http.MethodGet, "/dns/", (*clodoWorld).listZones),
		world("CLO-26", http.MethodPut, "/dns/", (*clodoWorld).addZone),
		deleteRecord,
		world("CLO-27", http.MethodDelete, "/dns/{id}", (*clodoWorld).deleteZone),
		world("CLO-28", http.MethodGet, "/dns/{id}", (*clodoWorld).showZone),
		world("CLO-29", http.MethodPost, "/dns/{id}", (*clodoWorld).changeZone),
		world("CLO-31", http.MethodGet, "/helpdesk/", (*clodoWorld).listTickets),
		world("CLO-32", http.MethodGet, "/helpdesk/{id}", (*clodoWorld).showTicket),
		world("CLO-33", http.MethodPost, "/helpdesk/", (*clodoWorld).openTicket),
		world("CLO-34", http.MethodPost, "/helpdesk/{id}", (*clodoWorld).replyTicket),
		world("CLO-35", http.MethodGet, "/user/", (*clodoWorld).showProfile),
		world("CLO-42", http.MethodGet, "/requests/{id}", (*clodoWorld).showRequest),
		world("CLO-43", http.MethodGet, "/billing/balance", (*clodoWorld).showBalance),
		world("CLO-44", http.MethodGet, "/billing", (*clodoWorld).showBilling),
		world("CLO-44", http.MethodPost, "/billing", (*clodoWorld).showBilling),
		world("CLO-44", http.MethodGet, "/billing/{id}", (*clodoWorld).showBilling),
		world("CLO-44", http.MethodPost, "/billing/{id}", (*clodoWorld).showBilling),
		world("CLO-45", http.MethodGet, "/images", (*clodoWorld).listImages),
		world("CLO-46", http.MethodGet, "/images/detail", (*clodoWorld).listImagesDetail),
		world("CLO-47", http.MethodGet, "/images/presets", (*clodoWorld).listPresets),
	}
}

// inClodoWorld lets time pass in the caller's world and then runs the
// operation in it.
func inClodoWorld(run func(*clodoWorld, *call) reply) func(*call) reply {
	return func(c *call) reply {
		w := c.account.world.(*clodoWorld)
		w.settle(c.now)
		return run(w, c)
	}
}

func clodoOK(name string, value any) reply {
	return reply{status: http.StatusOK, body: map[string]any{name: value}}
}

func clodoDone() reply { return reply{status: http.StatusNoContent} }

func (w *clodoWorld) bad(details string) reply {
	return w.shared.refuse(refusal{status: http.StatusBadRequest, details: details})
}

func (w *clodoWorld) notFound(details string) reply {
	return w.shared.refuse(refusal{status: http.StatusNotFound, details: details})
}
