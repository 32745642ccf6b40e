package wire

import (
	"encoding/json"
	"testing"
)

func TestObject(t *testing.T) {
	type addresses struct {
		Public List[String] `json:"public"`
	}
	tests := map[string]int{
		`{"public":["1.2.3.4"]}`: 1,
		`{"public":null}`:        0,
		`null`:                   0,
		`""`:                     0,
		`[]`:                     0,
		`false`:                  0,
	}
	for text, want := range tests {
		got := Object[addresses]{addresses{List[String]{"old", "older"}}}
		if err := json.Unmarshal([]byte(text), &got); err != nil {
			t.Errorf("%s: %v", text, err)
		}
		if len(got.Value.Public) != want {
			t.Errorf("%s: %+v", text, got)
		}
	}
}

func TestMember(t *testing.T) {
	tests := []struct {
		body string
		want string
		err  bool
	}{
		{`{"name":"a","other":1}`, "a", false},
		{"\xef\xbb\xbf {\"name\":\"a\"}\n", "a", false},
		{`{"name":null}`, "", false},
		{`{}`, "", true},
		{`[]`, "", true},
		{``, "", true},
		{`<html>`, "", true},
		{`{"name":"a"} trailing`, "", true},
		{`null`, "", true},
	}
	for _, tt := range tests {
		var got String
		err := Member([]byte(tt.body), "name", &got)
		if (err != nil) != tt.err || string(got) != tt.want {
			t.Errorf("%q: %q, %v", tt.body, got, err)
		}
	}
}
