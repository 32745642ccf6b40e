package providers

// Variant names one meaning of an operation whose document id covers several,
// such as "start" of CLO-10.
type Variant string

// The variants that differ from their row.
const (
	VariantPowerOn  Variant = "poweron"
	VariantPowerOff Variant = "poweroff"
	VariantCheck    Variant = "check"
	VariantStart    Variant = "start"
	VariantStop     Variant = "stop"
	// VariantSettings is CLO-07 without vps_traff.
	VariantSettings Variant = "settings"
	// VariantChange is CLO-29 without new records.
	VariantChange Variant = "change"
)

type variantKey struct {
	op   OpID
	name Variant
}

// variants holds what a variant is instead of its row. A row that covers both
// repeatable and other calls is not repeatable itself, so that forgetting the
// variant errs on the safe side.
var variants = map[variantKey]struct{ write, repeatable bool }{
	{"CAC-03", VariantPowerOn}:  {true, true},
	{"CAC-03", VariantPowerOff}: {true, true},
	{"INF-06", VariantCheck}:    {false, true},
	{"CLO-07", VariantSettings}: {true, true},
	{"CLO-10", VariantStart}:    {true, true},
	{"CLO-10", VariantStop}:     {true, true},
	{"CLO-29", VariantChange}:   {true, true},
}

// As returns the row narrowed to one of its variants. A variant that is not
// listed leaves the row as it is.
func (o Operation) As(v Variant) Operation {
	if narrowed, ok := variants[variantKey{o.ID, v}]; ok {
		o.Write, o.Repeatable = narrowed.write, narrowed.repeatable
	}
	return o
}
