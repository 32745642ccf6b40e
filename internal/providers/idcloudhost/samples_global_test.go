package idcloudhost

import (
	"testing"

	"pinfold/internal/providers"
)

func named(kind providers.Kind, id, name, title string, pairs ...string) providers.Observation {
	facts := providers.NamedFacts{Title: title}
	for i := 0; i < len(pairs); i += 2 {
		facts.Details = append(facts.Details, providers.Detail{Label: pairs[i], Value: pairs[i+1]})
	}
	return providers.Observation{Kind: kind, ID: id, Name: name, State: providers.Available, Facts: facts}
}

func TestSampleOfLocations(t *testing.T) {
	f := newFake(t)
	f.on("/config/locations", sample(t, "idc-07.json"))
	got, err := f.client.listLocations(t.Context())
	if err != nil || len(got.Items) != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	same(t, "cyc01", got.Items[0], named(providers.KindLocation, "cyc01", "Cycletown", "The original location",
		"Country", "est", "Default", "yes", "Preferred", "no"))
	same(t, "bus02", got.Items[1], named(providers.KindLocation, "bus02", "Busburg", "Secondary location",
		"Country", "est", "Default", "no", "Preferred", "yes"))
}

func TestSampleOfPrices(t *testing.T) {
	f := newFake(t)
	f.on("/pricing/policy", sample(t, "idc-78.json"))
	got, err := f.client.listPrices(t.Context())
	if err != nil || !got.Complete || len(got.Items) != 8 {
		t.Fatalf("%+v, %v", got, err)
	}
	for i, want := range []providers.Observation{
		named(providers.KindPrice, "1001", "1 CPU", "", "Price", "0.00521", "Resource", "CPU", "CPUs", "1"),
		named(providers.KindPrice, "1010", "0.5 GB RAM", "", "Price", "0.001645", "Resource", "RAM", "Memory in MB", "512"),
		named(providers.KindPrice, "1011", "1 GB RAM", "", "Price", "0.00329", "Resource", "RAM", "Memory in MB", "1024"),
		named(providers.KindPrice, "1021", "Backup", "", "Price", "0.0000342", "Resource", "STORAGE", "Service", "backup"),
		named(providers.KindPrice, "1022", "Snapshot", "", "Price", "0.0001", "Resource", "STORAGE", "Service", "snapshot"),
		named(providers.KindPrice, "1023", "Storage", "", "Price", "0.0001", "Resource", "STORAGE", "Service", "main"),
		named(providers.KindPrice, "1030", "Windows license per core per hour", "",
			"Price", "0.00548", "Resource", "LICENSE", "Service", "windows"),
		named(providers.KindPrice, "1040", "Object storage per gigabyte per hour", "",
			"Price", "0.0000342", "Resource", "OBJECT_STORAGE", "Service", "object_storage"),
	} {
		same(t, want.Name, got.Items[i], want)
	}
}

