package jobs_test

import (
	"context"
	"strings"
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo"
)

// brittle is Clodo's client with methods that panic.
type brittle struct {
	*clodo.Client
	mark, send, done bool
}

func (b brittle) RebootMark(ctx context.Context, ref providers.Ref) (string, error) {
	if b.mark {
		panic("canary: no mark")
	}
	return b.Client.RebootMark(ctx, ref)
}

func (b brittle) Reboot(ctx context.Context, ref providers.Ref) error {
	if b.send {
		panic("canary: not sent")
	}
	err := b.Client.Reboot(ctx, ref)
	if b.done {
		panic("canary: sent")
	}
	return err
}

func brittleVendor(b brittle) func(*setup) {
	return func(s *setup) {
		open := s.vendor.Open
		s.vendor.Open = func(settings, credentials form.Values, kit providers.Kit) (providers.Client, error) {
			client, err := open(settings, credentials, kit)
			b.Client, _ = client.(*clodo.Client)
			return b, err
		}
	}
}

// TestPanic ends one operation, not the process: before a write it failed,
// afterwards reading decides. The inside stays in the log.
func TestPanic(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name     string
		client   brittle
		status   models.Status
		calls    int
		executed int
	}{
		{"before the write", brittle{mark: true}, models.StatusFailed, 0, 0},
		{"at the write", brittle{send: true}, models.StatusUnknown, 0, 0},
		{"after the write", brittle{done: true}, models.StatusSucceeded, 1, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, brittleVendor(tt.client))
			op := r.do("server.reboot", r.server("60"))
			if op.Status != tt.status || r.box.Calls()["CLO-10"] != tt.calls || r.executed("60") != tt.executed {
				t.Errorf("ended as %s %q after %d calls, executed %d times", op.Status, op.Error, r.box.Calls()["CLO-10"], r.executed("60"))
			}
			if strings.Contains(op.Error+op.Said+op.Step, "canary") || !strings.Contains(r.log.String(), "canary") {
				t.Errorf("the page says %q; the log has it: %v", op.Error, strings.Contains(r.log.String(), "canary"))
			}
			if other := r.do("server.stop", r.server("186")); other.Status != models.StatusSucceeded {
				t.Errorf("another operation ended as %s", other.Status)
			}
		})
	}
}
