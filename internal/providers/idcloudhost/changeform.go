package idcloudhost

import (
	"fmt"
	"strconv"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// RenameForm implements providers.Renamer.
func (c *Client) RenameForm(known providers.Offerings, server providers.Observation) form.Form {
	f := nameField(known)
	f.Label, f.Default = "New name", server.Name
	return form.Form{Fields: []form.Field{f}}
}

// CloneForm implements providers.Cloner.
func (c *Client) CloneForm(known providers.Offerings, _ providers.Observation) form.Form {
	f := nameField(known)
	f.Label = "Name of the clone"
	return form.Form{Fields: []form.Field{f}}
}

func nameField(known providers.Offerings) form.Field {
	name := constraintOf(known, "name", "")
	return form.Field{Name: "name", Kind: form.Text, Help: name.words(), Check: name.check, Autocomplete: "off"}
}

// PasswordForm implements providers.PasswordChanger.
func (c *Client) PasswordForm(known providers.Offerings, server providers.Observation) form.Form {
	facts, _ := server.Facts.(providers.ServerFacts)
	user, password := constraintOf(known, "username", facts.System), constraintOf(known, "password", facts.System)
	return form.Form{Fields: []form.Field{
		{Name: "username", Label: "User", Kind: form.Text, Default: facts.User, Check: user.check, Autocomplete: "off",
			Help: "A user that exists on the server."},
		{Name: "password", Label: "New password", Kind: form.Password, Secret: true, Check: password.check,
			Autocomplete: "new-password", Help: password.words()},
	}}
}

// ResizeForm implements providers.Resizer. The bounds of IDC-52 are those of
// the server's system.
func (c *Client) ResizeForm(known providers.Offerings, server providers.Observation) form.Form {
	facts, _ := server.Facts.(providers.ServerFacts)
	cpu, ram := constraintOf(known, "vcpu", facts.System), constraintOf(known, "ram", facts.System)
	return form.Form{Fields: []form.Field{
		{Name: "cpu", Label: "Processors", Kind: form.Number, Unit: "CPU", Default: figure(facts.CPU), Range: cpu.span(), Help: bounds(cpu, facts.System)},
		{Name: "memory_mb", Label: "Memory", Kind: form.Number, Unit: "MB", Default: figure(facts.MemoryMB), Range: ram.span(), Help: bounds(ram, facts.System)},
	}}
}

// bounds tell a range before a person meets it.
func bounds(c constraint, system string) string {
	switch {
	case !c.known():
		return ""
	case c.bySystem:
		return fmt.Sprintf("%d to %d for %s.", c.low, c.high, system)
	}
	return fmt.Sprintf("%d to %d.", c.low, c.high)
}

func figure(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// Further disks have no documented bounds; this one keeps a slip of the hand
// from becoming a bill.
const largestDisk = 10_000

// DiskAddForm implements providers.DiskAdder.
func (c *Client) DiskAddForm(providers.Offerings, providers.Observation) form.Form {
	return form.Form{Fields: []form.Field{{
		Name: "gb", Label: "Size", Kind: form.Number, Unit: "GB", Range: &form.Range{Min: 1, Max: largestDisk},
		Help: "A whole number. It can grow later, and never shrinks.",
	}}}
}

// DiskGrowForm implements providers.DiskGrower.
func (c *Client) DiskGrowForm(known providers.Offerings, server providers.Observation) form.Form {
	facts, _ := server.Facts.(providers.ServerFacts)
	disk := form.Field{Name: "disk", Label: "Disk", Kind: form.Radio}
	room := map[string]diskRoom{}
	for _, d := range facts.Disks {
		r := roomOf(known, d)
		room[d.ID] = r
		disk.Options = append(disk.Options, form.Option{Value: d.ID, Label: d.Label(), Help: r.words()})
	}
	if len(disk.Options) == 1 {
		disk.Default = disk.Options[0].Value
	}
	size := form.Field{Name: "gb", Label: "New size", Kind: form.Number, Unit: "GB", Range: &form.Range{Min: 1, Max: largestDisk},
		Help: "A disk never shrinks."}
	return form.Form{Fields: []form.Field{disk, size}, Check: func(in form.Values) form.Errors {
		gb, _ := strconv.Atoi(in["gb"])
		if r := room[in["disk"]]; gb < r.from || gb > r.to {
			return form.Errors{"gb": r.words()}
		}
		return nil
	}}
}

// diskRoom is what a disk may grow to, in GB.
type diskRoom struct{ from, to int }

// roomOf bounds the primary disk by IDC-52, which speaks of no other.
func roomOf(known providers.Offerings, d providers.Disk) diskRoom {
	r := diskRoom{from: d.GB + 1, to: largestDisk}
	if main := constraintOf(known, "disks", ""); d.Primary && main.known() {
		r.to = int(main.high)
	}
	return r
}

func (r diskRoom) words() string {
	if r.from > r.to {
		return "It is as large as it gets."
	}
	return fmt.Sprintf("%d to %d GB.", r.from, r.to)
}
