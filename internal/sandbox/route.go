package sandbox

import "strings"

// route ties one documented operation to the code that simulates it.
type route struct {
	op     string // the operation's number, such as "CLO-10"
	method string
	path   string // segments in braces match anything but nothing
	// when tells apart operations that share a method and a path; nil
	// means always.
	when func(c *call) bool
	// unmetered calls do not count towards the account's limits.
	unmetered bool
	run       func(c *call) reply
}

// pick returns the first route that matches the call and fills in the call's
// arguments. Without one it reports whether the path exists at all.
func pick(routes []route, c *call) (found *route, known bool) {
	for i := range routes {
		r := &routes[i]
		args, ok := matchPath(r.path, c.path)
		if !ok {
			continue
		}
		known = true
		if r.method == c.req.Method && (r.when == nil || r.when(c)) {
			c.args = args
			return r, true
		}
	}
	return nil, known
}

func matchPath(pattern, path string) (args []string, ok bool) {
	want, got := strings.Split(pattern, "/"), strings.Split(path, "/")
	if len(want) != len(got) {
		return nil, false
	}
	for i, w := range want {
		switch {
		case strings.HasPrefix(w, "{") && got[i] != "":
			args = append(args, got[i])
		case w != got[i]:
			return nil, false
		}
	}
	return args, true
}
