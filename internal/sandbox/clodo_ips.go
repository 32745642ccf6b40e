package sandbox

import (
	"slices"
	"strings"
)

// clodoIP is an address in CLO-20, spelled as in its JSON sample.
type clodoIP struct {
	IP      string `json:"ip"`
	Primary bool   `json:"is_primary"`
	ISP     bool   `json:"isp"`
}

// listIPs answers CLO-20. The list is null while the server is being made.
func (w *clodoWorld) listIPs(c *call) reply {
	s, ok := w.server(c.site, c.args[0])
	if !ok {
		return w.notFound("VPS не найдена")
	}
	var public []clodoIP
	for i, ip := range s.ips {
		public = append(public, clodoIP{IP: ip, Primary: i == 0, ISP: i == 0 && s.license})
	}
	return clodoOK("addresses", map[string]any{"public": public})
}

// clodoSubnets are offered to every server, from the sample of CLO-24.
var clodoSubnets = []string{"62.76.176.*", "62.76.177.*", "62.76.178.*", "62.76.47.*"}

type clodoSubnet struct {
	Subnet  string `json:"ip_subnet"`
	Current string `json:"current"`
}

// listSubnets answers CLO-24: those in which the server has addresses first.
func (w *clodoWorld) listSubnets(c *call) reply {
	s, ok := w.server(c.site, c.args[0])
	if !ok {
		return w.notFound("VPS не найдена")
	}
	nets, own := []clodoSubnet{}, []string{}
	for _, ip := range s.ips {
		net := ip[:strings.LastIndexByte(ip, '.')] + ".*"
		if !slices.Contains(own, net) {
			own = append(own, net)
			nets = append(nets, clodoSubnet{net, "1"})
		}
	}
	for _, net := range clodoSubnets {
		if !slices.Contains(own, net) {
			nets = append(nets, clodoSubnet{net, "0"})
		}
	}
	return clodoOK("nets", nets)
}
