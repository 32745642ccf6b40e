package sandbox_test

import (
	"fmt"
	"testing"
	"time"

	"pinfold/internal/sandbox"
)

func TestInfernoOrderToServer(t *testing.T) {
	r := newRig(t, sandbox.Options{PayAfter: time.Minute})
	a := r.inferno("action", "create", "pid", "303")
	id := fmt.Sprint(r.at(a, "orderid"))
	r.equal(r.at(a, "result"), "success")
	r.equal(r.at(r.inferno("action", "orders"), "orders", id, "status"), "Pending")
	r.want(r.inferno("action", "install", "orderid", id, "ostpl", "debian12-64-default", "run", "1"), 200, "not Active")
	r.clock.Advance(time.Minute)
	r.equal(r.at(r.inferno("action", "orders"), "orders", id, "status"), "Active")
	r.want(r.inferno("action", "cancel", "orderid", id), 200, `"Order ID not found or Status not Pending"`)

	install := []string{"action", "install", "orderid", id, "ostpl", "debian12-64-default", "sshkey_ids", "7"}
	r.want(r.inferno(append(install, "run", "0")...), 200, `"result":"success"`)
	r.equal(len(r.box.Ledger()), 1)
	r.want(r.inferno(append(install, "run", "1")...), 200, "[msg] => VSCD: VPS added to queue")
	r.want(r.inferno(append(install, "run", "0")...), 200, "[error_code] => 904")
	r.equal(r.box.Ledger()[1].Details["template"], "debian12-64-default")
	r.clock.Advance(pace)
	r.equal(r.at(r.inferno("action", "getinfo", "orderid", id), "vps_info", "real_state"), " Installing")
	r.want(r.inferno("action", "reboot", "orderid", id), 200, "VPS is busy")
	r.clock.Advance(2 * pace)
	r.equal(r.at(r.inferno("action", "getinfo", "orderid", id), "vps_info", "real_state"), " Included")
	r.want(r.inferno(append(install, "run", "1")...), 200, "Vps exists with current main_id")
	r.equal(len(r.box.Ledger()), 2)
}

func TestInfernoOrderRefusals(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.want(r.inferno("action", "create", "pid", "9"), 200, "Product ID not found")
	r.want(r.inferno("action", "cancel", "orderid", "47000"), 200, "Status not Pending")
	r.want(r.inferno("action", "install", "orderid", "1"), 200, "[error_code] => 901")
	r.want(r.inferno("action", "install", "orderid", "47000", "ostpl", "dos"), 200, "[error_code] => 902")
	r.want(r.inferno("action", "install", "orderid", "47000", "ostpl", "centos7-64-default", "sshkey_ids", "7,8"), 200, "SSH key 8 not found")
	r.equal(len(r.box.Ledger()), 0)
	r.want(r.inferno("action", "cancel", "orderid", "46000"), 200, `"result":"success"`)
	r.equal(r.at(r.inferno("action", "orders"), "orders", "46000", "status"), "Cancelled")
	pay := sandbox.Mutation{Provider: "inferno", Kind: sandbox.MutatePay, Target: "47200"}
	r.equal(r.box.Mutate(pay) == nil, true)
	r.equal(r.at(r.inferno("action", "orders"), "orders", "47200", "status"), "Active")
	r.equal(r.box.Mutate(pay) == nil, false)
}

func TestInfernoKeys(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	const body = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl"
	r.want(r.inferno("action", "sshkey.add", "sshkey", body+" a+b@c d"), 200, `"result":"success"`)
	r.equal(r.at(r.inferno("action", "sshkey.list"), "list", 1, "name"), "a+b@c d")
	r.want(r.inferno("action", "sshkey.add", "sshkey", body), 200, "already exists")
	for _, bad := range []string{"", "ssh-rsa", "ssh-rsa ???", "dsa AAAA"} {
		r.want(r.inferno("action", "sshkey.add", "sshkey", bad), 200, "Bad SSH key")
	}
	r.want(r.inferno("action", "sshkey.remove", "id", "8"), 200, "success")
	r.want(r.inferno("action", "sshkey.remove", "id", "8"), 200, "SSH key not found")
	r.equal(len(r.box.Ledger()), 2)
}
