package clodo

import (
	"bytes"
	"cmp"
	"context"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
	"pinfold/internal/providers/wire"
)

var _ providers.StatementReader = (*Client)(nil)

// StatementZone implements providers.StatementReader: Clodo's days are those
// of Moscow.
func (c *Client) StatementZone() *time.Location { return moscow }

// Statement implements providers.StatementReader (CLO-44). The period goes in
// the body of a POST, as the document shows it; today so far is what a GET
// without a period tells, and leaves the ten POSTs a minute to commands.
func (c *Client) Statement(ctx context.Context, server providers.Ref, from, to time.Time) (providers.Statement, error) {
	if to.Before(from) {
		return providers.Statement{}, &providers.Error{Kind: providers.ErrInvalid, Op: "CLO-44", NotSent: true,
			Sentence: "The period ends before it begins. Nothing was sent."}
	}
	a := ask{op: "CLO-44", method: http.MethodPost, path: "/billing", refusal: refusalOfState}
	if server.ID != "" {
		if err := checkID("CLO-44", server.ID); err != nil {
			return providers.Statement{}, err
		}
		at, err := c.hostOf(ctx, "CLO-44", server)
		if err != nil {
			return providers.Statement{}, err
		}
		a.path, a.at = "/billing/"+server.ID, at
	}
	if c.isToday(from, to) {
		a.method = http.MethodGet
	} else {
		a.body = map[string]any{"billing": map[string]string{
			"from": strconv.FormatInt(from.Unix(), 10), "to": strconv.FormatInt(to.Unix(), 10),
		}}
	}
	var told api.Billing
	a.parse = func(answer wire.Answer) error { return readBilling(answer, &told) }
	if err := c.do(ctx, a); err != nil && !noRecords(err) {
		return providers.Statement{}, err
	}
	return statementOf(told), nil
}

// isToday reports whether a period is the one that Clodo tells by itself.
func (c *Client) isToday(from, to time.Time) bool {
	now := c.line.Kit.Now().In(moscow)
	return !to.Before(now) && from.Equal(time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, moscow))
}

func readBilling(a wire.Answer, told *api.Billing) error {
	*told = api.Billing{}
	if a.Status == http.StatusNoContent {
		return nil
	}
	if bytes.HasPrefix(bytes.TrimSpace(a.Body), []byte("[")) {
		return wire.Plain("an account of a period was expected")
	}
	var inner wire.Object[api.Billing]
	if err := wire.Member(a.Body, "billing", &inner); err != nil {
		return err
	}
	*told = inner.Value
	for _, debit := range told.Debits.Value {
		if amount(debit.Value.Amount) == "" {
			return wire.Plain("a charge without a sum")
		}
	}
	return nil
}

func statementOf(told api.Billing) providers.Statement {
	s := providers.Statement{Charged: amount(told.Charged), Paid: amount(told.Paid)}
	for code, debit := range told.Debits.Value {
		known := chargeKinds[code]
		s.Charges = append(s.Charges, providers.Charge{
			Code: code, Label: known.label, Kind: cmp.Or(known.kind, providers.SpendOther), Unit: known.unit,
			Count: amount(debit.Value.Count), Amount: amount(debit.Value.Amount),
		})
	}
	slices.SortFunc(s.Charges, func(a, b providers.Charge) int { return cmp.Compare(a.Code, b.Code) })
	return s
}

// signed is how a sum may be written: a balance may be below zero.
var signed = regexp.MustCompile(`^-?\d{1,12}(\.\d{1,12})?$`)

// amount returns a sum, "" for what is none.
func amount(text wire.String) string {
	if sum := text.Trim(); signed.MatchString(sum) {
		return sum
	}
	return ""
}

type chargeKind struct {
	label, unit string
	kind        providers.SpendKind
}

// chargeKinds are the kinds that the document names. It gives a unit to
// traffic alone; messages and requests count themselves.
var chargeKinds = map[string]chargeKind{
	"mem":                  {"Scale Server, memory", "", providers.SpendMemory},
	"cpu":                  {"Scale Server, CPU", "", providers.SpendCPU},
	"vps":                  {"Virtual Server, fixed resources", "", providers.SpendServer},
	"vbd":                  {"Disk space", "", providers.SpendDisk},
	"vbd_io":               {"Disk reads and writes", "", providers.SpendDisk},
	"traff":                {"Prepaid traffic", "", providers.SpendTraffic},
	"traffin":              {"Incoming traffic", "full GB", providers.SpendTraffic},
	"traffout":             {"Outgoing traffic", "full GB", providers.SpendTraffic},
	"ip":                   {"Additional addresses", "", providers.SpendAddress},
	"admin":                {"Extended administration", "", providers.SpendSupport},
	"ispprorent":           {"ISPmanager PRO license", "", providers.SpendLicense},
	"backup":               {"Disk space of backups", "", providers.SpendBackup},
	"sms":                  {"SMS messages", "messages", providers.SpendOther},
	"cloudstoragesize":     {"Cloud Storage, disk space", "", providers.SpendStorage},
	"cloudstoragetraffout": {"Cloud Storage, outgoing traffic", "full GB", providers.SpendStorage},
	"cloudstoragereqs":     {"Cloud Storage, requests", "requests", providers.SpendStorage},
}
