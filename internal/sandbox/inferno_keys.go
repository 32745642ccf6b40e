package sandbox

import (
	"encoding/base64"
	"slices"
	"strconv"
	"strings"
)

// addKey answers INF-11. The document shows no answer of it, nor of INF-13.
func (w *infernoWorld) addKey(c *call) reply {
	line := strings.TrimSpace(infernoParam(c, "sshkey"))
	parts := strings.SplitN(line, " ", 3)
	if len(parts) < 2 || !strings.HasPrefix(parts[0], "ssh-") && !strings.HasPrefix(parts[0], "ecdsa-") {
		return infernoRefused("Bad SSH key")
	}
	if _, err := base64.StdEncoding.DecodeString(parts[1]); err != nil {
		return infernoRefused("Bad SSH key")
	}
	body := parts[0] + " " + parts[1]
	if slices.ContainsFunc(w.keys, func(k infernoKey) bool { return strings.HasPrefix(k.Key, body) }) {
		return infernoRefused("SSH key already exists")
	}
	w.shared.lastKey++
	key := infernoKey{ID: strconv.Itoa(w.shared.lastKey), Name: "key " + strconv.Itoa(w.shared.lastKey), Key: line}
	if len(parts) == 3 {
		key.Name = parts[2]
	}
	w.keys = append(w.keys, key)
	c.changed(key.ID, "name", key.Name, "key", body)
	return infernoOK()
}

// removeKey answers INF-13.
func (w *infernoWorld) removeKey(c *call) reply {
	i := slices.IndexFunc(w.keys, func(k infernoKey) bool { return k.ID == infernoParam(c, "id") })
	if i < 0 {
		return infernoRefused("SSH key not found")
	}
	c.changed(w.keys[i].ID, "name", w.keys[i].Name)
	w.keys = slices.Delete(w.keys, i, i+1)
	return infernoOK()
}
