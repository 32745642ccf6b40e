package fleet

import (
	"context"
	"fmt"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"pinfold/internal/models"
)

// lookTimeout bounds one reading for somebody who looks at a server.
const lookTimeout = 15 * time.Second

// looks keep many who look at one server from asking its provider many times.
type looks struct {
	same  *singleflight.Group
	turns *sync.Map
	logs  *logCache
}

func newLooks() looks {
	return looks{same: &singleflight.Group{}, turns: &sync.Map{}, logs: &logCache{held: map[models.ID]heldLog{}}}
}

// once runs read for a server. Whoever asks for the same meanwhile shares the
// outcome, and of one server one thing is read at a time. The reading goes on
// when a browser leaves: others may wait for it.
func (l looks) once(ctx context.Context, server models.ID, what string, read func(ctx context.Context) (any, error)) (any, error) {
	done := l.same.DoChan(fmt.Sprint(server, " ", what), func() (any, error) {
		turn, _ := l.turns.LoadOrStore(server, &sync.Mutex{})
		turn.(*sync.Mutex).Lock()
		defer turn.(*sync.Mutex).Unlock()
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lookTimeout)
		defer cancel()
		return read(ctx)
	})
	select {
	case result := <-done:
		return result.Val, result.Err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
