package jobs

import (
	"database/sql"

	"github.com/riverqueue/river/riverdriver/riversqlite"
)

// localDriver is River's SQLite driver without its listener, which polls a
// table every 50 ms. Without it an insert wakes the workers of this process at
// once, and there is no other process: the queue's file has one executor.
type localDriver struct{ *riversqlite.Driver }

func newLocalDriver(db *sql.DB) localDriver { return localDriver{riversqlite.New(db)} }

// SupportsListener implements riverdriver.Driver.
func (localDriver) SupportsListener() bool { return false }

// SupportsListenNotify implements riverdriver.Driver.
func (localDriver) SupportsListenNotify() bool { return false }
