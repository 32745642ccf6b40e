package actions

import (
	"maps"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// ServerResize changes the size of a server (IDC-11, CLO-07). Where that is
// possible only while it is stopped, one that runs is stopped before and started
// again after it, if the person ticks that.
var ServerResize = Define(Spec[providers.Resizer]{
	Name: "server.resize",
	Words: Words{Label: "Change size", Of: "Change size of", Button: "Change size", Doing: "Changing the size",
		Done: "Size changed", Icon: "scaling", Group: GroupChange},
	On: providers.KindServer, Needs: access.CreateServers, Worst: Disruptive,
	Uses:    []providers.Kind{providers.KindParameter, providers.KindPrice},
	Write:   serverResizes,
	Variant: map[providers.Slug]providers.Variant{providers.Clodo: providers.VariantSettings},
	Blocked: resizeBlocked,
	Form:    resizeForm,
	Plan:    planResize,
	Do:      resizeServer,
})

const onlyStopped = "CPU and memory change only while the server is stopped."

func resizeBlocked(t Target) string {
	reasons := map[providers.State]string{
		providers.Suspended: t.Vendor.Name + " suspended it.",
		providers.Failed:    onlyStopped,
		providers.Unknown:   onlyStopped,
	}
	if !resizeTerms(t).Stopped {
		return blockedBy(t, map[providers.State]string{providers.Suspended: t.Vendor.Name + " suspended it."})
	}
	if _, ok := t.Vendor.Zero.(providers.PowerController); !ok {
		reasons[providers.Running] = onlyStopped + " Stop it first."
	}
	return blockedBy(t, reasons)
}

// stopsFirst reports whether the form asks to stop the server for the change.
func stopsFirst(t Target) bool { return resizeTerms(t).Stopped && t.state() == providers.Running }

func resizeTerms(t Target) providers.ResizeTerms {
	if c, ok := t.Vendor.Zero.(providers.Resizer); ok {
		return c.ResizeTerms()
	}
	return providers.ResizeTerms{}
}

func resizeForm(c providers.Resizer, t Target) form.Form {
	f := c.ResizeForm(t.Known, t.server())
	if stopsFirst(t) {
		f.Fields = append(f.Fields, form.Field{
			Name: "stop", Label: "Stop it first, and start it again afterwards", Kind: form.Checkbox, Help: onlyStopped,
		})
	}
	rest := f.Check
	f.Check = func(in form.Values) form.Errors {
		errs := form.Errors{}
		if rest != nil {
			maps.Copy(errs, rest(in))
		}
		if len(errs) == 0 && sizeIs(t.server(), in) && in["support"] == "" {
			errs[f.Fields[0].Name] = "Nothing would change. It has this size already."
		}
		if stopsFirst(t) && in["stop"] == "" {
			errs["stop"] = onlyStopped + " Tick this to go on."
		}
		return errs
	}
	return f
}

func planResize(t Target, in form.Values) Plan {
	if resizeTerms(t).Later {
		return planResizeLater(t, in)
	}
	facts := t.facts()
	p := Plan{Consequences: []Consequence{{Fine, "Disks and addresses stay."}}}
	before := providers.Amounts{CPU: facts.CPU, MemoryMB: facts.MemoryMB, System: facts.System}
	after := before
	after.CPU, after.MemoryMB = numberIn(in, "cpu"), numberIn(in, "memory_mb")
	p.Cost = costChange(t, before, after)
	old, known := pricePerHour(t, before)
	if price, ok := pricePerHour(t, after); ok && known && price.GreaterThan(old) {
		p.Risk = SpendsMoney
	}
	if !stopsFirst(t) {
		return p
	}
	p.Consequences = append([]Consequence{
		{Disturbing, "Everything on it stops answering until it has started again, often a minute or two."},
		{Fine, "If " + t.Vendor.Name + " refuses the change, it is started again as it was."},
	}, p.Consequences...)
	if stop, ok := ServerStop.Write[t.Vendor.Slug]; ok {
		slug := t.Vendor.Slug
		p.Calls = []PlannedCall{
			t.Call(stop, ServerStop.Variant[slug]),
			t.Call(serverResizes[slug], ""),
			t.Call(ServerStart.Write[slug], ServerStart.Variant[slug]),
		}
	}
	return p
}

// serverResizes is the write of the change, which its entry and its plan name.
var serverResizes = map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-11", providers.Clodo: "CLO-07"}

// sizeIs tells whether a server that was read has the size of the form, as far
// as the form asks for one.
func sizeIs(item providers.Observation, in form.Values) bool {
	facts := factsIn(item)
	for name, now := range map[string]int{
		"cpu": facts.CPU, "memory_mb": facts.MemoryMB, "memory_max_mb": facts.MemoryMaxMB, "disk_gb": facts.DiskGB,
	} {
		if in[name] != "" && numberIn(in, name) != now {
			return false
		}
	}
	return true
}
