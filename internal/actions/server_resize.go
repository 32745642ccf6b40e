package actions

import (
	"maps"
	"strconv"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// ServerResize changes processors and memory (IDC-11), which is possible only
// while the server is stopped. One that runs is stopped before and started
// again after it, if the person ticks that.
var ServerResize = Define(Spec[providers.Resizer]{
	Name:  "server.resize",
	Words: Words{Label: "Resize", Button: "Resize server", Doing: "Resizing", Done: "Resized", Icon: "scaling", Group: GroupChange},
	On:    providers.KindServer, Needs: access.CreateServers, Worst: Disruptive,
	Uses:    []providers.Kind{providers.KindParameter, providers.KindPrice},
	Write:   serverResizes,
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
	if _, ok := t.Vendor.Zero.(providers.PowerController); !ok {
		reasons[providers.Running] = onlyStopped + " Stop it first."
	}
	return blockedBy(t, reasons)
}

// stopsFirst reports whether the form asks to stop the server for the change.
func stopsFirst(t Target) bool { return t.state() == providers.Running }

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
		if facts := t.facts(); facts.CPU == numberIn(in, "cpu") && facts.MemoryMB == numberIn(in, "memory_mb") {
			errs["cpu"] = "It has this size already."
		}
		if stopsFirst(t) && in["stop"] == "" {
			errs["stop"] = onlyStopped + " Tick this to go on."
		}
		return errs
	}
	return f
}

func planResize(t Target, in form.Values) Plan {
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
var serverResizes = map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-11"}

// sizeIs tells whether a server that was read has the size.
func sizeIs(item providers.Observation, cpu, memory string) bool {
	facts := factsIn(item)
	return strconv.Itoa(facts.CPU) == cpu && strconv.Itoa(facts.MemoryMB) == memory
}
