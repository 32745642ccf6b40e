package main

/*
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

static void few_arenas(void) {
#ifdef __GLIBC__
	mallopt(M_ARENA_MAX, 1);
#endif
}
*/
import "C"

import (
	"os"
	"runtime/debug"
)

// staySmall keeps the panel small, since it runs beside other programs on
// small machines: its garbage is short-lived, and SQLite needs no memory pool
// for each thread. Who sets GOGC chooses otherwise.
func staySmall() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(40)
	}
	C.few_arenas()
}
