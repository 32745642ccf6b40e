package handlers

import "testing"

// Case 38: a cell of a CSV file runs nothing.
func TestCellsAreInert(t *testing.T) {
	for cell, want := range map[string]string{
		"": "", "web-01": "web-01", "=1+1": "'=1+1", "+1": "'+1", "-1": "-1", "-1+1": "'-1+1", "@SUM(A1)": "'@SUM(A1)",
		"\tx": "'\tx", "\rx": "'\rx", "a=b": "a=b", "сервер": "сервер",
	} {
		if got := inert(cell); got != want {
			t.Errorf("inert(%q) = %q, want %q", cell, got, want)
		}
	}
}
