package sandbox

import (
	"slices"
	"strconv"
)

// listStores answers CLO-37.
func (w *clodoWorld) listStores(*call) reply {
	out := []map[string]string{}
	for _, s := range w.stores {
		out = append(out, s.listed())
	}
	return clodoOK("storages", out)
}

// showStore answers CLO-38.
func (w *clodoWorld) showStore(c *call) reply {
	s, ok := w.store(c.args[0])
	if !ok {
		return w.notFound("Хранилище не найдено")
	}
	return clodoOK("storage", s.detailed())
}

// changeStore answers CLO-39 with what changed, with nothing if nothing did.
func (w *clodoWorld) changeStore(c *call) reply {
	s, ok := w.store(c.args[0])
	if !ok {
		return w.notFound("Хранилище не найдено")
	}
	in := readStoreInput(c)
	if in.has("title") {
		in.spoken("title")
	}
	if in.problem != "" {
		return w.bad(in.problem)
	}
	changed := map[string]string{}
	for name := range in.values {
		value := in.text(name)
		if name == "title" && value != s.title {
			s.title, changed[name] = value, value
		} else if name != "title" && value != s.settings[name] {
			s.settings[name], changed[name] = value, value
		}
	}
	if len(changed) == 0 {
		return clodoDone()
	}
	c.changed(c.args[0], pairs(changed)...)
	return clodoOK("storage", changed)
}

// createStore answers CLO-40, where key is another one than elsewhere.
func (w *clodoWorld) createStore(c *call) reply {
	in := readStoreInput(c)
	title := in.spoken("title")
	if in.problem != "" {
		return w.bad(in.problem)
	}
	s := w.newStore(title)
	for name := range in.values {
		if name != "title" {
			s.settings[name] = in.text(name)
		}
	}
	c.changed(strconv.Itoa(s.id), append([]string{"title", title}, pairs(s.settings)...)...)
	return clodoOK("storage", map[string]string{"id": strconv.Itoa(s.id), "login": s.login, "cluster": clodoCluster,
		"key": s.token, "storagekey": s.key})
}

// deleteStore answers CLO-41.
func (w *clodoWorld) deleteStore(c *call) reply {
	s, ok := w.store(c.args[0])
	if !ok {
		return w.notFound("Хранилище не найдено")
	}
	w.stores = slices.DeleteFunc(w.stores, func(x *clodoStore) bool { return x == s })
	c.changed(c.args[0], "title", s.title)
	return clodoDone()
}

func readStoreInput(c *call) *clodoInput {
	name, in := readClodoInput(c)
	if name != "storage" {
		in.fail("Ошибка разбора запроса")
	}
	in.only(append([]string{"title"}, clodoStoreSettings...)...)
	if in.has("cache_publicsearch") {
		in.choice("cache_publicsearch", "0", "1")
	}
	return in
}

func pairs(values map[string]string) (flat []string) {
	for name, value := range values {
		flat = append(flat, name, value)
	}
	return flat
}
