package idcloudhost

import (
	"maps"
	"net/url"
	"slices"
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// shelf offers what the samples of the document list.
type shelf map[providers.Kind][]providers.Observation

func (s shelf) Known(kind providers.Kind) []providers.Observation { return s[kind] }

func sampleShelf(t *testing.T) shelf {
	t.Helper()
	f := newFake(t)
	for path, name := range map[string]string{
		"/config/locations": "idc-07.json", "/api/parameters/vm": "idc-52.json", "/config/vm_images": "idc-53.json",
		"/config/vm_images/plain_os": "idc-54.json", "/config/vm_images/app_catalog": "idc-55.json",
		"/payment/billing_account/list": "idc-61.json", "/pricing/policy": "idc-78.json",
		"/cyc01/network/networks": "idc-40.json", "/payment/card/list": "idc-68.json",
	} {
		f.on(path, sample(t, name))
	}
	f.on("/bus02/network/networks", answer(200, "[]"))
	f.on("/payment/invoice/list", answer(200, "[]"))
	known := shelf{}
	for _, source := range f.client.Sources() {
		if slices.Contains([]string{"servers", "buckets", "object storage"}, source.Name) {
			continue
		}
		listing, err := source.Read(t.Context())
		if err != nil {
			t.Fatalf("%s: %v", source.Name, err)
		}
		for _, o := range listing.Items {
			known[o.Kind] = append(known[o.Kind], o)
		}
	}
	return known
}

// order is a filled form, with some values changed.
func order(f form.Form, changes ...string) url.Values {
	values := url.Values{}
	for name, value := range f.Defaults() {
		values.Set(name, value)
	}
	values.Set(fieldName, "web-1")
	values.Set(fieldUser, "ann")
	values.Set(fieldPassword, "Passw0rd")
	values.Set(fieldImage, "ubuntu:16.04")
	for i := 0; i+1 < len(changes); i += 2 {
		values.Set(changes[i], changes[i+1])
	}
	return values
}

func windows(changes ...string) []string {
	return append([]string{fieldImage, "windows:2016", fieldCPU, "2", fieldMemory, "1024", fieldUser, ""}, changes...)
}

func TestCreateForm(t *testing.T) {
	f := (&Client{}).CreateForm(sampleShelf(t))
	network, _ := f.Field(fieldNetwork)
	busburg := network.Options[len(network.Options)-1].Value
	for _, tt := range []struct {
		name    string
		changes []string
		want    form.Errors
	}{
		{"as it starts", nil, nil},
		{"windows", windows(), nil},
		{"an application", []string{fieldInstall, installApp, fieldApp, "centos:7.6"}, nil},
		{"another location", []string{fieldLocation, "bus02", fieldNetwork, busburg}, nil},
		{"name", []string{fieldName, "web_05"}, form.Errors{fieldName: "“_” is not allowed. At least 4 characters: letters, digits and hyphens, no hyphen at the ends."}},
		{"short name", []string{fieldName, "web"}, form.Errors{fieldName: "At least 4 characters: letters, digits and hyphens, no hyphen at the ends."}},
		{"windows is larger", windows(fieldCPU, "1", fieldMemory, "512"), form.Errors{fieldCPU: "Windows needs 2 to 16.", fieldMemory: "Windows needs 1024 to 65536."}},
		{"disk", []string{fieldDisk, "19"}, form.Errors{fieldDisk: "20 to 240."}},
		{"no user", []string{fieldUser, ""}, form.Errors{fieldUser: "Fill this in."}},
		{"long user", []string{fieldUser, "a234567890123456789012345678901"}, form.Errors{fieldUser: "1 to 30 letters, digits, hyphens and underscores. It begins with a letter or an underscore."}},
		{"password", []string{fieldPassword, "password"}, form.Errors{fieldPassword: "It lacks a capital and a digit. At least 8 characters, with a small letter, a capital and a digit."}},
		{"private key", []string{fieldPublicKey, "-----BEGIN OPENSSH PRIVATE KEY-----"}, form.Errors{fieldPublicKey: "This is a private key. The public one begins with ssh- or ecdsa-."}},
		{"no key", []string{fieldPublicKey, "key"}, form.Errors{fieldPublicKey: "A public key is one line, such as ssh-ed25519 AAAA… name."}},
		{"network of another location", []string{fieldLocation, "bus02"}, form.Errors{fieldNetwork: network.Options[0].Label + " does not go with the choices above."}},
		{"billing account that is gone", []string{fieldBilling, "7"}, form.Errors{fieldBilling: "This choice is not offered any more. Choose again."}},
		{"image of nobody", []string{fieldImage, "beos:5"}, form.Errors{fieldImage: "This choice is not offered any more. Choose again."}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, errs := f.Parse(order(f, tt.changes...)); !maps.Equal(errs, tt.want) {
				t.Errorf("errors %v", errs)
			}
		})
	}
}

// Catalogs and constraints each name systems that the other lacks; an
// application stands apart.
func TestSystemsOfAllLists(t *testing.T) {
	all := systemsOf(sampleShelf(t))
	var plain, apps []string
	for _, o := range all.plain {
		plain = append(plain, o.Label)
	}
	for _, o := range all.apps {
		apps = append(apps, o.Value)
	}
	if want := []string{"Almalinux 8", "Centos 6.9.1611", "Debian 9.1", "Ubuntu 16.04", "Windows 2016"}; !slices.Equal(plain, want) {
		t.Errorf("plain %v", plain)
	}
	if want := []string{"centos:7.3.1611", "centos:7.6", "centos:8.2"}; !slices.Equal(apps, want) {
		t.Errorf("applications %v", apps)
	}
}

