package fleet

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"time"

	"pinfold/internal/providers"
)

// limiter counts the calls of one account in sliding windows, so that no
// window of the provider, wherever it begins, sees more than it allows. It
// never blocks: a call without a place gets the time to wait.
type limiter struct {
	mu    sync.Mutex
	now   func() time.Time
	rules []rule
}

type rule struct {
	providers.Limit
	sent []time.Time
}

func newLimiter(limits []providers.Limit, now func() time.Time) *limiter {
	l := &limiter{now: now}
	for _, limit := range limits {
		l.rules = append(l.rules, rule{Limit: limit})
	}
	return l
}

// adopt replaces the rules; what was counted under a rule of the same method
// and path goes on counting.
func (l *limiter) adopt(limits []providers.Limit) {
	l.mu.Lock()
	defer l.mu.Unlock()
	rules := make([]rule, 0, len(limits))
	for _, limit := range limits {
		next := rule{Limit: limit}
		for _, old := range l.rules {
			if old.Method == limit.Method && old.Prefix == limit.Prefix && old.Per == limit.Per {
				next.sent = old.sent
			}
		}
		rules = append(rules, next)
	}
	l.rules = rules
}

// room tells whether a call would find a place, without taking it.
func (l *limiter) room(ctx context.Context, call providers.Call) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.refusal(ctx, call)
}

func (l *limiter) refusal(ctx context.Context, call providers.Call) error {
	var wait time.Duration
	for i := range l.rules {
		if r := &l.rules[i]; r.matches(call) {
			wait = max(wait, r.wait(l.now(), providers.PriorityOf(ctx)))
		}
	}
	if wait == 0 {
		return nil
	}
	return &providers.Error{Kind: providers.ErrLimit, Op: call.Op, NotSent: true, RetryAfter: wait,
		Sentence: "The provider's rate limit is used up for now. Nothing was sent."}
}

// allow takes a place for the call in every rule that matches it.
func (l *limiter) allow(ctx context.Context, call providers.Call) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.refusal(ctx, call); err != nil {
		return err
	}
	now := l.now()
	for i := range l.rules {
		if r := &l.rules[i]; r.matches(call) {
			r.sent = append(r.sent, now)
		}
	}
	return nil
}

func (r *rule) matches(call providers.Call) bool {
	return (r.Method == "" || r.Method == call.Method) && strings.HasPrefix(call.Path, r.Prefix)
}

// drop forgets the calls that left the window.
func (r *rule) drop(now time.Time) {
	first := 0
	for first < len(r.sent) && now.Sub(r.sent[first]) >= r.Per {
		first++
	}
	r.sent = r.sent[first:]
}

// wait returns how long a call of the priority has to wait, 0 if it may go.
func (r *rule) wait(now time.Time, p providers.Priority) time.Duration {
	r.drop(now)
	places := share(r.Count, p)
	if p == providers.Background && r.Method == http.MethodPost {
		places = min(places, r.Count-1) // The last place is kept for a click.
	}
	if places < 1 {
		return r.Per
	}
	if len(r.sent) < places {
		return 0
	}
	return r.sent[len(r.sent)-places].Add(r.Per).Sub(now)
}

// states tells how much of each rule is used now.
func (l *limiter) states() []LimitState {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	states := make([]LimitState, 0, len(l.rules))
	for i := range l.rules {
		r := &l.rules[i]
		r.drop(now)
		s := LimitState{Limit: r.Limit, Used: len(r.sent), Left: max(0, r.Count-len(r.sent))}
		if len(r.sent) > 0 {
			s.ResetsAt = r.sent[0].Add(r.Per)
		}
		states = append(states, s)
	}
	return states
}

// share is how much of a limit a priority may use: a click all of it, bulk
// work leaves a fifth to clicks, background reading uses half at most.
func share(count int, p providers.Priority) int {
	switch p {
	case providers.Bulk:
		return min(count, max(1, count-(count+4)/5))
	case providers.Background:
		return min(count, max(1, count/2))
	}
	return count
}
