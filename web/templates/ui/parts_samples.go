package ui

import "pinfold/internal/form"

// What the page of all parts shows them with.

var stateSamples = []struct {
	kind        Kind
	word, about string
}{
	{Running, "Running", "The provider says so, and recently."},
	{Stopped, "Stopped", "Off. Still billed at most providers."},
	{Working, "Rebooting", "An operation or the provider is at it. Always a verb."},
	{Error, "Error", "The provider reports an error."},
	{Suspended, "Suspended", "The provider switched it off."},
	{Unknown, "Not known", "An answer was lost. A person decides."},
	{Was, "Was running", "Old knowledge. The age stands beside it."},
	{Waiting, "Waits for its turn", "Behind a limit, a lock, an account."},
	{OK, "Done", "Ended well."},
	{Cancelled, "Cancelled", "Before anything was sent."},
}

var colorSamples = []struct{ class, about string }{
	{"bg-base-100", "page"}, {"bg-base-200", "side"}, {"bg-base-300", "lines"},
	{"bg-base-content", "text"}, {"bg-muted", "second text"}, {"bg-faint", "third text"},
	{"bg-primary", "the one button"}, {"bg-info", "working, focus"}, {"bg-success", "running"},
	{"bg-warning", "suspended, old"}, {"bg-error", "error, destructive"}, {"bg-accent", "not known"},
}

var rowSamples = []struct {
	name    string
	kind    Kind
	word    string
	percent int
}{
	{"at rest", Running, "Running", -1},
	{"asked, not yet begun", Waiting, "Waits for its turn", -1},
	{"under way", Working, "Rebooting", -1},
	{"with percent", Working, "Restoring backup", 54},
	{"failed, for 10 minutes", Error, "Reboot failed", -1},
	{"answer lost", Unknown, "Reboot: not known", -1},
	{"old", Was, "Was running", -1},
}

var formSample = form.Form{Fields: []form.Field{
	{Name: "name", Label: "Name", Help: "Letters, digits, hyphens.", Kind: form.Text},
	{Name: "host", Label: "Host name", Kind: form.Text},
	{Name: "memory", Label: "Memory", Unit: "MB", Kind: form.Number, Help: "512 to 65,536."},
	{Name: "note", Label: "Note", Kind: form.Text, Optional: true},
	{Name: "os", Label: "System", Kind: form.Select, Options: []form.Option{
		{Value: "debian", Label: "Debian"}, {Value: "windows", Label: "Windows"},
	}},
	{Name: "key", Label: "License key", Kind: form.Text, When: []form.Condition{{Field: "os", Values: []string{"windows"}}}},
	{Name: "address", Label: "Reserve a public address", Kind: form.Checkbox},
	{Name: "plan", Label: "Plan", Kind: form.Radio, Options: []form.Option{
		{Value: "small", Label: "Small", Help: "1 CPU, 1 GB"}, {Value: "large", Label: "Large", Help: "4 CPU, 8 GB"},
	}},
}}

var valueSample = form.Values{"name": "web-05", "host": "web_05", "memory": "2048", "os": "debian", "address": "1", "plan": "small"}

var errorSample = form.Errors{"host": "“_” is not allowed here."}
