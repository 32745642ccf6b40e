package main

/*
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>

// Runs before there are threads: each would get a pool of its own.
__attribute__((constructor)) static void give_back(void) {
	mallopt(M_ARENA_MAX, 1);
	mallopt(M_MMAP_THRESHOLD, 64 * 1024);
	mallopt(M_TRIM_THRESHOLD, 64 * 1024);
}
#endif
*/
import "C"

import (
	"os"
	"runtime/debug"
)

// staySmall keeps the panel small, since it runs beside other programs on
// small machines: its garbage is short-lived. Who sets GOGC chooses otherwise.
// For the same reason SQLite, above, gets one pool of memory and gives back
// what it has freed.
func staySmall() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(30)
	}
}
