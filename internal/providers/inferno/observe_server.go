package inferno

import (
	"strings"

	"pinfold/internal/providers"
	"pinfold/internal/providers/inferno/internal/api"
	"pinfold/internal/secrets"
)

// SecretRoot is the name under which the password of a server is sealed.
const SecretRoot = "root_password"

// observeServer describes the server of an active order. One that is being
// installed may have no name and no address yet.
func observeServer(order string, i api.Info) providers.Observation {
	vps := i.VPS.Value
	o := providers.Observation{
		Kind: providers.KindServer, ID: order, Name: vps.Name.Trim(),
		State: stateOf(i), StateWord: wordOf(i),
		Facts: providers.ServerFacts{Addresses: addressesOf(vps.IP.Trim(), i.DedicatedIP.Trim())},
	}
	if o.Name == "" {
		o.Name = nameOf(order)
	}
	if password := vps.Password.Trim(); password != "" {
		o.Secrets = map[string]secrets.Text{SecretRoot: secrets.NewText(string(vps.Password))}
	}
	return o
}

// wordOf returns Inferno's own word: that of the server, else of the product.
func wordOf(i api.Info) string {
	if word := i.VPS.Value.RealState.Trim(); word != "" {
		return word
	}
	return i.ProductStatus.Trim()
}

// addressesOf joins the address of the server with that of the product. Either
// field may hold several.
func addressesOf(fields ...string) []providers.Address {
	var all []providers.Address
	seen := map[string]bool{}
	for _, field := range fields {
		for _, ip := range strings.FieldsFunc(field, func(r rune) bool { return strings.ContainsRune(" ,;\t\r\n", r) }) {
			if !seen[ip] {
				seen[ip] = true
				all = append(all, providers.Address{IP: ip, Primary: len(all) == 0})
			}
		}
	}
	return all
}
