package clodo

import (
	"context"
	"net/http"
	"strconv"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

var _ providers.Resizer = (*Client)(nil)

// The fields of the form, which are those of all providers.
const (
	fieldMemoryMB    = "memory_mb"
	fieldMemoryMaxMB = "memory_max_mb"
	fieldDiskGB      = "disk_gb"
	fieldCare        = "support"
)

// ResizeForm implements providers.Resizer. The document names no bounds.
func (c *Client) ResizeForm(_ providers.Offerings, server providers.Observation) form.Form {
	facts, _ := server.Facts.(providers.ServerFacts)
	size := func(name, label, unit string, now int) form.Field {
		f := form.Field{Name: name, Label: label, Unit: unit, Kind: form.Number, Check: positive}
		if now > 0 {
			f.Default, f.Help = strconv.Itoa(now), "Now "+strconv.Itoa(now)+" "+unit+"."
		}
		return f
	}
	fields := []form.Field{size(fieldMemoryMB, "Memory", "MB", facts.MemoryMB)}
	if facts.Type == typeScale {
		fields[0].Label = "Memory, lower bound"
		fields = append(fields, size(fieldMemoryMaxMB, "Memory, upper bound", "MB", facts.MemoryMaxMB))
	}
	fields = append(fields, size(fieldDiskGB, "Disk", "GB", facts.DiskGB), form.Field{
		Name: fieldCare, Label: "Support", Kind: form.Select, Optional: true, Help: "Clodo’s API does not tell which one it is now.",
		Options: []form.Option{{Value: "1", Label: "Standard"}, {Value: "3", Label: "Extended"}},
	})
	return form.Form{Fields: fields, Check: func(in form.Values) form.Errors {
		low, high := number(in[fieldMemoryMB]), number(in[fieldMemoryMaxMB])
		if facts.Type == typeScale && high < low {
			return form.Errors{fieldMemoryMaxMB: "No less than the lower bound, " + strconv.Itoa(low) + " MB."}
		}
		return nil
	}}
}

// ResizeTerms implements providers.Resizer: the document tells how a planned
// change is moved and dropped, but no reading tells that there is one.
func (c *Client) ResizeTerms() providers.ResizeTerms { return providers.ResizeTerms{Later: true} }

// Resize implements providers.Resizer (CLO-07). It sends what differs, and
// nothing if nothing does.
func (c *Client) Resize(ctx context.Context, ref providers.Ref, was providers.ServerFacts, in form.Values) error {
	sizes := map[string]any{}
	add := func(parameter, field string, now int) {
		if n := number(in[field]); n > 0 && n != now {
			sizes[parameter] = n
		}
	}
	add(fieldMemory, fieldMemoryMB, was.MemoryMB)
	add(fieldMemoryMax, fieldMemoryMaxMB, was.MemoryMaxMB)
	add(fieldDisk, fieldDiskGB, was.DiskGB)
	add(fieldSupport, fieldCare, 0)
	if len(sizes) == 0 {
		return nil
	}
	return c.set(ctx, ref, providers.VariantSettings, sizes)
}

// set changes parameters of a server (CLO-07).
func (c *Client) set(ctx context.Context, ref providers.Ref, variant providers.Variant, parameters map[string]any) error {
	return c.put(ctx, ref, ask{op: "CLO-07", variant: variant, method: http.MethodPut, body: map[string]any{"server": parameters}})
}

// put sends a change of a server to the host that has it.
func (c *Client) put(ctx context.Context, ref providers.Ref, a ask) (err error) {
	if err := checkID(a.op, ref.ID); err != nil {
		return err
	}
	if a.at, err = c.hostOf(ctx, a.op, ref); err != nil {
		return err
	}
	a.path, a.parse, a.refusal = "/servers/"+ref.ID+a.path, done, refusalOfChange
	return c.do(ctx, a)
}

// number reads a whole number, 0 for what is none.
func number(text string) int {
	n, _ := strconv.Atoi(text)
	return n
}
