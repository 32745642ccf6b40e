//go:build e2e

package e2e

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestMain(m *testing.M) {
	code := m.Run()
	if missing, reads := called.missing(); whole() && len(missing)+len(reads) > 0 {
		fmt.Fprintf(os.Stderr, "No call of these reads failed in this run: %s\n", strings.Join(reads, "; "))
		if len(missing) > 0 {
			fmt.Fprintf(os.Stderr, "The panel never had these calls in the whole run:\n%s\n", strings.Join(missing, "\n"))
			code = max(code, 1)
		}
	}
	if lacks := canaries.wrong(); whole() && lacks != "" {
		fmt.Fprintln(os.Stderr, lacks)
		code = max(code, 1)
	}
	stopBrowser()
	if built != "" {
		_ = os.RemoveAll(built) // A folder of temporary files.
	}
	os.Exit(code)
}

// whole reports whether all tests were asked for.
func whole() bool {
	for _, name := range []string{"test.run", "test.skip"} {
		if f := flag.Lookup(name); f != nil && f.Value.String() != "" {
			return false
		}
	}
	return true
}
