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
	"CLO-46": "Servers: systems to choose from",
	"CLO-47": "Servers: applications to choose from",
	"CAC-01": "Servers: the list; Accounts: Test connection",
	"CAC-02": "Accounts: what is read",
	"CAC-05": "Accounts: what is read",
	"CAC-06": "Accounts: what is read",
	"INF-01": "Accounts: Connect account, with e-mail and password",
	"INF-02": "Accounts: what is read",
	"INF-04": "Servers: the list; Accounts: Test connection",
	"INF-07": "Servers: the list and one server",
	"INF-12": "Accounts: what is read",
	"IDC-01": "Accounts: Test connection",
	"IDC-07": "Servers: locations",
	"IDC-09": "Servers: one server",
	"IDC-17": "Servers: the list",
	"IDC-20": "Servers: backups and snapshots",
	"IDC-40": "Servers: networks; Accounts: what is read",
	"IDC-46": "Servers: public addresses",
	"IDC-52": "Accounts: what is read",
	"IDC-53": "Accounts: what is read",
	"IDC-54": "Accounts: what is read",
	"IDC-55": "Accounts: what is read",
	"IDC-56": "Servers: public addresses where floating IPs cannot be listed",
	"IDC-61": "Accounts: what is read",
	"IDC-78": "Accounts: what is read",
}
