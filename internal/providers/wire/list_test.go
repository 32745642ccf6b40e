package wire

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
)

type item struct {
	ID  String `json:"id"`
	Key string `json:"-"`
}

func (i *item) SetKey(key string) { i.Key = key }

func TestList(t *testing.T) {
	tests := []struct {
		name, json string
		want       []item
		refused    bool
	}{
		{"array", `[{"id":"1"},{"id":2}]`, []item{{ID: "1"}, {ID: "2"}}, false},
		{"empty array", `[]`, nil, false},
		{"null", `null`, nil, false},
		{"empty text", `""`, nil, false},
		{"empty object", `{}`, nil, false},
		{"bare object", `{"id":7,"name":"x"}`, []item{{ID: "7"}}, false},
		{"array under a name", `{"backup":[{"id":1},{"id":2}]}`, []item{{ID: "1"}, {ID: "2"}}, false},
		{"object under a name", `{"backup":{"id":1}}`, []item{{"1", "backup"}}, false},
		{"keyed by id", `{"12":{"id":"12"},"3":{"id":3}}`, []item{{"12", "12"}, {"3", "3"}}, false},
		{"number", `5`, nil, true},
		{"false", `false`, nil, true},
		{"text", `"none"`, nil, true},
		{"array of arrays", `[[1]]`, nil, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got struct {
				List List[item] `json:"list"`
			}
			err := json.Unmarshal(fmt.Appendf(nil, `{"list":%s}`, tt.json), &got)
			if (err != nil) != tt.refused {
				t.Fatalf("err %v", err)
			}
			if !slices.Equal(got.List, tt.want) && len(got.List)+len(tt.want) > 0 {
				t.Errorf("got %+v", got.List)
			}
		})
	}
}

func FuzzList(f *testing.F) {
	for _, seed := range []string{`[]`, `{}`, `null`, `{"a":{"id":1}}`, `{"a":[{"id":1}]}`, `{"id":1}`, `[{"id":[]}]`, `{"a":{},"a":{}}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var list List[item]
		if json.Unmarshal(data, &list) != nil {
			return
		}
		// What was read must read the same when it is sent as a plain array.
		plain, err := json.Marshal(list)
		if err != nil {
			t.Fatal(err)
		}
		var again List[item]
		if err := json.Unmarshal(plain, &again); err != nil || len(again) != len(list) {
			t.Fatalf("%d items became %d: %v", len(list), len(again), err)
		}
	})
}
