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
			Addresses: []providers.Address{{IP: "103.1.1.1", Primary: true}, {IP: "10.1.14.251", Private: true}},
			CreatedAt: at(t, "2018-02-22 14:24:30"),
		},
	})
	if last := got.Items[4].Facts.(providers.ServerFacts); len(last.Addresses) != 1 || last.Addresses[0].IP != "10.1.14.249" {
		t.Errorf("addresses %+v", last.Addresses)
	}
	if o := got.Items[6]; o.Kind != providers.KindAddress || o.Parent != clone {
		t.Errorf("address %+v", o)
	}
}

// A single answer has no private address; what a list told is kept.
func TestSampleOfOneServer(t *testing.T) {
	const id = "f80b1d62-ffe4-43ef-9210-60f05445456a"
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
				Addresses: []providers.Address{{IP: "10.1.14.250", Private: true}},
				CreatedAt: at(t, "2018-02-22 11:10:17"),
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
	f.on("/cyc01/network/network/2e8cd389-27fe-45ce-a63d-d536068659e5", sample(t, "idc-39.json"))
	got, err := f.client.listNetworks(t.Context())
	if err != nil || !got.Complete || len(got.Items) != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	same(t, "network", got.Items[0], providers.Observation{
		Kind: providers.KindNetwork, ID: "4e5eadd3-8b11-4c34-812a-2cf97120b628", Location: "cyc01",
		Name: "Private network B", State: providers.Available,
		Facts: providers.NamedFacts{Details: []providers.Detail{
			{Label: "Subnet", Value: "10.4.200.0/24"}, {Label: "VLAN", Value: "965"}, {Label: "Type", Value: "private"},
			{Label: "Default", Value: "no"}, {Label: "Resources", Value: "1"},
			{Label: "Servers", Value: "755a023f-dccc-4b8b-b23d-c95fe962983e"}, {Label: "Created", Value: "2021-06-10T09:57:59Z"},
		}},
	})
	one, err := f.client.Network(t.Context(), providers.Ref{ID: "2e8cd389-27fe-45ce-a63d-d536068659e5", Location: "cyc01"})
	if err != nil || one.Name != "Default network" {
		t.Errorf("%+v, %v", one, err)
	}
}
