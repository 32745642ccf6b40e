package idcloudhost

import (
	"testing"

	"pinfold/internal/providers"
)

const clone = "d582f16a-013b-4a23-8463-c66bbbc96c43"

func TestSampleOfServers(t *testing.T) {
	f := newFake(t)
	f.on("/cyc01/user-resource/vm/list", sample(t, "idc-17.json"))
	f.on("/cyc01/network/ip_addresses", answer(200, `[
		{"address":"103.1.1.2","assigned_to":null},
		{"address":"103.1.1.1","assigned_to":"`+clone+`","enabled":true,"type":"public"}]`))
	got, err := f.client.serversAt(t.Context(), "cyc01")
	if err != nil || !got.Complete || len(got.Items) != 7 {
		t.Fatalf("%+v, %v", got, err)
	}
	same(t, "clone", got.Items[0], providers.Observation{
		Kind: providers.KindServer, ID: clone, Location: "cyc01", Name: "Name of the Clone",
		State: providers.Running, StateWord: "running",
		Facts: providers.ServerFacts{
			CPU: 2, MemoryMB: 2048, DiskGB: 20, System: "ubuntu 16.04", ImageID: "ubuntu:16.04",
			Disks:     []providers.Disk{{ID: clone, Name: "sda", GB: 20, Primary: true}},
			Addresses: []providers.Address{{IP: "103.1.1.1", Primary: true}, {IP: "10.1.14.251", Private: true}},
			CreatedAt: at(t, "2018-02-22 14:24:30"), User: "example", Billing: "6", AutoBackup: new(bool),
		},
	})
	for i, rest := range []struct{ id, name, private, made string }{
		{"fc880f74-cf03-4a7a-93da-74c506157023", "Ubuntu-16-04", "10.1.14.253", "2018-02-22 14:24:03"},
		{"dab38e6e-b5bf-41c5-9baa-be1f2ec47931", "Ubuntu-3-16-04", "10.1.14.252", "2018-02-22 11:29:30"},
		{"f80b1d62-ffe4-43ef-9210-60f05445456a", "Ubuntu-16-04", "10.1.14.250", "2018-02-22 11:10:17"},
		{"e624e5cb-e0f9-4b59-8686-0a4c829027c6", "DEBUGXYZ-2-buntu", "10.1.14.249", "2018-02-22 09:50:26"},
	} {
		same(t, rest.id, got.Items[i+1], providers.Observation{
			Kind: providers.KindServer, ID: rest.id, Location: "cyc01", Name: rest.name,
			State: providers.Running, StateWord: "running",
			Facts: providers.ServerFacts{
				CPU: 2, MemoryMB: 2048, DiskGB: 20, System: "ubuntu 16.04", ImageID: "ubuntu:16.04",
				Disks:     []providers.Disk{{ID: rest.id, Name: "sda", GB: 20, Primary: true}},
				Addresses: []providers.Address{{IP: rest.private, Private: true}}, CreatedAt: at(t, rest.made),
				User: "example", Billing: "6", AutoBackup: new(bool),
			},
		})
	}
	if o := got.Items[6]; o.Kind != providers.KindAddress || o.Parent != clone {
		t.Errorf("address %+v", o)
	}
}

// A single answer has no private address; what a list told is kept.
func TestSampleOfOneServer(t *testing.T) {
	const id = "f80b1d62-ffe4-43ef-9210-60f05445456a"
	on := true
	f := newFake(t)
	f.on("/user-resource/vm", sample(t, "idc-09.json"))
	f.on("/user-resource/vm/list", sample(t, "idc-17.json"))
	f.on("/network/ip_addresses", answer(200, `[]`))
	for range 2 {
		got, err := f.client.Server(t.Context(), providers.Ref{ID: id})
		if err != nil {
			t.Fatal(err)
		}
		same(t, "server 7", got, providers.Observation{
			Kind: providers.KindServer, ID: id, Name: "Ubuntu-16-04", State: providers.Running, StateWord: "running",
			Facts: providers.ServerFacts{
				CPU: 2, MemoryMB: 2048, DiskGB: 20, System: "ubuntu 16.04", ImageID: "ubuntu:16.04",
				Disks:     []providers.Disk{{ID: id, Name: "sda", GB: 20, Primary: true}},
				Addresses: []providers.Address{{IP: "10.1.14.250", Private: true}},
				CreatedAt: at(t, "2018-02-22 11:10:17"), User: "example", Billing: "6", AutoBackup: &on,
			},
		})
	}
	if n := f.count("/user-resource/vm/list"); n != 1 {
		t.Errorf("the list was read %d times", n)
	}
}

