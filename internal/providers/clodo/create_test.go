package clodo

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// shelf offers the images and presets of the samples.
type shelf map[providers.Kind][]providers.Observation

func (s shelf) Known(kind providers.Kind) []providers.Observation { return s[kind] }

func sampleShelf(t *testing.T) shelf {
	t.Helper()
	f := newFake(t)
	f.on("GET /images/detail", sample(t, "clo-46.json"))
	f.on("GET /images/presets", sample(t, "clo-47.json"))
	images, err := f.client.listImages(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	presets, err := f.client.listPresets(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return shelf{providers.KindImage: images.Items, providers.KindPreset: presets.Items}
}

// order is a filled form for a virtual server, with some values changed.
func order(changes ...string) url.Values {
	values := url.Values{
		fieldName: {"web-1"}, fieldType: {typeVirtual}, fieldSystem: {systemImage}, fieldImage: {"1"},
		fieldMemory: {"512"}, fieldMemoryMax: {"512"}, fieldDisk: {"5"}, fieldSupport: {"1"},
		fieldPeriod: {periodHour}, fieldPeriods: {"1"},
	}
	for i := 0; i+1 < len(changes); i += 2 {
		values.Set(changes[i], changes[i+1])
	}
	return values
}

var gitlab = []string{
	fieldSystem, systemPreset, fieldPreset, "322", "preset_322_login", "admin", "preset_322_pass", "s3cret",
	"preset_322_email", "a@example.org", "preset_322_domain", "example.org",
}

func TestCreateForm(t *testing.T) {
	f := (&Client{}).CreateForm(sampleShelf(t))
	tests := []struct {
		name    string
		changes []string
		want    form.Errors
	}{
		{"virtual", nil, nil},
		{"scale", []string{fieldType, typeScale, fieldImage, "381", fieldMemoryMax, "1024"}, nil},
		{"a year ahead", []string{fieldPeriod, periodMonth, fieldPeriods, "12"}, nil},
		{"preset", gitlab, nil},
		{"no name", []string{fieldName, " "}, form.Errors{fieldName: "Fill this in."}},
		{"image of the other type", []string{fieldImage, "381"}, form.Errors{fieldImage: "Debian 5.0.6 64 bits does not go with the choices above."}},
		{"image that is gone", []string{fieldImage, "999"}, form.Errors{fieldImage: "This choice is not offered any more. Choose again."}},
		{"bounds crossed", []string{fieldType, typeScale, fieldImage, "381", fieldMemoryMax, "256"},
			form.Errors{fieldMemoryMax: "No less than the lower bound, 512 MB."}},
		{"no memory", []string{fieldMemory, "0"}, form.Errors{fieldMemory: "A whole number, 1 or more."}},
		{"too much disk", []string{fieldDisk, "99999999999"}, form.Errors{fieldDisk: "A whole number, 1 or more."}},
		{"support of another kind", []string{fieldSupport, "2"}, form.Errors{fieldSupport: "This choice is not offered any more. Choose again."}},
		{"months by the hour are no part of it", []string{fieldPeriods, "3"}, nil},
		{"two months", []string{fieldPeriod, periodMonth, fieldPeriods, "2"}, form.Errors{fieldPeriods: "This choice is not offered any more. Choose again."}},
		{"short login of a preset", slices.Concat(gitlab, []string{"preset_322_login", "root"}),
			form.Errors{"preset_322_login": "At least 5 characters. This has 4."}},
		{"domain of a preset", slices.Concat(gitlab, []string{"preset_322_domain", "http://x"}),
			form.Errors{"preset_322_domain": "A domain looks like example.com."}},
		{"another preset's fields", slices.Concat(gitlab, []string{fieldPreset, "62"}), form.Errors{
			"preset_62_login": "Fill this in.", "preset_62_pass": "Fill this in.", "preset_62_email": "Fill this in.",
			"preset_62_domain": "Fill this in.", "preset_62_title": "Fill this in.", "preset_62_license": "Fill this in."}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, errs := f.Parse(order(tt.changes...))
			if !maps.Equal(errs, tt.want) {
				t.Errorf("errors %v", errs)
			}
		})
	}
}

func TestUntouchedFormFits(t *testing.T) {
	f := (&Client{}).CreateForm(sampleShelf(t))
	values := f.Defaults()
	values[fieldName] = "web-1"
	if errs := f.Validate(values); errs != nil {
		t.Errorf("errors %v", errs)
	}
}

func TestFormOfAnEmptyShelf(t *testing.T) {
	f := Vendor().Zero.(providers.ServerCreator).CreateForm(shelf{})
	_, errs := f.Parse(order())
	if errs[fieldImage] == "" {
		t.Error("an image is accepted that nobody offers")
	}
	if system, _ := f.Field(fieldSystem); len(system.Options) != 1 {
		t.Error("presets are offered that nobody knows")
	}
}

func TestWhatACreationSends(t *testing.T) {
	f := (&Client{}).CreateForm(sampleShelf(t))
	tests := []struct {
		name    string
		changes []string
		want    string
	}{
		{"virtual", []string{fieldPeriod, periodMonth, fieldPeriods, "3"},
			`{"name":"web-1","vps_type":"VirtualServer","vps_memory":512,"vps_hdd":5,"vps_admin":1,"vps_os":"1","vps_pay_period":"m","vps_abonement":3}`},
		{"scale", []string{fieldType, typeScale, fieldImage, "381", fieldMemoryMax, "1024", fieldSupport, "3"},
			`{"name":"web-1","vps_type":"ScaleServer","vps_memory":512,"vps_memory_max":1024,"vps_hdd":5,"vps_admin":3,"vps_os":"381"}`},
		{"preset", gitlab,
			`{"name":"web-1","vps_type":"VirtualServer","vps_memory":512,"vps_hdd":5,"vps_admin":1,"vps_pay_period":"h","vps_abonement":1,
			"vps_os_preset":"322","vps_os_preset_params":{"login":"admin","pass":"s3cret","email":"a@example.org","domain":"example.org"}}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			provider := newFake(t)
			provider.on("POST /servers", sample(t, "clo-06.json"))
			values, errs := f.Parse(order(tt.changes...))
			if errs != nil {
				t.Fatal(errs)
			}
			if _, err := provider.client.CreateServer(intent(t.Context(), "CLO-06"), values); err != nil {
				t.Fatal(err)
			}
			var got map[string]map[string]any
			var want map[string]any
			if json.Unmarshal([]byte(provider.bodies[0]), &got) != nil || json.Unmarshal([]byte(tt.want), &want) != nil {
				t.Fatalf("sent %s", provider.bodies[0])
			}
			if !reflect.DeepEqual(got["server"], want) {
				t.Errorf("sent %s", provider.bodies[0])
			}
		})
	}
}

func TestCreationWithoutAnID(t *testing.T) {
	for name, answer := range map[string]http.HandlerFunc{
		"empty": answer(200, ""), "no id": answer(200, `{"server":{"name":"x"}}`), "204": answer(204, ""), "500": answer(500, ""),
	} {
		f := newFake(t)
		f.on("POST /servers", answer)
		values, _ := (&Client{}).CreateForm(sampleShelf(t)).Parse(order())
		_, err := f.client.CreateServer(intent(t.Context(), "CLO-06"), values)
		if providers.KindOf(err) != providers.ErrUnknown || len(f.bodies) != 1 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCreatedSince(t *testing.T) {
	f := newFake(t)
	f.on("GET /servers", answer(200, `{"servers":[
		{"id":"1","name":"web-1","imageId":"1","type":"VirtualServer"},
		{"id":"2","name":"web-1","imageId":"1","type":"VirtualServer"},
		{"id":3,"name":" web-1 ","imageId":1},
		{"id":"4","name":"web-1","imageId":"3","type":"VirtualServer"},
		{"id":"5","name":"web-1","imageId":null,"type":"VirtualServer"},
		{"id":"6","name":"web-2","imageId":"1","type":"VirtualServer"},
		{"id":"7","name":"web-1","imageId":"1","type":"ScaleServer"}]}`))
	image := form.Values{fieldName: "web-1", fieldType: typeVirtual, fieldSystem: systemImage, fieldImage: "1"}
	preset := form.Values{fieldName: "web-1", fieldType: typeVirtual, fieldSystem: systemPreset, fieldPreset: "62"}
	for _, tt := range []struct {
		in   form.Values
		want []providers.Ref
	}{{image, []providers.Ref{{ID: "2"}, {ID: "3"}, {ID: "5"}}}, {preset, []providers.Ref{{ID: "2"}, {ID: "3"}, {ID: "4"}, {ID: "5"}}}} {
		got, err := f.client.CreatedSince(t.Context(), []string{"1"}, tt.in)
		if err != nil || !slices.Equal(got, tt.want) {
			t.Errorf("%v: %v, %v", tt.in, got, err)
		}
	}
}

func TestSnapshotMustBeWhole(t *testing.T) {
	f := newFake(t)
	f.on("GET /servers", answer(200, `{"servers":[{"id":"1"},{"name":"x"}]}`))
	if ids, err := f.client.ServerIDs(t.Context(), nil); err == nil {
		t.Errorf("ids %v", ids)
	}
	f.on("GET /servers", answer(404, ""))
	if ids, err := f.client.ServerIDs(t.Context(), nil); err != nil || len(ids) != 0 {
		t.Errorf("ids %v, %v", ids, err)
	}
}

func TestVerify(t *testing.T) {
	f := newFake(t)
	f.on("GET /servers", sample(t, "clo-03.json"))
	f.on("GET /images", answer(500, ""))
	f.on("GET /limits", answer(500, ""))
	report, err := f.client.Verify(t.Context())
	alone := "Clodo names no data centers to this key. Servers are read at " + f.client.own.base.Host + " alone."
	unlisted := "The systems to install could not be listed. Clodo answered with status 500 instead of an answer."
	if err != nil || report.Servers != 2 || !slices.Equal(report.Findings, []string{"Signed in as jdoe.", "2 servers.", alone, unlisted}) {
		t.Errorf("without limits: %+v, %v", report, err)
	}
	f.on("GET /images", sample(t, "clo-45.json"))
	f.on("GET /limits", sample(t, "clo-02.json"))
	report, err = f.client.Verify(t.Context())
	if err != nil || len(report.Findings) != 9 || report.Findings[3] != "3 systems to install." ||
		report.Findings[5] != "Limit: 500 POST calls to /servers in a day." {
		t.Errorf("with limits: %+v, %v", report, err)
	}
}
