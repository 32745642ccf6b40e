//go:build e2e

package e2e

import (
	"fmt"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// storageWorks are those on buckets, keys and stores. An account with keys has
// its S3 user; making one is tried where the answer of IDC-35 is lost.
func (k *killWorld) storageWorks() (works []work) {
	const idc, clodo = providers.IDCloudHost, providers.Clodo
	all := func(models.Resource) bool { return true }
	for i, one := range []struct {
		action, op string
		fill       map[string]string
	}{
		{"bucket.billing", "IDC-31", map[string]string{"billing": "129075"}}, {"bucket.delete", "IDC-32", nil},
	} {
		made := k.setUp(k.account(idc), "bucket.create", map[string]string{"name": fmt.Sprintf("kill-set-up-%d", i), "billing": "6"})
		works = append(works, do(fmt.Sprintf("/buckets/%d", made.ResourceID), one.action, one.fill, writes(one.op, "", on(made.ExternalID))))
	}
	works = append(works, unique("kill-bucket-%d", 3, func(name string) work {
		return do(k.account(idc), "bucket.create", map[string]string{"name": name, "billing": "6"}, writes("IDC-30", "", on(name)))
	})...)
	for _, r := range k.things(idc, providers.KindStorage, 1, all) {
		works = append(works, do(fmt.Sprintf("/stores/%d", r.ID), "storage.key_create", nil,
			writes("IDC-38", "", func(sandbox.Entry) bool { return true })))
	}
	for _, r := range k.things(idc, providers.KindS3Key, 1, all) {
		works = append(works, do(fmt.Sprintf("/s3keys/%d", r.ID), "s3key.delete", nil, writes("IDC-36", "", on(r.ExternalID))))
	}
	works = append(works, unique("kill store %d", 2, func(title string) work {
		return do(k.account(clodo), "storage.create", map[string]string{"title": title}, writes("CLO-40", "", named("title", title)))
	})...)
	for i, r := range k.things(clodo, providers.KindStorage, 2, all) {
		path := fmt.Sprintf("/stores/%d", r.ID)
		k.client.Get(path + "/detail") // As the page does, so that its settings are known.
		if i == 0 {
			works = append(works, do(path, "storage.update", map[string]string{"title": "killed"}, writes("CLO-39", "", on(r.ExternalID))))
		} else {
			works = append(works, do(path, "storage.delete", nil, writes("CLO-41", "", on(r.ExternalID))))
		}
	}
	return works
}