func TestSampleOfAddresses(t *testing.T) {
	want := providers.Observation{
		Kind: providers.KindAddress, ID: "1.1.1.1", Location: "bus02", Name: "1.1.1.1", State: providers.Available,
		Parent: "88e5a11b-9c89-4986-99c7-90d43499317c",
		Facts: providers.NamedFacts{Title: "My First Ip", Details: []providers.Detail{
			{Label: "Type", Value: "public"}, {Label: "Enabled", Value: "yes"}, {Label: "Billing account", Value: "1"},
			{Label: "Assigned to", Value: "88e5a11b-9c89-4986-99c7-90d43499317c"}, {Label: "Created", Value: "2019-10-31T10:52:19Z"},
		}},
	}
	f := newFake(t)
	f.on("/bus02/network/ip_addresses", sample(t, "idc-46.json"))
	f.on("/bus02/user-resource/vm/list", answer(200, `[]`))
	f.on("/bus02/network/ip_addresses/1.1.1.1", sample(t, "idc-47.json"))
	listed, err := f.client.serversAt(t.Context(), "bus02")
	if err != nil || len(listed.Items) != 2 {
		t.Fatalf("%+v, %v", listed, err)
	}
	same(t, "listed", listed.Items[0], want)
	one, err := f.client.Address(t.Context(), providers.Ref{ID: "1.1.1.1", Location: "bus02"})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "one", one, want)
	if free := listed.Items[1]; free.Parent != "" || free.ID != "2.2.2.2" {
		t.Errorf("%+v", free)
	}
}

func TestSampleOfNetworks(t *testing.T) {
	f := newFake(t)
	f.on("/config/locations", answer(200, `[{"slug":"cyc01"}]`))
	f.on("/cyc01/network/networks", sample(t, "idc-40.json"))
	f.on("/cyc01/network/network/"+sampleNetwork, sample(t, "idc-39.json"))
	got, err := f.client.listNetworks(t.Context())
	if err != nil || !got.Complete || len(got.Items) != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	same(t, "network", got.Items[0], network("4e5eadd3-8b11-4c34-812a-2cf97120b628", "Private network B", providers.NetworkFacts{
		Subnet: "10.4.200.0/24", VLAN: 965, Type: "private", Resources: 1, CreatedAt: at(t, "2021-06-10 09:57:59"),
		ServerIDs: []string{"755a023f-dccc-4b8b-b23d-c95fe962983e"},
	}))
	same(t, "default network", got.Items[1], network(sampleNetwork, "Privat network - default", providers.NetworkFacts{
		Subnet: "10.1.104.0/24", Default: true, VLAN: 104, Type: "private", Resources: 2, CreatedAt: at(t, "2021-06-29 08:22:52"),
		ServerIDs: []string{"45f13d58-2464-4d40-a1d0-d1b7cabc8f54", "7c02ce9a-3d53-4565-898e-62a8ecf1d42f"},
	}))
	one, err := f.client.Network(t.Context(), providers.Ref{ID: sampleNetwork, Location: "cyc01"})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "one network", one, network(sampleNetwork, "Default network", providers.NetworkFacts{
		Subnet: "10.1.104.0/24", Default: true, VLAN: 104, Type: "private", Resources: 2, CreatedAt: at(t, "2021-06-29 08:22:52"),
		ServerIDs: []string{"17fb7d63-7489-4468-bd98-8ca67bf5ef6d", "c3126bc4-d6f0-4c46-8bde-f310449a35e8"},
	}))
}

const sampleNetwork = "2e8cd389-27fe-45ce-a63d-d536068659e5"

func network(id, name string, facts providers.NetworkFacts) providers.Observation {
	return providers.Observation{
		Kind: providers.KindNetwork, ID: id, Location: "cyc01", Name: name, State: providers.Available, Facts: facts,
	}
}
