package sandbox

import (
	"fmt"
	"strconv"
	"time"
)

type clodoAddresses struct {
	Public []clodoAddress `json:"public"` // null while the server is made
}

type clodoAddress struct {
	Primary bool   `json:"primary_ip"`
	ISP     bool   `json:"isp"`
	IP      string `json:"ip"`
}

// clodoBrief is a server in CLO-03. Ids are strings here and numbers in the
// details, as in the live API.
type clodoBrief struct {
	ID        string         `json:"id"`
	Name      string         `json:"name"`
	ImageID   string         `json:"imageId"`
	Type      string         `json:"type"`
	Status    string         `json:"status"`
	OSType    string         `json:"os_type"`
	OSBits    string         `json:"os_bits"`
	Addresses clodoAddresses `json:"addresses"`
}

// listServers answers CLO-03.
func (w *clodoWorld) listServers(c *call) reply {
	out := []clodoBrief{}
	for _, s := range w.servers {
		if s.at(c.site) {
			out = append(out, s.brief())
		}
	}
	if len(out) == 0 {
		return w.notFound("Серверы не найдены")
	}
	return clodoOK("servers", out)
}

// listServersDetail answers CLO-04.
func (w *clodoWorld) listServersDetail(c *call) reply {
	out := []clodoListed{}
	for _, s := range w.servers {
		if s.at(c.site) {
			out = append(out, clodoListed{clodoDetail: s.detail(c.now), Traffic: s.set.bought()})
		}
	}
	if len(out) == 0 {
		return w.notFound("Серверы не найдены")
	}
	return clodoOK("servers", out)
}

// showServer answers CLO-05.
func (w *clodoWorld) showServer(c *call) reply {
	s, ok := w.server(c.site, c.args[0])
	if !ok {
		return w.notFound("VPS не найдена")
	}
	return clodoOK("server", clodoSingle{clodoDetail: s.detail(c.now), Traffic: s.set.bought()})
}

func (s *clodoServer) brief() clodoBrief {
	image, _ := clodoImageOf(s.image)
	return clodoBrief{
		ID: strconv.Itoa(s.id), Name: s.name, ImageID: strconv.Itoa(s.image),
		Type: s.kind, Status: s.status, OSType: image.osID, OSBits: strconv.Itoa(image.bits),
		Addresses: s.addresses(),
	}
}

func (s *clodoServer) addresses() clodoAddresses {
	var out clodoAddresses
	for i, ip := range s.ips {
		out.Public = append(out.Public, clodoAddress{Primary: i == 0, IP: ip})
	}
	return out
}

// clodoDate spells a time as the API does; what has not happened is empty.
func clodoDate(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(clodoZone).Format(clodoTime)
}

// age spells the time since the last start in days, as the samples do.
func (s *clodoServer) age(now time.Time) string {
	if s.uptime != "" || s.started.IsZero() {
		return s.uptime
	}
	days := int(now.Sub(s.started).Hours() / 24)
	word := "дней"
	switch ones, tens := days%10, days/10%10; {
	case tens == 1:
	case ones == 1:
		word = "день"
	case ones >= 2 && ones <= 4:
		word = "дня"
	}
	return fmt.Sprintf("(%d %s)", days, word)
}
