package idcloudhost

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
	"pinfold/internal/providers/wire"
	"pinfold/internal/secrets"
)

var (
	_ providers.ServerCreator = (*Client)(nil)
	_ providers.OrderPricer   = (*Client)(nil)
)

// CreateServer implements providers.ServerCreator (IDC-12). The call is held
// open until the server runs.
func (c *Client) CreateServer(ctx context.Context, in form.Values) (providers.Created, error) {
	location := in[fieldLocation]
	if location == "" {
		return providers.Created{}, invalid("IDC-12", "The order names no location. Nothing was sent.")
	}
	var vm api.VM
	err := c.do(ctx, ask{
		op: "IDC-12", method: http.MethodPost, path: pathVM, location: location,
		form: parametersOf(in), hide: secrets.NewText(in[fieldPassword]),
		parse: func(a wire.Answer) error { return made(a, &vm, func() string { return vm.UUID.Trim() }, "") },
	})
	if err != nil {
		return providers.Created{}, err
	}
	return providers.Created{Ref: providers.Ref{ID: vm.UUID.Trim(), Location: location}}, nil
}

// parametersOf translates the form's values. What is empty is left out, but
// for the two switches: a public address is reserved unless it is declined.
func parametersOf(in form.Values) url.Values {
	os, version := systemIn(in)
	parameters := url.Values{
		"os_name": {os}, "os_version": {version},
		fieldPublicIP: {truth(in[fieldPublicIP])}, fieldBackup: {truth(in[fieldBackup])},
	}
	for _, name := range []string{fieldName, fieldDescription, fieldCPU, fieldMemory, fieldDisk, fieldUser, fieldPassword, fieldBilling} {
		if in[name] != "" {
			parameters.Set(name, in[name])
		}
	}
	if key := strings.TrimSpace(in[fieldPublicKey]); key != "" {
		parameters.Set(fieldPublicKey, key)
	}
	if network := in[fieldNetwork]; network != "" && !strings.HasPrefix(network, defaultNetwork+":") {
		parameters.Set(fieldNetwork, network)
	}
	return parameters
}

func truth(ticked string) string {
	if ticked == "" {
		return "False"
	}
	return "True"
}

// ServerIDs implements providers.ServerCreator (IDC-17): the servers of the
// location.
func (c *Client) ServerIDs(ctx context.Context, in form.Values) ([]string, error) {
	return c.CloneMark(ctx, providers.Ref{Location: in[fieldLocation]})
}

// CreatedSince implements providers.ServerCreator (IDC-17). A server matches by
// name, system and size.
func (c *Client) CreatedSince(ctx context.Context, before []string, in form.Values) ([]providers.Ref, error) {
	location := in[fieldLocation]
	vms, err := c.vms(ctx, location)
	if err != nil {
		return nil, err
	}
	var created []providers.Ref
	for _, vm := range vms {
		if id := vm.UUID.Trim(); id != "" && !slices.Contains(before, id) && matches(vm, in) {
			created = append(created, providers.Ref{ID: id, Location: location})
		}
	}
	return created, nil
}

func matches(vm api.VM, in form.Values) bool {
	os, version := systemIn(in)
	return vm.Name.Trim() == in[fieldName] && vm.OSName.Trim() == os && vm.OSVersion.Trim() == version &&
		strconv.FormatInt(vm.VCPU.Value, 10) == in[fieldCPU] && strconv.FormatInt(vm.Memory.Value, 10) == in[fieldMemory]
}

// AmountsOf implements providers.OrderPricer.
func (c *Client) AmountsOf(in form.Values) providers.Amounts {
	number := func(name string) int { n, _ := strconv.Atoi(in[name]); return max(0, n) }
	os, version := systemIn(in)
	of := providers.Amounts{CPU: number(fieldCPU), MemoryMB: number(fieldMemory), DiskGB: number(fieldDisk),
		System: strings.TrimSpace(os + " " + version)}
	if in[fieldPublicIP] != "" {
		of.Addresses = 1
	}
	return of
}
