//go:build e2e

package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
)

// built is the folder of the binary, removed by TestMain.
var built string

// binary builds the panel once per run and returns the path of the program.
var binary = sync.OnceValues(func() (string, error) {
	folder, err := os.MkdirTemp("", "pinfold-e2e-")
	if err != nil {
		return "", err
	}
	built = folder
	program := filepath.Join(folder, "panel")
	out, err := exec.Command("go", append(append([]string{"build", "-buildvcs=false"}, flags...), "-o", program, "pinfold/cmd/panel")...).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build the panel: %w\n%s", err, out)
	}
	return program, nil
})
