package sandbox

import (
	"maps"
	"strconv"
	"strings"
)

// showBalance answers CLO-43, in roubles.
func (w *clodoWorld) showBalance(*call) reply {
	return clodoOK("balance", w.balance)
}

// clodoProfile holds the fields of CLO-35 that do not depend on the world.
// Fields that a private person leaves empty are listed in clodoProfileBlank.
var clodoProfile = map[string]any{
	"users_last_visit":                    "2012-01-25 10:12:44",
	"users_added":                         "2011-02-06 17:02:11",
	"users_family":                        "Петров",
	"users_firstname":                     "Пётр",
	"users_lastname":                      "Петрович",
	"users_profile_phone":                 "+70000000000",
	"users_profile_facetype":              "1",
	"users_profile_ident":                 "1",
	"users_profile_birthday":              "1980-01-01",
	"users_profile_passportseries":        "4509",
	"users_profile_passportnumber":        "731946",
	"users_profile_passportdate":          "2000-01-01",
	"users_profile_passportwho":           "Отделение №1",
	"users_profile_disableannounces":      "0",
	"users_profile_scalemoneysms":         "0",
	"users_profile_vpsdeletesms":          "1",
	"users_profile_vbddeletesms":          "1",
	"users_profile_disableannouncesscale": "0",
	"users_profile_authsms":               "0",
	"default_storage_num":                 "0",
	"allow_change_facetype":               "1",
	"auth_ips":                            []any{},
	"auth_log": []map[string]string{
		{"auth_date": "2012-01-25 10:12:44", "auth_ip": "192.0.2.10", "auth_status": "ОК"},
		{"auth_date": "2012-01-24 22:40:03", "auth_ip": "198.51.100.7", "auth_status": "Ошибка"},
	},
}

var clodoProfileBlank = []string{
	"jabber", "icq", "skype", "orgname", "inn", "address", "formasobstv", "factaddress", "ogrn",
	"okpo", "kpp", "raschschet", "bik", "bank", "korrschet", "dir", "dirdocument",
	"dirdocumentnum", "dirdocumentdate", "dirfio", "buhfio", "workphone", "workphoneext", "fax",
	"faxext", "mailaddress", "finfamily", "finfirstname", "finlastname", "finworkphone",
	"finworkphoneext", "finphone", "finfax", "finfaxext", "finemail",
}

// newClodoProfile is the profile of a private person.
func newClodoProfile(login string) map[string]any {
	profile := maps.Clone(clodoProfile)
	for _, name := range clodoProfileBlank {
		profile["users_profile_"+name] = ""
	}
	profile["users_profile_email"], profile["default_vps_num"] = login+"@example.com", ""
	return profile
}

// showProfile answers CLO-35. The document says 204 and lists what is
// returned; only 200 can return it.
func (w *clodoWorld) showProfile(c *call) reply {
	user := maps.Clone(w.profile)
	user["users_login"] = w.login
	user["users_id"] = strconv.Itoa(w.user)
	user["users_balance"] = strconv.Itoa(w.balance)
	user["dcs"] = w.shared.centerViews(c)
	user["scale_exists"] = "0"
	for _, s := range w.servers {
		if user["default_vps_num"] == "" {
			user["default_vps_num"] = strconv.Itoa(s.id)
		}
		if s.kind == clodoScale {
			user["scale_exists"] = "1"
		}
	}
	return clodoOK("user", user)
}

// centerViews names the data centers. Their hosts are simulated behind the
// address of the sandbox, so a host comes with the path to it. A single one is
// behind the very host that was called.
func (p *clodo) centerViews(c *call) []map[string]string {
	base := c.req.Host + "/" + p.name()
	if p.centers == 1 {
		only, known := clodoCenterOf(c.site)
		if !known {
			only = clodoCenters[0]
		}
		return []map[string]string{only.view(strings.TrimSuffix(base+"/"+c.site, "/"))}
	}
	out := []map[string]string{}
	for _, center := range clodoCenters[:p.centers] {
		out = append(out, center.view(base+"/"+center.host))
	}
	return out
}

func (o clodoCenter) view(host string) map[string]string {
	return map[string]string{"id": o.id, "apihost": host, "title": o.title}
}