func TestSampleOfParameters(t *testing.T) {
	f := newFake(t)
	f.on("/api/parameters/vm", sample(t, "idc-52.json"))
	got, err := f.client.listParameters(t.Context())
	if err != nil || !got.Complete || len(got.Items) != 8 {
		t.Fatalf("%+v, %v", got, err)
	}
	parameter := func(id, title string, pairs ...string) providers.Observation {
		return named(providers.KindParameter, id, id, title, pairs...)
	}
	same(t, "disks", got.Items[0], parameter("disks", "Size of main storage in gigabytes.",
		"Type", "integer", "Constraint", "range", "Mandatory", "yes", "Minimum", "20", "Maximum", "240"))
	same(t, "name", got.Items[1], parameter("name", "Name of the VM",
		"Type", "string", "Constraint", "regexp", "Mandatory", "yes", "Expression", "^[0-9a-zA-Z][-0-9a-zA-Z]{2,}[0-9a-zA-Z]$"))
	same(t, "os_name", got.Items[2], parameter("os_name", "OS name of VM base image.",
		"Type", "string", "Constraint", "enum", "Mandatory", "yes", "Values", "centos, ubuntu, windows, debian"))
	same(t, "password", got.Items[4], parameter("password", "Password for logging in to the VM.",
		"Type", "string", "Constraint", "regexp", "Mandatory", "yes", "Expression", `^(?=.*[a-z])(?=.*[A-Z])(?=.*\d).{8,}$`))
	same(t, "ram", got.Items[5], parameter("ram", "Amount of RAM.",
		"Type", "integer", "Constraint", "range", "Mandatory", "yes", "Minimum", "512", "Maximum", "65536",
		"Limited by", "os_name", "With os_name windows", "Minimum: 1024"))
	same(t, "vcpu", got.Items[7], parameter("vcpu", "Number of CPUs.",
		"Type", "integer", "Constraint", "range", "Mandatory", "yes", "Minimum", "1", "Maximum", "16",
		"Limited by", "os_name", "With os_name windows", "Minimum: 2"))
	same(t, "os_version", got.Items[3], parameter("os_version", "OS version of VM base image.",
		"Type", "string", "Constraint", "enum", "Mandatory", "yes", "Limited by", "os_name",
		"With os_name centos", "Values: 7.3.1611, 6.9.1611", "With os_name ubuntu", "Values: 16.04",
		"With os_name windows", "Values: 2016", "With os_name debian", "Values: 9.1"))
	same(t, "username", got.Items[6], parameter("username", "Username for logging in to the VM.",
		"Type", "string", "Constraint", "regexp", "Mandatory", "yes",
		"Expression", "^(?=.{1,30}$)[a-zA-Z_][0-9a-zA-Z_-]*$", "Limited by", "os_name", "With os_name windows", "Mandatory: no"))
}

func TestSampleOfImages(t *testing.T) {
	f := newFake(t)
	f.on("/config/vm_images", sample(t, "idc-53.json"))
	f.on("/config/vm_images/plain_os", sample(t, "idc-54.json"))
	f.on("/config/vm_images/app_catalog", sample(t, "idc-55.json"))
	got, err := f.client.listImages(t.Context())
	if err != nil || !got.Complete || len(got.Items) != 4 {
		t.Fatalf("%+v, %v", got, err)
	}
	image := func(id, name, kind, system string) providers.Observation {
		return providers.Observation{
			Kind: providers.KindImage, ID: id, Name: name, State: providers.Available,
			Facts: providers.ImageFacts{ServerType: kind, System: system},
		}
	}
	same(t, "plain", got.Items[0], image("almalinux:8", "Almalinux 8", "Plain system", "almalinux"))
	for i, version := range []string{"7.3.1611", "7.6", "8.2"} {
		same(t, "app", got.Items[i+1], image("centos:"+version, "Centos "+version, "Application", "centos"))
	}
}

func TestSampleOfReplicasAndResources(t *testing.T) {
	f := newFake(t)
	f.on("/user-resource/vm/replica", sample(t, "idc-20.json"))
	f.on("/user-resource/billing_resources", sample(t, "idc-56.json"))
	replicas, err := f.client.Parts(providers.Ref{ID: "f80b1d62-ffe4-43ef-9210-60f05445456a"})[0].Read(t.Context())
	if err != nil || !replicas.Complete || len(replicas.Items) != 0 {
		t.Errorf("%+v, %v", replicas, err)
	}
	billed, err := f.client.billed(t.Context(), "", "6")
	if err != nil || len(billed) != 5 {
		t.Fatalf("%+v, %v", billed, err)
	}
	for i, want := range []struct{ id, name, public string }{
		{"e624e5cb-e0f9-4b59-8686-0a4c829027c6", "DEBUGXYZ-2-buntu", "80.64.107.54"},
		{"dab38e6e-b5bf-41c5-9baa-be1f2ec47931", "Ubuntu-3-16-04", "80.64.107.52"},
		{"fc880f74-cf03-4a7a-93da-74c506157023", "Ubuntu-16-04", "80.64.107.50"},
		{"f80b1d62-ffe4-43ef-9210-60f05445456a", "Ubuntu-16-04", ""},
		{"d582f16a-013b-4a23-8463-c66bbbc96c43", "Name of the Clone", "80.64.107.49"},
	} {
		vm := billed[i]
		if vm.UUID.Trim() != want.id || vm.Name.Trim() != want.name || vm.PublicIPv4.Trim() != want.public ||
			vm.PrivateIPv4.Trim() != "" || vm.BillingAccount.Trim() != "6" {
			t.Errorf("%+v, want %+v", vm, want)
		}
	}
}
