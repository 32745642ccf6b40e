package providers_test

import "pinfold/internal/providers"

// places says where a person meets an operation in the panel. What is not
// here comes later.
var places = map[providers.OpID]string{
	"CLO-01": "Accounts: Test connection; signing in before every call",
	"CLO-02": "Accounts: Test connection; the pace of all calls",
	"CLO-03": "Accounts: Test connection; finding a creation whose answer was lost",
	"CLO-04": "Servers: the list",
	"CLO-05": "Servers: one server, read anew after each change",
	"CLO-06": "Servers: Create server",
	"CLO-08": "Servers: Delete server",
	"CLO-10": "Servers: Start, Stop, Reboot",
	"CLO-12": "Operations: finding a reboot whose answer was lost",
	"CLO-46": "Servers: systems to choose from; Accounts: Images",
	"CLO-47": "Servers: applications to choose from; Accounts: Applications",
	"CAC-01": "Servers: the list; Accounts: Test connection",
	"CAC-02": "Accounts: Images",
	"CAC-05": "Accounts: Tasks",
	"CAC-06": "Accounts: Clients",
	"INF-02": "Accounts: Images, Tariffs",
	"INF-04": "Servers: the list; Accounts: Test connection",
	"INF-07": "Servers: the list and one server",
	"INF-12": "Accounts: SSH keys",
	"IDC-01": "Accounts: Test connection",
	"IDC-07": "Servers: locations; Accounts: Locations",
	"IDC-09": "Servers: one server",
	"IDC-17": "Servers: the list",
	"IDC-40": "Accounts: Networks",
	"IDC-46": "Servers: public addresses",
	"IDC-52": "Accounts: Parameters",
	"IDC-53": "Accounts: Images",
	"IDC-54": "Accounts: Images",
	"IDC-55": "Accounts: Images",
	"IDC-61": "Accounts: Billing accounts",
	"IDC-78": "Accounts: Prices",
}
