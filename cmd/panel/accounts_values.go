package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"pinfold/internal/accounts"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// mostValue bounds what is read of a file with a value, in bytes.
const mostValue = 64 << 10

// entered gathers what the flags say about the fields of the form.
func (a *accountsAddCommand) entered(v providers.Vendor, c console) (form.Form, form.Values, error) {
	f := accounts.Form(v, false)
	if a.trades() {
		if v.Trade == nil {
			return f, nil, sentence(v.Name + " has no trade. Give its key with --credential-file.")
		}
		f = accounts.TradeForm(v)
	}
	g := gathering{vendor: v, form: f, console: c, values: f.Defaults(), given: map[string]bool{}}
	g.put("label", a.Label)
	if a.Currency != "" {
		g.put("currency", a.Currency)
	}
	g.all("--credential", a.Credential, g.plain)
	g.all("--setting", a.Setting, g.plain)
	g.all("--trade", a.Trade, g.plain)
	g.all("--credential-file", a.CredentialFile, g.file)
	g.all("--trade-file", a.TradeFile, g.file)
	return f, g.values, g.err
}

// gathering collects values by name until the first that cannot be taken.
type gathering struct {
	console
	vendor providers.Vendor
	form   form.Form
	values form.Values
	given  map[string]bool
	stdin  bool
	err    error
}

// all takes NAME=VALUE pairs of one flag.
func (g *gathering) all(flag string, pairs []string, take func(flag, name, value string) error) {
	for _, pair := range pairs {
		if g.err != nil {
			return
		}
		name, value, ok := strings.Cut(pair, "=")
		if !ok || name == "" {
			// The text is not repeated: it may be a key.
			g.err = sentence(flag + " must be NAME=VALUE, such as " + flag + " " + g.form.Fields[0].Name + "=….")
			return
		}
		name = accounts.FieldName(g.vendor, name)
		if _, ok := g.form.Field(name); !ok {
			g.err = sentence(fmt.Sprintf("%s: %s has no field %s. It has: %s.", flag, g.vendor.Name, name, g.names()))
			return
		}
		if g.given[name] {
			g.err = sentence(flag + ": " + name + " is given twice.")
			return
		}
		g.err = take(flag, name, value)
	}
}

func (g *gathering) names() string {
	var names []string
	for _, field := range g.form.Fields {
		names = append(names, field.Name)
	}
	return strings.Join(names, ", ")
}

func (g *gathering) put(name, value string) { g.values[name], g.given[name] = value, true }

func (g *gathering) plain(flag, name, value string) error {
	if field, _ := g.form.Field(name); field.Secret {
		fmt.Fprintf(g.console.err, "%s %s=… stays readable in the shell's history. %s-file keeps it out.\n", flag, name, strings.Replace(flag, "setting", "credential", 1))
	}
	g.put(name, strings.TrimSpace(value))
	return nil
}

func (g *gathering) file(flag, name, path string) error {
	source := path
	var from io.Reader
	switch {
	case path == "-" && g.stdin:
		return sentence(flag + ": standard input can be read once.")
	case path == "-":
		g.stdin, from, source = true, g.in, "standard input"
	default:
		f, err := os.Open(path)
		if err != nil {
			return sentence(fmt.Sprintf("%s: %s cannot be read.", flag, path))
		}
		defer func() { _ = f.Close() }() // It was only read.
		from = f
	}
	text, err := io.ReadAll(io.LimitReader(from, mostValue+1))
	if err != nil || len(text) > mostValue {
		return sentence(fmt.Sprintf("%s: %s cannot be read, or holds more than a value.", flag, source))
	}
	g.put(name, strings.TrimRight(string(text), "\r\n"))
	return nil
}
