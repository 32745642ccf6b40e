package idcloudhost

import (
	"cmp"
	"context"
	"net/url"
	"strings"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
	"pinfold/internal/providers/wire"
)

var _ providers.CostReader = (*Client)(nil)

// Costs implements providers.CostReader (IDC-79).
func (c *Client) Costs(ctx context.Context, billing providers.Ref) ([]providers.UsageLine, error) {
	if err := checkID("IDC-79", billing.ID); err != nil {
		return nil, err
	}
	told, err := list[api.Cost](ctx, c, ask{op: "IDC-79", path: "/charging/usage", query: url.Values{"billing_account_id": {billing.ID}}})
	if err != nil {
		return nil, err
	}
	lines := make([]providers.UsageLine, 0, len(told))
	for _, one := range told {
		line, err := usageLine(one)
		if err != nil {
			return nil, err
		}
		lines = append(lines, line)
	}
	return lines, nil
}

func usageLine(told api.Cost) (providers.UsageLine, error) {
	line := providers.UsageLine{
		Name: told.Description.Trim(), Hours: amount(told.Hours), Price: amount(told.Price), Unit: told.Unit.Trim(), Cost: amount(told.Cost),
	}
	if line.Cost == "" {
		return line, &providers.Error{Kind: providers.ErrUnexpected, Op: "IDC-79",
			Sentence: "IDCloudHost told of a resource without its cost.", Cause: wire.Plain("a line without a cost")}
	}
	for _, one := range told.Types {
		line.Types = append(line.Types, one.Trim())
	}
	for _, one := range told.Of {
		line.Server = cmp.Or(line.Server, one.VM.Trim())
	}
	line.Kind = spendKind(line.Types)
	line.Name = cmp.Or(line.Name, line.Server)
	return line, nil
}

// spendKind tells what a line is about by the words for what is counted. A
// server comes as one sum with its disks.
func spendKind(types []string) providers.SpendKind {
	all := " " + strings.ToUpper(strings.Join(types, " "))
	for _, one := range []struct {
		has  string
		kind providers.SpendKind
	}{
		{" VM_", providers.SpendServer}, {"OBJECT_STORAGE", providers.SpendStorage}, {"BACKUP", providers.SpendBackup},
		{"SNAPSHOT", providers.SpendBackup}, {"STORAGE", providers.SpendDisk}, {"IP", providers.SpendAddress},
		{"LICENSE", providers.SpendLicense}, {"WINDOWS", providers.SpendLicense},
	} {
		if strings.Contains(all, one.has) {
			return one.kind
		}
	}
	return providers.SpendOther
}
