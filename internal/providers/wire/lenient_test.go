package wire

import (
	"encoding/json"
	"testing"
)

func TestScalars(t *testing.T) {
	tests := []struct {
		json string
		text String
		i    Int
		f    Float
		b    Bool
	}{
		{`2`, "2", Int{2, true}, Float{2, true}, Bool{}},
		{`2.0`, "2.0", Int{2, true}, Float{2, true}, Bool{}},
		{`2.5`, "2.5", Int{}, Float{2.5, true}, Bool{}},
		{`"2"`, "2", Int{2, true}, Float{2, true}, Bool{}},
		{`" 6.76 "`, " 6.76 ", Int{}, Float{6.76, true}, Bool{}},
		{`1e3`, "1e3", Int{1000, true}, Float{1000, true}, Bool{}},
		{`-7`, "-7", Int{-7, true}, Float{-7, true}, Bool{}},
		{`1`, "1", Int{1, true}, Float{1, true}, Bool{true, true}},
		{`"0"`, "0", Int{0, true}, Float{0, true}, Bool{false, true}},
		{`true`, "true", Int{1, true}, Float{1, true}, Bool{true, true}},
		{`false`, "false", Int{0, true}, Float{0, true}, Bool{false, true}},
		{`""`, "", Int{}, Float{}, Bool{false, true}},
		{`null`, "", Int{}, Float{}, Bool{}},
		{`{}`, "", Int{}, Float{}, Bool{}},
		{`[1]`, "", Int{}, Float{}, Bool{}},
		{`"NaN"`, "NaN", Int{}, Float{}, Bool{}},
		{`"Inf"`, "Inf", Int{}, Float{}, Bool{}},
		{`"none"`, "none", Int{}, Float{}, Bool{}},
		{`"9007199254740993"`, "9007199254740993", Int{9007199254740993, true}, Float{9007199254740992, true}, Bool{}},
	}
	for _, tt := range tests {
		t.Run(tt.json, func(t *testing.T) {
			got := struct {
				text String
				i    Int
				f    Float
				b    Bool
			}{"old", Int{9, true}, Float{9, true}, Bool{true, true}}
			for _, v := range []any{&got.text, &got.i, &got.f, &got.b} {
				if err := json.Unmarshal([]byte(tt.json), v); err != nil {
					t.Error(err)
				}
			}
			if tt.json != "null" && got.text != tt.text {
				t.Errorf("text %q", got.text)
			}
			if got.i != tt.i || got.f != tt.f || got.b != tt.b {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func FuzzScalars(f *testing.F) {
	for _, seed := range []string{`1`, `"1"`, `"1e999"`, `-0`, `true`, `null`, `"\ud800"`, `{"a":[]}`, `18446744073709551616`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if !json.Valid(data) {
			return
		}
		var got struct {
			S String
			I Int
			F Float
			B Bool
		}
		for _, v := range []any{&got.S, &got.I, &got.F, &got.B} {
			if err := json.Unmarshal(data, v); err != nil {
				t.Fatalf("%T: %v", v, err)
			}
		}
		if _, err := json.Marshal(got); err != nil {
			t.Fatalf("%+v cannot be stored: %v", got, err)
		}
		if !got.I.Known && got.I.Value != 0 || !got.F.Known && got.F.Value != 0 {
			t.Fatalf("unknown with a value: %+v", got)
		}
	})
}
