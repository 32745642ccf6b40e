package sandbox_test

import (
	"testing"

	"pinfold/internal/sandbox"
)

func TestIDCloudHostBucketSamples(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	a := r.idc("GET", "/storage/bucket/list")
	r.equal(r.at(a, 1, "name"), "pang1")
	r.equal(r.at(a, 1, "size_bytes"), 3189211059.0)
	r.equal(r.at(a, 1, "num_objects"), 5.0)
	r.equal(r.at(a, 1, "created_at"), "2021-01-22T13:10:09.190+0000")
	r.equal(len(r.at(r.idc("GET", "/storage/bucket/list?billing_account_id=7")).([]any)), 4)
	r.equal(r.at(r.idc("GET", "/storage/bucket?name=pang2"), "size_bytes"), 1587609600.0)
	r.want(r.idc("GET", "/storage/bucket?name=none"), 404, "No such bucket")
	r.want(r.idc("GET", "/storage/api/s3"), 200, `{"url":"http://127.0.0.1:`)
}

func TestIDCloudHostBuckets(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.want(r.idcForm("PUT", "/storage/bucket", "name=new-one&billing_account_id=6"), 200, `"num_objects":0`)
	r.want(r.idcForm("PUT", "/storage/bucket", "name=new-one"), 409, "already exists")
	r.want(r.idcForm("PUT", "/storage/bucket", "name=New_One"), 400, "naming rules")
	r.want(r.idcForm("PUT", "/storage/bucket", "name=other&billing_account_id=5"), 400, "No such billing account")
	r.want(r.idcForm("PUT", "/storage/bucket", "billing_account_id=6"), 400, "Missing parameter: name")
	r.want(r.idcForm("PATCH", "/storage/bucket", "name=new-one&billing_account_id=129075"), 200, `"billing_account_id":129075`)
	r.want(r.idcForm("PATCH", "/storage/bucket", "name=new-one&billing_account_id=5"), 400, "No such billing account")
	r.want(r.idcForm("DELETE", "/storage/bucket", "name=pang1"), 409, "not empty")
	r.want(r.idcForm("DELETE", "/storage/bucket", "name=new-one"), 204, "")
	r.want(r.idcForm("DELETE", "/storage/bucket?name=asi", ""), 204, "")
	r.want(r.idcForm("DELETE", "/storage/bucket", "name=new-one"), 404, "No such bucket")
	ops := ""
	for _, e := range r.box.Ledger() {
		ops += e.Op + " " + e.Target + ";"
	}
	r.equal(ops, "IDC-30 new-one;IDC-31 new-one;IDC-32 new-one;IDC-32 asi;")
}

func TestIDCloudHostS3Keys(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.equal(len(r.at(r.idc("GET", "/storage/user/keys")).([]any)), 3)
	r.equal(len(r.at(r.idc("GET", "/storage/user"), "s3Credentials").([]any)), 3) // It made nothing.
	r.equal(len(r.box.Ledger()), 0)
	r.equal(len(r.at(r.idcForm("POST", "/storage/user/keys", "")).([]any)), 4)
	r.want(r.idcForm("DELETE", "/storage/user/keys", "access_key=ES1RQ7XK2M4T0B8C5W1N"), 200, "")
	r.want(r.idcForm("DELETE", "/storage/user/keys", "access_key=ES1RQ7XK2M4T0B8C5W1N"), 404, "No such key")
	r.equal(len(r.at(r.idc("GET", "/storage/user/keys")).([]any)), 3)
	r.box.AddIDCloudHostAccount("new@example.com", "second")
	as := func(method, path string) answer {
		return r.send(method, "/idcloudhost/v1"+path, "", "apikey", "second")
	}
	r.want(as("GET", "/storage/user/keys"), 200, "[]")
	r.want(as("POST", "/storage/user/keys"), 404, "No such S3 user")
	r.equal(r.at(as("GET", "/storage/user"), "userId"), "new@example.com")
	r.equal(len(r.at(as("GET", "/storage/user/keys")).([]any)), 1)
	e := r.box.Ledger()
	r.equal(e[len(e)-1].Op, "IDC-35")
}

func TestClodoStores(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	a := r.call("GET", "/storage/", "")
	r.equal(r.at(a, "storages", 0, "size"), "19282934228")
	r.equal(r.at(a, "storages", 1, "token"), "CLODO_4239536e2a674889401182f3548536f7")
	a = r.call("GET", "/storage/1/detail", "")
	r.equal(r.at(a, "storage", "cache_bypass"), "X-Cache-Bypass-xjKRssBE")
	r.equal(r.at(a, "storage", "public_url_checked"), "checked")
	r.want(r.call("GET", "/storage/9/detail", ""), 404, "Хранилище не найдено")
	r.want(r.call("POST", "/storage/1", `{"storage":{"title":"storage","cache_expires":"off"}}`), 204, "")
	r.want(r.call("POST", "/storage/1", `{"storage":{"title":"новое","cache_expires":"off"}}`), 200, `{"storage":{"title":"новое"}}`)
	r.want(r.call("POST", "/storage/1", `{"storage":{"is_default":"1"}}`), 400, "is_default")
	r.want(r.call("POST", "/storage/9", `{"storage":{"title":"x"}}`), 404, "Хранилище не найдено")
	r.want(r.call("PUT", "/storage/", `{"storage":{"title":""}}`), 400, "title")
	a = r.call("PUT", "/storage/", `{"storage":{"title":"third","cache_publicsearch":1}}`)
	r.equal(r.at(a, "storage", "id"), "123")
	made := r.at(r.call("GET", "/storage/", ""), "storages", 2).(map[string]any)
	r.equal(r.at(a, "storage", "storagekey"), made["key"])
	r.equal(r.at(a, "storage", "key"), made["token"])
	r.want(r.call("DELETE", "/storage/123", ""), 204, "")
	r.want(r.call("DELETE", "/storage/123", ""), 404, "Хранилище не найдено")
	r.equal(len(r.box.Ledger()), 3)
}
