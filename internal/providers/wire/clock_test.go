package wire

import (
	"encoding/json"
	"testing"
	"time"
	_ "time/tzdata"
)

func moscow(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Moscow")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func TestTime(t *testing.T) {
	zone := moscow(t)
	tests := map[string]string{
		"07.02.2011 11:09:02":      "2011-02-07T08:09:02Z", // winter time, UTC+3
		"04.05.2011 22:11:47":      "2011-05-04T18:11:47Z", // UTC+4 all year from 2011 to 2014
		"01.06.2020 10:00:00":      "2020-06-01T07:00:00Z",
		"2018-02-22 11:10:17":      "2018-02-22T08:10:17Z",
		"01/26/2014":               "2014-01-25T20:00:00Z",
		"2021-05-18T11:07:00.123Z": "2021-05-18T11:07:00.123Z",
		"2021-05-18T11:07:00.5":    "2021-05-18T08:07:00.5Z",
		"1425064819":               "2015-02-27T19:20:19Z",
		" 07.02.2011 ":             "2011-02-06T21:00:00Z",
		"":                         "",
		"0":                        "",
		"-5":                       "",
		"0000-00-00 00:00:00":      "",
		"00.00.0000 00:00:00":      "",
		"31.02.2011 10:00:00":      "",
		"yesterday":                "",
		"99999999999999":           "",
	}
	for text, want := range tests {
		got, ok := Time(text, zone)
		if ok != (want != "") {
			t.Errorf("%q: %v, %v", text, got, ok)
			continue
		}
		if ok && got.UTC().Format(time.RFC3339Nano) != want {
			t.Errorf("%q: %s, want %s", text, got.UTC().Format(time.RFC3339Nano), want)
		}
	}
}

func FuzzTime(f *testing.F) {
	for _, seed := range []string{"07.02.2011 11:09:02", "2018-02-22 11:10:17", "1425064819", "01/26/2014", "2021-05-18T11:07:00+23:59", ""} {
		f.Add(seed)
	}
	zone := moscow(f)
	f.Fuzz(func(t *testing.T, text string) {
		at, ok := Time(text, zone)
		if !ok {
			return
		}
		if _, err := json.Marshal(at); err != nil {
			t.Fatalf("%q became a time that cannot be stored: %v", text, err)
		}
	})
}
