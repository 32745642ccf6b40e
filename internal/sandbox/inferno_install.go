package sandbox

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// infernoText is an answer that is no JSON but what PHP prints of an array.
type infernoText string

// The codes of refused installations. The document shows the last one.
const (
	infernoNoOrder    = 901
	infernoNoTemplate = 902
	infernoNoKey      = 903
	infernoExists     = 904
)

// install answers INF-06: in JSON where it only checks, as the document's text
// where it starts.
func (w *infernoWorld) install(c *call) reply {
	o, ok := w.order(infernoParam(c, "orderid"))
	if !ok {
		return infernoNotInstalled(infernoNoOrder, "Order ID not found")
	}
	if code, message := w.wrongInstall(c, o); code != 0 {
		return infernoNotInstalled(code, message)
	}
	if infernoParam(c, "run") != "1" {
		return infernoOK("msg", "ok")
	}
	template, keys := infernoParam(c, "ostpl"), infernoParam(c, "sshkey_ids")
	o.coming = w.shared.newVPS(template)
	o.coming.on, o.coming.installing = false, true
	o.comesAt = c.now.Add(w.shared.pace)
	o.coming.readyAt = o.comesAt.Add(2 * w.shared.pace)
	c.changed(strconv.Itoa(o.id), "template", template, "sshkeys", keys, "name", o.coming.name)
	return reply{status: http.StatusOK, body: infernoText("[method] => createVPS\n[result] => success\n[msg] => ok\n" +
		"[retx] => Array\n(\n[result] => success\n[msg] => VSCD: VPS added to queue\n[error_code] => 0\n)\n")}
}

func (w *infernoWorld) wrongInstall(c *call, o *infernoOrder) (code int, message string) {
	exists := o.vps
	if exists == nil {
		exists = o.coming
	}
	switch {
	case exists != nil:
		return infernoExists, fmt.Sprintf("Vps exists with current main_id (%d) , W:%d", exists.mainID, o.id)
	case o.status != infernoActive:
		return infernoNoOrder, "Order status is " + o.status + ", not Active"
	case !slices.Contains(infernoTemplates, infernoParam(c, "ostpl")):
		return infernoNoTemplate, "Template not found"
	}
	for id := range strings.SplitSeq(infernoParam(c, "sshkey_ids"), ",") {
		known := slices.ContainsFunc(w.keys, func(k infernoKey) bool { return k.ID == id })
		if id != "" && !known {
			return infernoNoKey, "SSH key " + id + " not found"
		}
	}
	return 0, ""
}

// infernoNotInstalled is the documented shape of a refused installation.
func infernoNotInstalled(code int, message string) reply {
	return reply{status: http.StatusOK, body: infernoText(fmt.Sprintf(
		"Array\n(\n[method] => createVPS\n[result] => fail\n[msg] => %s\n[error_code] => %d\n)\n", message, code))}
}
