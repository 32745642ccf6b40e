package clodo

import (
	"net/url"
	"testing"
)

func TestTrusted(t *testing.T) {
	tests := []struct {
		home, root string
		want       bool
	}{
		{"https://api.clodo.ru", "https://api.clodo.ru/v1", true},
		{"https://api.clodo.ru", "https://api.kh.clodo.ru/v1", true},
		{"https://api.clodo.ru", "https://API.CLODO.RU:443/v1", true},
		{"https://api.clodo.ru", "http://api.clodo.ru/v1", false},
		{"https://api.clodo.ru", "https://api.clodo.ru:8443/v1", false},
		{"https://api.clodo.ru", "https://evilclodo.ru/v1", false},
		{"https://api.clodo.ru", "https://api.clodo.ru.evil.example/v1", false},
		{"https://api.clodo.ru", "https://clodo.ru@evil.example/v1", false},
		{"https://api.clodo.ru", "https://user:pass@api.clodo.ru/v1", false},
		{"https://api.clodo.ru", "https://api.clodo.ru/v1?token=1", false},
		{"https://api.clodo.ru", "//api.clodo.ru/v1", false},
		{"https://api.clodo.ru", "/v1", false},
		{"https://api.clodo.ru", "https:api.clodo.ru", false},
		{"https://api.clodo.ru", "", false},
		{"http://127.0.0.1:9000/clodo", "http://127.0.0.1:9000/clodo/v1", true},
		{"http://127.0.0.1:9000/clodo", "http://127.0.0.1:9001/clodo/v1", false},
		{"http://127.0.0.1:9000/clodo", "https://127.0.0.1:9000/clodo/v1", false},
		{"http://127.0.0.1:9000/clodo", "http://169.254.169.254/v1", false},
		{"http://127.0.0.1:9000/clodo", "https://api.clodo.ru/v1", true},
		{"https://rig.example", "https://rig.example:443/v1", true},
		{"https://rig.example", "http://rig.example/v1", false},
	}
	for _, tt := range tests {
		home, err := url.Parse(tt.home)
		if err != nil {
			t.Fatal(err)
		}
		root, err := url.Parse(tt.root)
		if err != nil {
			t.Fatal(err)
		}
		if got := trusted(root, home); got != tt.want {
			t.Errorf("%s, signed in at %s: %v", tt.root, tt.home, got)
		}
	}
}
