//go:build e2e

package e2e

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"sync"

	"github.com/playwright-community/playwright-go"
)

// running is the browser of the run, started by the first test that needs it
// and stopped by TestMain.
var running struct {
	driver  *playwright.Playwright
	browser playwright.Browser
}

// browser starts Chromium once per run.
var browser = sync.OnceValues(func() (playwright.Browser, error) {
	program, err := chromium()
	if err != nil {
		return nil, err
	}
	folder, err := driverFolder()
	if err != nil {
		return nil, err
	}
	running.driver, err = playwright.Run(&playwright.RunOptions{DriverDirectory: folder, SkipInstallBrowsers: true})
	if err != nil {
		return nil, err
	}
	args := []string{"--disable-background-networking", "--disable-gpu"}
	if os.Geteuid() == 0 {
		args = append(args, "--no-sandbox")
	}
	running.browser, err = running.driver.Chromium.Launch(playwright.BrowserTypeLaunchOptions{
		ExecutablePath: playwright.String(program), Args: args,
	})
	return running.browser, err
})

func stopBrowser() {
	if running.browser != nil {
		_ = running.browser.Close() // The run is over.
	}
	if running.driver != nil {
		_ = running.driver.Stop() // The run is over.
	}
}

func chromium() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if program, err := exec.LookPath(name); err == nil {
			return program, nil
		}
	}
	return "", errors.New("there is no Chromium; run make tools")
}

// driverFolder is where make tools unpacks the driver. Its own program for
// node is not in it, so the system's is named.
func driverFolder() (string, error) {
	if os.Getenv("PLAYWRIGHT_NODEJS_PATH") == "" {
		node, err := exec.LookPath("node")
		if err != nil {
			return "", errors.New("there is no node; install it")
		}
		if err := os.Setenv("PLAYWRIGHT_NODEJS_PATH", node); err != nil {
			return "", err
		}
	}
	if folder := os.Getenv("PLAYWRIGHT_DRIVER_PATH"); folder != "" {
		return folder, nil
	}
	folder, err := filepath.Abs("../.tools/playwright")
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(filepath.Join(folder, "package", "cli.js")); err != nil {
		return "", errors.New("there is no browser driver; run make tools")
	}
	return folder, nil
}
