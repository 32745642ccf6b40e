package api

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"
)

func sample(t testing.TB, name string) []byte {
	t.Helper()
	body, err := os.ReadFile("../../testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

func TestPrintR(t *testing.T) {
	tests := []struct {
		name string
		body []byte
		want map[string]any
	}{
		{"accepted", sample(t, "inf-06.txt"), map[string]any{
			"method": "createVPS", "result": "success", "msg": "ok",
			"retx": map[string]any{"result": "success", "msg": "VSCD: VPS added to queue", "error_code": "0"},
		}},
		{"exists", sample(t, "inf-06-fail.txt"), map[string]any{
			"method": "createVPS", "result": "fail",
			"msg": "Vps exists with current main_id (21968) , W:47012", "error_code": "904",
		}},
		{"empty values", []byte("Array\n(\n    [a] => \n    [b] => Array\n        (\n        )\n\n    [c] => 1\n)\n"),
			map[string]any{"a": "", "b": map[string]any{}, "c": "1"}},
		{"several lines", []byte("Array\r\n(\r\n[a] => one\r\ntwo\r\n)"), map[string]any{"a": "one\ntwo"}},
		{"empty", nil, nil},
		{"empty array", []byte("Array\n(\n)\n"), nil},
		{"JSON", []byte(`{"a":1}`), nil},
		{"page", []byte("<html>\n[a] => b"), nil},
		{"too deep", []byte(strings.Repeat("[a] => Array\n(\n", 100)), nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := PrintR(tt.body)
			if (err == nil) != (tt.want != nil) || !reflect.DeepEqual(got, tt.want) {
				t.Errorf("%v, %v", got, err)
			}
		})
	}
}

func TestFaultInPrintR(t *testing.T) {
	fault, ok := ReadFault(sample(t, "inf-06-fail.txt"))
	if !ok || fault.Code.Value != 904 || fault.Said() != "Vps exists with current main_id (21968) , W:47012" {
		t.Errorf("%+v, %v", fault, ok)
	}
	if fault, ok := ReadFault(sample(t, "inf-06.txt")); ok {
		t.Errorf("%+v", fault)
	}
}

func FuzzPrintR(f *testing.F) {
	f.Add(sample(f, "inf-06.txt"))
	f.Add(sample(f, "inf-06-fail.txt"))
	f.Add([]byte("Array (\n[a] => Array (\n[] => x\n)\n)\n[b] => )"))
	f.Fuzz(func(t *testing.T, body []byte) {
		got, err := PrintR(body)
		if (err == nil) != (len(got) > 0) {
			t.Errorf("%v, %v", got, err)
		}
		if _, err := json.Marshal(got); err != nil {
			t.Error(err)
		}
	})
}
