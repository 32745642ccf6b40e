package access

// Within reports whether the role may do nothing that the other may not.
func (r Role) Within(other Role) bool {
	for _, p := range table[r] {
		if !other.May(p) {
			return false
		}
	}
	return true
}

// Narrower is the widest role that lies within both. Operator and Billing have
// only Viewer in common.
func Narrower(a, b Role) Role {
	for _, r := range Roles() {
		if r.Within(a) && r.Within(b) {
			return r
		}
	}
	return Viewer
}
