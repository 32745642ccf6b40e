package idcloudhost

import (
	"testing"

	"pinfold/internal/providers"
)

// TestShapesFromTheField reads what published clients met and the document
// does not show.
func TestShapesFromTheField(t *testing.T) {
	for name, vm := range map[string]string{
		"numbers with a point": `{"uuid":"a","vcpu":2.0,"memory":2048.0,"storage":[{"uuid":"a","name":"sda","size":20.0,"primary":true}]}`,
		"numbers as text":      `{"uuid":"a","vcpu":"2","memory":"2048","storage":[{"uuid":"a","name":"sda","size":"20","primary":"1"}]}`,
		"no word of primary":   `{"uuid":"a","vcpu":2,"memory":2048,"storage":[{"uuid":"a","name":"sda","size":20}],"hv_ip":"10.0.0.1"}`,
		"one disk":             `{"uuid":"a","vcpu":2,"memory":2048,"storage":{"uuid":"a","name":"sda","size":20,"primary":true}}`,
	} {
		f := newFake(t)
		f.on("/user-resource/vm/list", answer(200, "["+vm+"]"))
		f.on("/network/ip_addresses", answer(200, "[]"))
		got, err := f.client.serversAt(t.Context(), "")
		if err != nil || len(got.Items) != 1 {
			t.Fatalf("%s: %+v, %v", name, got, err)
		}
		same(t, name, got.Items[0].Facts, providers.ServerFacts{
			CPU: 2, MemoryMB: 2048, DiskGB: 20, Disks: []providers.Disk{{ID: "a", Name: "sda", GB: 20, Primary: true}},
		})
	}
}

// A provider that passes over the type lists each replica twice.
func TestReplicaInBothLists(t *testing.T) {
	f := newFake(t)
	f.on("/user-resource/vm/replica", answer(200, `[{"uuid":"r1","type":"backup","size":20.0},{"uuid":"r2"},{"size":1}]`))
	got, err := f.client.Parts(providers.Ref{ID: "a"})[0].Read(t.Context())
	if err != nil || got.Complete || len(got.Items) != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	if o := got.Items[0]; o.Name != "Backup" || o.Facts.(providers.BackupFacts).SizeGB != 20 || o.Parent != "a" {
		t.Errorf("%+v", o)
	}
}
