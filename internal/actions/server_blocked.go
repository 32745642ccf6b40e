package actions

import "pinfold/internal/providers"

// blockedBy looks the target's state up among those that block an action.
func blockedBy(t Target, reasons map[providers.State]string) string {
	if t.Resource == nil {
		return ""
	}
	if t.Resource.State == providers.Working && !mayHang(t) {
		return t.Vendor.Name + " works on it: " + t.Resource.StateWord + "."
	}
	return reasons[t.Resource.State]
}

// mayHang reports whether the provider is known to show work that never ends.
// Waiting for it would keep a person from their server for good, and the
// provider itself refuses while it is really at work.
func mayHang(t Target) bool { return t.Vendor.Slug == providers.CloudAtCost }

// withDoubt adds what to expect of a provider that shows the target at work.
func withDoubt(t Target, rest ...Consequence) []Consequence {
	if t.Resource == nil || t.Resource.State != providers.Working || !mayHang(t) {
		return rest
	}
	return append([]Consequence{{Doubtful, t.Vendor.Name + " shows it as " + t.Resource.StateWord +
		", which may hang. If it is at work, it refuses."}}, rest...)
}
