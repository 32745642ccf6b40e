package sandbox

// listServers answers CAC-01.
func (w *cacWorld) listServers(c *call) reply {
	out := []cacServerView{}
	for _, s := range w.servers {
		out = append(out, s.view(c.site))
	}
	return cacOK(w.user, out)
}

// listTemplates answers CAC-02, which has no id in its envelope. The later
// version names the fields otherwise.
func (w *cacWorld) listTemplates(c *call) reply {
	out := []map[string]string{}
	for _, t := range cacTemplates {
		if c.site == cacLater {
			out = append(out, map[string]string{"ce_id": t.id, "name": t.detail})
			continue
		}
		out = append(out, map[string]string{"id": t.id, "detail": t.detail})
	}
	return cacOK("", out)
}

// listTasks answers CAC-05, the latest first.
func (w *cacWorld) listTasks(*call) reply {
	out := []cacTaskView{}
	for i := len(w.tasks) - 1; i >= 0; i-- {
		out = append(out, w.tasks[i].view())
	}
	return cacOK(w.user, out)
}

// listClients answers CAC-06. Nothing tells its fields; these are named as in
// the list of servers where it has the same.
func (w *cacWorld) listClients(*call) reply {
	out := []map[string]string{}
	for _, client := range w.clients {
		out = append(out, map[string]string{"CustID": client.id, "name": client.name, "email": client.email})
	}
	return cacOK(w.user, out)
}
