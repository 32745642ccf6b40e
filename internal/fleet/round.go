package fleet

import "pinfold/internal/providers"

// round is how the lists of one refresh went.
type round struct {
	read, refused int
	errs          []error
}

func (r *round) add(err error) {
	if err == nil {
		r.read++
		return
	}
	r.errs = append(r.errs, err)
	if providers.KindOf(err) == providers.ErrAuth {
		r.refused++
	}
}

// hopeless reports whether more lists need not be tried: the credentials were
// refused at two, so it is not the right to one list that lacks.
func (r *round) hopeless() bool { return r.read == 0 && r.refused >= 2 }
