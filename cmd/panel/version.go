package main

import (
	"fmt"
	"runtime/debug"
)

// version is set by the linker; see the Makefile.
var version string

type versionCommand struct{}

// Run prints the version.
func (versionCommand) Run(c console) error {
	fmt.Fprintln(c.out, "panel", versionText())
	return nil
}

// versionText falls back to what Go knows of a build without the Makefile.
func versionText() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "unknown"
}
