package idcloudhost

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/crypto/ssh"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// The fields of the form, named as IDC-12 names its parameters. The choices of
// location, image and application are ours.
const (
	fieldLocation    = "location"
	fieldName        = "name"
	fieldDescription = "description"
	fieldInstall     = "install"
	fieldImage       = "image"
	fieldApp         = "app"
	fieldCPU         = "vcpu"
	fieldMemory      = "ram"
	fieldDisk        = "disks"
	fieldUser        = "username"
	fieldPassword    = "password"
	fieldPublicKey   = "public_key"
	fieldNetwork     = "network_uuid"
	fieldPublicIP    = "reserve_public_ip"
	fieldBackup      = "backup"
	fieldBilling     = "billing_account_id"
)

// CreateForm implements providers.ServerCreator. What it allows is what IDC-52
// allows, as far as that is known, for the system that is chosen.
func (c *Client) CreateForm(known providers.Offerings) form.Form {
	if known == nil {
		known = nothing{}
	}
	all := systemsOf(known)
	return form.Form{Fields: slices.Concat(
		under("Server", []form.Field{locationField(known), newNameField(known), {
			Name: fieldDescription, Label: "Description", Kind: form.Text, Optional: true, MaxLength: 255,
		}}),
		under("System", systemFields(all)),
		under("Size", sizeFields(known, all)),
		under("Access", accessFields(known, all)),
		under("Network", networkFields(known)),
		under("Payment", paymentFields(known)),
	)}
}

// nothing is an inventory in which nothing is known.
type nothing struct{}

func (nothing) Known(providers.Kind) []providers.Observation { return nil }

// under puts fields under a heading.
func under(heading string, fields []form.Field) []form.Field {
	for i := range fields {
		fields[i].Group = heading
	}
	return fields
}

func newNameField(known providers.Offerings) form.Field {
	f := nameField(known)
	f.Label = "Name"
	return f
}

func sizeFields(known providers.Offerings, all systems) []form.Field {
	disk := number(known, all, fieldDisk, "Disk", "GB", "20")
	disk.Help = strings.TrimSpace(disk.Help + " It can grow later, and never shrinks.")
	return []form.Field{
		number(known, all, fieldCPU, "Processors", "CPU", "1"),
		number(known, all, fieldMemory, "Memory", "MB", "1024"),
		disk,
	}
}

// number is a field with the range of a parameter, and the ranges of those
// systems that need another one.
func number(known providers.Offerings, all systems, name, label, unit, start string) form.Field {
	bound := constraintOf(known, name, "")
	f := form.Field{Name: name, Label: label, Kind: form.Number, Unit: unit, Default: start, Range: bound.span(), Help: bounds(bound, "")}
	for _, os := range all.names() {
		own := constraintOf(known, name, os)
		if own.low == bound.low && own.high == bound.high {
			continue
		}
		needs := titleOf(os)
		f.Bounds = append(f.Bounds, all.bound(os, form.Bound{Needs: needs, Range: own.span()})...)
		f.Help = strings.TrimSpace(fmt.Sprintf("%s %s needs %d to %d.", f.Help, needs, own.low, own.high))
	}
	return f
}

func accessFields(known providers.Offerings, all systems) []form.Field {
	user, password := constraintOf(known, fieldUser, ""), constraintOf(known, fieldPassword, "")
	name := form.Field{Name: fieldUser, Label: "User", Kind: form.Text, Optional: user.optional, Check: user.check,
		Autocomplete: "off", Help: user.words()}
	for _, os := range all.names() {
		if own := constraintOf(known, fieldUser, os); own.optional && !user.optional {
			name.Bounds = append(name.Bounds, all.bound(os, form.Bound{Optional: true})...)
			name.Help = strings.TrimSpace(name.Help + " " + titleOf(os) + " may leave it empty.")
		}
	}
	return []form.Field{
		name,
		{Name: fieldPassword, Label: "Password", Kind: form.Password, Secret: true, Optional: password.optional,
			Check: password.check, Autocomplete: "new-password",
			Help: password.words()},
		{Name: fieldPublicKey, Label: "SSH public key", Kind: form.TextArea, Optional: true, MaxLength: 4096,
			Check: checkPublicKey, Placeholder: "ssh-ed25519 AAAA…"},
	}
}

// checkPublicKey takes one key as it stands in authorized_keys.
func checkPublicKey(text string) string {
	_, _, _, rest, err := ssh.ParseAuthorizedKey([]byte(text))
	switch {
	case err != nil && strings.Contains(text, "PRIVATE KEY"):
		return "This is a private key. The public one begins with ssh- or ecdsa-."
	case err != nil:
		return "A public key is one line, such as ssh-ed25519 AAAA… name."
	case len(strings.TrimSpace(string(rest))) > 0:
		return "One key only."
	}
	return ""
}
