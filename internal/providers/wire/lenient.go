package wire

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"strings"
)

// String decodes a text, a number or a boolean. Whatever else comes is "".
type String string

// UnmarshalJSON implements json.Unmarshaler. It never fails.
func (s *String) UnmarshalJSON(data []byte) error {
	*s = String(scalar(data))
	return nil
}

// Trim returns the text without space around it.
func (s String) Trim() string { return strings.TrimSpace(string(s)) }

// Int decodes a whole number given as 2, 2.0, "2" or true. Known tells a zero
// from a value that is missing, empty or no number.
type Int struct {
	Value int64
	Known bool
}

// UnmarshalJSON implements json.Unmarshaler. It never fails.
func (i *Int) UnmarshalJSON(data []byte) error {
	*i = Int{}
	text := strings.TrimSpace(scalar(data))
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		*i = Int{n, true}
		return nil
	}
	f := number(text)
	if f.Known && f.Value == math.Trunc(f.Value) && math.Abs(f.Value) < 1<<53 {
		*i = Int{int64(f.Value), true}
	}
	return nil
}

// Float decodes a number given as 2, 2.0, "2" or true.
type Float struct {
	Value float64
	Known bool
}

// UnmarshalJSON implements json.Unmarshaler. It never fails.
func (f *Float) UnmarshalJSON(data []byte) error {
	*f = number(strings.TrimSpace(scalar(data)))
	return nil
}

// Pointer returns the value, or nil if it is not known.
func (f Float) Pointer() *float64 {
	if !f.Known {
		return nil
	}
	return &f.Value
}

// Bool decodes a truth given as true, 1, "1", "yes" or "on" and their
// opposites. An empty text is a known false, since that is how it is sent.
type Bool struct {
	Value bool
	Known bool
}

// UnmarshalJSON implements json.Unmarshaler. It never fails.
func (b *Bool) UnmarshalJSON(data []byte) error {
	*b = Bool{}
	data = bytes.TrimSpace(data)
	if len(data) == 0 || data[0] == '{' || data[0] == '[' || string(data) == "null" {
		return nil
	}
	switch strings.ToLower(strings.TrimSpace(scalar(data))) {
	case "1", "true", "yes", "on":
		*b = Bool{true, true}
	case "0", "false", "no", "off", "":
		*b = Bool{false, true}
	}
	return nil
}

func number(text string) Float {
	switch text {
	case "true":
		return Float{1, true}
	case "false":
		return Float{0, true}
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
		return Float{}
	}
	return Float{f, true}
}

// scalar returns a JSON scalar as text: a string without its quotes, a number
// or boolean as written, and "" for all else.
func scalar(data []byte) string {
	data = bytes.TrimSpace(data)
	if len(data) == 0 || data[0] == '{' || data[0] == '[' || string(data) == "null" {
		return ""
	}
	if data[0] != '"' {
		return string(data)
	}
	var text string
	if json.Unmarshal(data, &text) != nil {
		return ""
	}
	return text
}