// A token of one billing account may list none, and the form then asks for
// none. Nothing that is known makes no form that could be sent.
func TestCreateFormOfLittle(t *testing.T) {
	known := sampleShelf(t)
	delete(known, providers.KindBilling)
	f := (&Client{}).CreateForm(known)
	if _, ok := f.Field(fieldBilling); ok {
		t.Error("a billing account is asked for that nobody knows")
	}
	values, errs := f.Parse(order(f))
	if sent := parametersOf(values); errs != nil || sent.Has(fieldBilling) {
		t.Errorf("%v, errors %v", sent, errs)
	}
	empty := Vendor().Zero.(providers.ServerCreator).CreateForm(nil)
	if _, errs := empty.Parse(order(empty)); errs[fieldLocation] == "" || errs[fieldImage] == "" {
		t.Errorf("errors %v", errs)
	}
}

func TestWhatACreationSends(t *testing.T) {
	f := (&Client{}).CreateForm(sampleShelf(t))
	const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl ann"
	for _, tt := range []struct {
		name    string
		changes []string
		want    string
	}{
		{"all", []string{fieldNetwork, sampleNetwork, fieldPublicKey, key + "\r\n", fieldBackup, "1", fieldDescription, "blue"},
			"backup=True&billing_account_id=6&description=blue&disks=20&name=web-1&network_uuid=" + sampleNetwork +
				"&os_name=ubuntu&os_version=16.04&password=Passw0rd&public_key=" + url.QueryEscape(key) + "&ram=1024&reserve_public_ip=True&username=ann&vcpu=1"},
		{"little", windows(fieldLocation, "bus02", fieldNetwork, "default:bus02", fieldPublicIP, ""),
			"backup=False&billing_account_id=6&disks=20&name=web-1&os_name=windows&os_version=2016&password=Passw0rd&ram=1024&reserve_public_ip=False&vcpu=2"},
	} {
		values, errs := f.Parse(order(f, tt.changes...))
		if got := parametersOf(values).Encode(); errs != nil || got != tt.want {
			t.Errorf("%s: %s, %v", tt.name, got, errs)
		}
	}
	if _, secret := f.Split(f.Defaults()); len(secret) != 1 {
		t.Errorf("secret: %v", secret)
	}
}

// A server of the name that is another one is not the creation.
func TestCreatedSince(t *testing.T) {
	f := newFake(t)
	f.on("/bus02/user-resource/vm/list", answer(200, `[
		{"uuid":"a","name":"web-1","os_name":"ubuntu","os_version":"16.04","vcpu":2.0,"memory":"2048"},
		{"uuid":"b","name":"web-1","os_name":"ubuntu","os_version":"16.04","vcpu":2,"memory":2048},
		{"uuid":"c","name":"web-1","os_name":"ubuntu","os_version":"16.04","vcpu":4,"memory":2048},
		{"uuid":"d","name":"web-2","os_name":"ubuntu","os_version":"16.04","vcpu":2,"memory":2048},
		{"uuid":"e","name":"web-1","os_name":"debian","os_version":"9.1","vcpu":2,"memory":2048}]`))
	in := form.Values{fieldLocation: "bus02", fieldName: "web-1", fieldImage: "ubuntu:16.04", fieldCPU: "2", fieldMemory: "2048"}
	got, err := f.client.CreatedSince(t.Context(), []string{"a"}, in)
	if err != nil || !slices.Equal(got, []providers.Ref{{ID: "b", Location: "bus02"}}) {
		t.Errorf("%v, %v", got, err)
	}
	if ids, err := f.client.ServerIDs(t.Context(), in); err != nil || len(ids) != 5 {
		t.Errorf("%v, %v", ids, err)
	}
}

func TestPriceOfAnOrder(t *testing.T) {
	known := sampleShelf(t)
	c := &Client{}
	of := c.AmountsOf(form.Values{fieldImage: "windows:2016", fieldCPU: "2", fieldMemory: "1024", fieldDisk: "40", fieldPublicIP: "1"})
	if of.Addresses != 1 {
		t.Errorf("%+v", of)
	}
	of.Addresses = 0
	if price, ok := c.PricePerHour(known, of); !ok || price.String() != "0.02867" {
		t.Errorf("%s, %v", price, ok)
	}
	if of := c.AmountsOf(form.Values{fieldCPU: "-2", fieldMemory: "x"}); of != (providers.Amounts{}) {
		t.Errorf("%+v", of)
	}
}

// A server without an id may be any: the list does not tell what is new.
func TestServersThatAreNoSnapshot(t *testing.T) {
	f := newFake(t)
	f.on("/jkt01/user-resource/vm/list", answer(200, `[{"uuid":"a-1","name":"web"},{"name":"web"}]`))
	if ids, err := f.client.CloneMark(t.Context(), providers.Ref{Location: "jkt01"}); providers.KindOf(err) != providers.ErrUnexpected || ids != nil {
		t.Errorf("%v, %v", ids, err)
	}
}
