package sandbox

import "net/http"

// newTable lists the simulated operations. Paths stand behind the version and
// the location.
func (p *idCloudHost) newTable() []route {
	get := func(op, path string, run func(*idcWorld, *call) reply) route {
		return route{op: op, method: http.MethodGet, path: path, run: func(c *call) reply {
			w := c.account.world.(*idcWorld)
			w.settle(c.now)
			return run(w, c)
		}}
	}
	do := func(op, method, path string, run func(*idcWorld, *call) reply) route {
		r := get(op, path, run)
		r.method = method
		return r
	}
	post := func(op, path string, run func(*idcWorld, *call) reply) route {
		r := get(op, path, run)
		r.method = http.MethodPost
		return r
	}
	return []route{
		do("IDC-08", http.MethodDelete, "/user-resource/vm", (*idcWorld).deleteVM),
		do("IDC-10", http.MethodPatch, "/user-resource/vm/user", (*idcWorld).changePassword),
		do("IDC-11", http.MethodPatch, "/user-resource/vm", (*idcWorld).modifyVM),
		do("IDC-12", http.MethodPost, "/user-resource/vm", (*idcWorld).createVM),
		do("IDC-13", http.MethodPost, "/user-resource/vm/backup", (*idcWorld).toggleBackup),
		do("IDC-14", http.MethodPost, "/user-resource/vm/clone", (*idcWorld).cloneVM),
		do("IDC-15", http.MethodDelete, "/user-resource/vm/ip/public", (*idcWorld).detachPublic),
		do("IDC-16", http.MethodPost, "/user-resource/vm/ip/public", (*idcWorld).reservePublic),
		do("IDC-26", http.MethodPost, "/user-resource/vm/storage", (*idcWorld).addDisk),
		do("IDC-27", http.MethodPatch, "/user-resource/vm/storage", (*idcWorld).modifyDisk),
		do("IDC-28", http.MethodDelete, "/user-resource/vm/storage", (*idcWorld).deleteDisk),
		do("IDC-41", http.MethodPost, "/network/network", (*idcWorld).createNetwork),
		do("IDC-42", http.MethodDelete, "/network/network/{network_uuid}", (*idcWorld).deleteNetwork),
		do("IDC-43", http.MethodPut, "/network/network/{network_uuid}/default", (*idcWorld).defaultNetwork),
		do("IDC-44", http.MethodPatch, "/network/network/{network_uuid}", (*idcWorld).renameNetwork),
		do("IDC-45", http.MethodPost, "/network/ip_addresses", (*idcWorld).createAddress),
		do("IDC-45", http.MethodPost, "/network/ip_addresses/", (*idcWorld).createAddress),
		do("IDC-48", http.MethodPatch, "/network/ip_addresses/{public_ipv4_address}", (*idcWorld).updateAddress),
		do("IDC-50", http.MethodPost, "/network/ip_addresses/{public_ipv4_address}/assign", (*idcWorld).assignAddress),
		do("IDC-51", http.MethodPost, "/network/ip_addresses/{public_ipv4_address}/unassign", (*idcWorld).unassignAddress),
		do("IDC-49", http.MethodDelete, "/network/ip_addresses/{public_ipv4_address}", (*idcWorld).deleteAddress),
		get("IDC-01", "/user-resource/user", (*idcWorld).showUser),
		get("IDC-07", "/config/locations", (*idcWorld).listLocations),
		get("IDC-09", "/user-resource/vm", (*idcWorld).showVM),
		get("IDC-17", "/user-resource/vm/list", (*idcWorld).listVMs),
		get("IDC-20", "/user-resource/vm/replica", (*idcWorld).listReplicas),
		post("IDC-23", "/user-resource/vm/start", (*idcWorld).startVM),
		post("IDC-24", "/user-resource/vm/stop", (*idcWorld).stopVM),
		post("IDC-25", "/user-resource/vm/rescue_start", (*idcWorld).rescueVM),
		get("IDC-39", "/network/network/{network_uuid}", (*idcWorld).showNetwork),
		get("IDC-40", "/network/networks", (*idcWorld).listNetworks),
		get("IDC-46", "/network/ip_addresses", (*idcWorld).listAddresses),
		get("IDC-47", "/network/ip_addresses/{public_ipv4_address}", (*idcWorld).showAddress),
		get("IDC-52", "/api/parameters/vm", (*idcWorld).listParameters),
		get("IDC-53", "/config/vm_images", (*idcWorld).listImages),
		get("IDC-54", "/config/vm_images/plain_os", (*idcWorld).listPlainImages),
		get("IDC-55", "/config/vm_images/app_catalog", (*idcWorld).listAppImages),
		get("IDC-56", "/user-resource/billing_resources", (*idcWorld).listBilled),
		get("IDC-78", "/pricing/policy", (*idcWorld).showPrices),
		get("IDC-79", "/charging/usage", (*idcWorld).showCosts),
	}
}
