package jobs

import "context"

// Sweep looks for what is due now, as the sweeper does once a second. Tests
// that move a clock of their own cannot wait for it.
func (j *Jobs) Sweep() { j.sweepOnce(context.Background(), j.runner.o) }
