package clodo

import (
	"context"
	"net/url"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// tokenAge is how long a token is used. It is good for 20 minutes, so the next
// one is fetched before a call can meet its end.
const tokenAge = 18 * time.Minute

// session is a token and the address that goes with it.
type session struct {
	root   *url.URL
	token  secrets.Text
	issued time.Time
}

// signer keeps the session of an account in memory and renews it. Calls that
// need a new one at the same time share one login.
type signer struct {
	signIn func(context.Context) (*session, error)
	now    func() time.Time
	group  singleflight.Group

	mu      sync.Mutex
	current *session
}

// session returns a session that is good for a call.
func (s *signer) session(ctx context.Context) (*session, error) {
	if live := s.live(); live != nil {
		return live, nil
	}
	// The login goes on if the caller that began it gives up, and is as urgent
	// as the most urgent call can be: others may wait for it too.
	shared := providers.WithPriority(context.WithoutCancel(ctx), providers.Interactive)
	done := s.group.DoChan("", func() (any, error) { return s.renew(shared) })
	select {
	case r := <-done:
		if r.Err != nil {
			return nil, r.Err
		}
		return r.Val.(*session), nil
	case <-ctx.Done():
		return nil, &providers.Error{
			Kind: providers.ErrUnavailable, Op: "CLO-01", NotSent: true,
			Sentence: "The call was given up. Nothing was sent.", Cause: ctx.Err(),
		}
	}
}

func (s *signer) renew(ctx context.Context) (*session, error) {
	// Another login may have ended between the caller's look and its turn.
	if live := s.live(); live != nil {
		return live, nil
	}
	fresh, err := s.signIn(ctx)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.current = fresh
	return fresh, nil
}

// live returns the session unless it is about to end. A clock that was set
// back before its issue makes its age unknown, which ends it too.
func (s *signer) live() *session {
	current := s.held()
	if current == nil {
		return nil
	}
	if age := s.now().Sub(current.issued); age < 0 || age >= tokenAge {
		return nil
	}
	return current
}

func (s *signer) held() *session {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.current
}

// drop forgets a session that Clodo refused, unless a newer one replaced it.
func (s *signer) drop(refused *session) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.current == refused {
		s.current = nil
	}
}
