package models

import (
	"encoding/hex"
	"net/netip"

	"pinfold/internal/providers"
)

// fillSorted copies the facts that lists are sorted and picked by into their
// columns.
func fillSorted(r *Resource) {
	if r.Kind == providers.KindAddress {
		r.AddressKey = addressKey(r.Name)
	}
	if r.Kind != providers.KindServer {
		return
	}
	facts := r.Server()
	r.System, r.CPU, r.MemoryMB, r.DiskGB = facts.System, facts.CPU, facts.MemoryMB, facts.DiskGB
	r.AddressKey = addressKey(facts.MainAddress())
	if !facts.PaidUntil.IsZero() {
		expires := facts.PaidUntil.UTC()
		r.ExpiresAt = &expires
	}
}

// addressKey is an address as text whose order is that of numbers: IPv4 first,
// then IPv6, then what is neither.
func addressKey(address string) string {
	ip, err := netip.ParseAddr(address)
	switch {
	case address == "":
		return ""
	case err != nil:
		return "9" + address
	case ip.Unmap().Is4():
		return "4" + hex.EncodeToString(ip.Unmap().AsSlice())
	}
	return "6" + hex.EncodeToString(ip.AsSlice())
}
