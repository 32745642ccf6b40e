package fleet

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

var (
	get  = providers.Call{Op: "CLO-03", Method: "GET", Path: "/servers"}
	post = providers.Call{Op: "CLO-10", Method: "POST", Path: "/servers/1/action"}
)

func as(p providers.Priority) context.Context {
	return providers.WithPriority(context.Background(), p)
}

// Whatever comes when, no window sees more calls than it allows, and who waits
// as long as told may go, unless another came first.
func TestNoWindowSeesTooMany(t *testing.T) {
	for seed := range uint64(200) {
		random := rand.New(rand.NewPCG(seed, 1))
		limit := providers.Limit{Count: 1 + random.IntN(8), Per: time.Duration(1+random.IntN(60)) * time.Second}
		clock := testdb.NewClock()
		l := newLimiter([]providers.Limit{limit}, clock.Now)
		var sent []time.Time
		for range 150 {
			clock.Add(time.Duration(random.Int64N(int64(limit.Per) / 3)))
			priority := providers.Priority(random.IntN(3))
			wait := waitOf(t, l.allow(as(priority), get))
			if wait == 0 {
				sent = append(sent, clock.Now())
			} else if random.IntN(2) == 0 {
				clock.Add(wait - time.Nanosecond)
				if left := waitOf(t, l.allow(as(priority), get)); left != time.Nanosecond {
					t.Fatalf("seed %d: %v left of a wait of %v", seed, left, wait)
				}
				clock.Add(time.Nanosecond)
				if again := waitOf(t, l.allow(as(priority), get)); again != 0 {
					t.Fatalf("seed %d: waited %v, then told to wait %v", seed, wait, again)
				}
				sent = append(sent, clock.Now())
			}
		}
		for i := limit.Count; i < len(sent); i++ {
			if window := sent[i].Sub(sent[i-limit.Count]); window < limit.Per {
				t.Fatalf("seed %d: %d calls in %v, allowed are %d in %v", seed, limit.Count+1, window, limit.Count, limit.Per)
			}
		}
		if len(sent) < 20 {
			t.Errorf("seed %d: only %d calls went", seed, len(sent))
		}
	}
}

// waitOf returns how long a refusal says to wait, 0 if the call may go.
func waitOf(t *testing.T, err error) time.Duration {
	t.Helper()
	if err == nil {
		return 0
	}
	var e *providers.Error
	if !errors.As(err, &e) || e.Kind != providers.ErrLimit || !e.NotSent || e.RetryAfter <= 0 || e.Sentence == "" {
		t.Fatalf("refused with %v", err)
	}
	return e.RetryAfter
}

func TestShares(t *testing.T) {
	for _, test := range []struct {
		count int
		want  string
	}{
		{1, "1 1 1"}, {2, "2 1 1"}, {3, "3 2 1"}, {5, "5 4 2"}, {10, "10 8 5"}, {60, "60 48 30"},
	} {
		var got []int
		for _, p := range []providers.Priority{providers.Interactive, providers.Bulk, providers.Background} {
			l := newLimiter([]providers.Limit{{Count: test.count, Per: time.Minute}}, testdb.NewClock().Now)
			n := 0
			for l.allow(as(p), get) == nil {
				n++
			}
			got = append(got, n)
		}
		if fmt.Sprintf("%d %d %d", got[0], got[1], got[2]) != test.want {
			t.Errorf("of %d: %v, want %s", test.count, got, test.want)
		}
	}
}

func TestClickGoesWhenOthersMayNot(t *testing.T) {
	l := newLimiter([]providers.Limit{{Count: 10, Per: time.Minute}}, testdb.NewClock().Now)
	for l.allow(as(providers.Background), get) == nil {
	}
	if l.allow(as(providers.Bulk), get) != nil {
		t.Error("bulk waits for background")
	}
	for l.allow(as(providers.Bulk), get) == nil {
	}
	for range 2 {
		if err := l.allow(as(providers.Interactive), get); err != nil {
			t.Error(err)
		}
	}
	if l.allow(as(providers.Interactive), get) == nil {
		t.Error("eleven of ten")
	}
}

// A call that one of its rules refuses takes no place in the others.
func TestRulesTogether(t *testing.T) {
	clock := testdb.NewClock()
	l := newLimiter([]providers.Limit{
		{Method: "GET", Count: 3, Per: time.Second}, {Method: "POST", Prefix: "/servers/", Count: 1, Per: time.Minute}, {Count: 5, Per: time.Hour},
	}, clock.Now)
	ask := func(c providers.Call) time.Duration { return waitOf(t, l.allow(as(providers.Interactive), c)) }
	if ask(post) != 0 || ask(post) != time.Minute {
		t.Error("the second write does not wait a minute")
	}
	for range 3 {
		if ask(get) != 0 {
			t.Error("a read waits for writes")
		}
	}
	for range 2 {
		if ask(get) != time.Second {
			t.Error("refused reads take places")
		}
	}
	if ask(providers.Call{Method: "POST", Path: "/dns/"}) != 0 {
		t.Error("another path waits")
	}
	clock.Add(time.Minute)
	if ask(post) != 59*time.Minute {
		t.Error("the widest rule does not hold")
	}
}

func TestAdoptedRulesGoOnCounting(t *testing.T) {
	l := newLimiter([]providers.Limit{{Count: 4, Per: time.Minute}}, testdb.NewClock().Now)
	for range 3 {
		testdb.Must(t, l.allow(as(providers.Interactive), get))
	}
	l.adopt([]providers.Limit{{Count: 3, Per: time.Minute}, {Method: "POST", Count: 1, Per: time.Minute}})
	if l.allow(as(providers.Interactive), get) == nil {
		t.Error("four of three")
	}
}

func TestStatesTellWhatIsLeft(t *testing.T) {
	clock := testdb.NewClock()
	l := newLimiter([]providers.Limit{{Method: "POST", Count: 10, Per: time.Minute}, {Method: "GET", Count: 2, Per: time.Minute}}, clock.Now)
	began := clock.Now()
	for range 3 {
		testdb.Must(t, l.allow(as(providers.Interactive), post))
		clock.Add(10 * time.Second)
	}
	states := l.states()
	if s := states[0]; s.Used != 3 || s.Left != 7 || !s.ResetsAt.Equal(began.Add(time.Minute)) {
		t.Errorf("after three calls: %+v", s)
	}
	if s := states[1]; s.Used != 0 || s.Left != 2 || !s.ResetsAt.IsZero() {
		t.Errorf("untouched: %+v", s)
	}
	clock.Add(time.Minute)
	if s := l.states()[0]; s.Left != 10 || !s.ResetsAt.IsZero() {
		t.Errorf("a minute later: %+v", s)
	}
}
