//go:build e2e

package e2e

import (
	"os"
	"testing"
)

func TestMain(m *testing.M) {
	code := m.Run()
	stopBrowser()
	if built != "" {
		_ = os.RemoveAll(built) // A folder of temporary files.
	}
	os.Exit(code)
}
