package idcloudhost

import (
	"cmp"
	"slices"
	"strings"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// defaultNetwork stands for a location's default network where none is known:
// the parameter then is left empty.
const defaultNetwork = "default"

func locationField(known providers.Offerings) form.Field {
	f := form.Field{Name: fieldLocation, Label: "Location", Kind: form.Select}
	for _, o := range placesOf(known) {
		label := o.Name
		if o.Name != o.ID {
			label += " (" + o.ID + ")"
		}
		f.Options = append(f.Options, form.Option{Value: o.ID, Label: label})
	}
	if len(f.Options) == 0 {
		f.Help = "No location is known yet. IDCloudHost's list is read after the account is connected."
	}
	return f
}

// placesOf are the locations, the default one first.
func placesOf(known providers.Offerings) []providers.Observation {
	places := slices.Clone(known.Known(providers.KindLocation))
	slices.SortStableFunc(places, func(a, b providers.Observation) int { return cmp.Compare(rank(a), rank(b)) })
	return places
}

func rank(o providers.Observation) int {
	if detailOf(o, "Default") == "yes" {
		return 0
	}
	return 1
}

// detailOf is a labeled value of a thing, "" if it has none.
func detailOf(o providers.Observation, label string) string {
	facts, _ := o.Facts.(providers.NamedFacts)
	for _, d := range facts.Details {
		if d.Label == label {
			return d.Value
		}
	}
	return ""
}

func networkFields(known providers.Offerings) []form.Field {
	network := form.Field{Name: fieldNetwork, Label: "Network", Kind: form.Select}
	for _, place := range placesOf(known) {
		network.Options = append(network.Options, networksAt(known, place)...)
	}
	return []form.Field{network, {
		Name: fieldPublicIP, Label: "Reserve a public address", Kind: form.Checkbox, Default: "1",
		Help: "It costs extra, and IDCloudHost does not publish the price. Without it the server is reached from its network only.",
	}}
}

// networksAt are the networks of a location, its default one first.
func networksAt(known providers.Offerings, place providers.Observation) []form.Option {
	here := when(fieldLocation, place.ID)
	var first *form.Option
	var others []form.Option
	for _, o := range known.Known(providers.KindNetwork) {
		if o.Location != place.ID {
			continue
		}
		facts, _ := o.Facts.(providers.NetworkFacts)
		option := form.Option{Value: o.ID, Label: networkLabel(o.Name, facts, place.Name), When: here}
		if facts.Default && first == nil {
			first = &option
			continue
		}
		others = append(others, option)
	}
	if first == nil {
		first = &form.Option{Value: defaultNetwork + ":" + place.ID, Label: "Default network, " + place.Name, When: here}
	}
	return append([]form.Option{*first}, others...)
}

// networkLabel names the location too: without script all networks stand in
// one list.
func networkLabel(name string, facts providers.NetworkFacts, place string) string {
	label := name
	if facts.Default && !strings.Contains(strings.ToLower(name), "default") {
		label += ", default"
	}
	label += ", " + place
	if facts.Subnet != "" {
		label += ", " + facts.Subnet
	}
	return label
}

// paymentFields asks for the billing account among those that are known. A
// token that is restricted to one account may know none, and needs to name none.
func paymentFields(known providers.Offerings) []form.Field {
	backup := form.Field{Name: fieldBackup, Label: "Automatic backups", Kind: form.Checkbox,
		Help: "Each copy costs by its size as long as it is kept."}
	accounts := known.Known(providers.KindBilling)
	if len(accounts) == 0 {
		return []form.Field{backup}
	}
	billing := form.Field{Name: fieldBilling, Label: "Billing account", Kind: form.Select, Help: "It pays for the server."}
	for _, o := range accounts {
		billing.Options = append(billing.Options, form.Option{Value: o.ID, Label: billingLabel(o)})
	}
	return []form.Field{billing, backup}
}

func billingLabel(o providers.Observation) string {
	label := "Billing account " + o.ID
	if o.Name != "" {
		label = o.Name + " (" + o.ID + ")"
	}
	facts, ok := o.Facts.(providers.BillingFacts)
	if facts.Card != "" {
		label += ", " + facts.Card
	}
	if ok && !facts.CanPay {
		label += ", cannot pay"
	}
	return label
}
