package sandbox

import (
	"context"
	"net/http"
	"time"
)

// play is how a kind of fault shows itself on the wire.
type play struct {
	// genuine plays run the call themselves, since they need its answer or
	// have something to do first.
	genuine bool
	act     func(s *Sandbox, w http.ResponseWriter, c *call, f Fault)
}

var plays = map[FaultKind]play{
	FaultDelay:     {genuine: true, act: playDelay},
	FaultLate:      {genuine: true, act: playLate},
	FaultLost:      {genuine: true, act: playLost},
	FaultDrip:      {genuine: true, act: playDrip},
	FaultTruncate:  {genuine: true, act: playTruncate},
	FaultRevoke:    {genuine: true, act: playRevoke},
	FaultStatus:    {act: playStatus},
	FaultHang:      {act: playHang},
	FaultCut:       {act: playCut},
	FaultGarbage:   {act: playGarbage},
	FaultHTML:      {act: playHTML},
	FaultEmpty:     {act: playEmpty},
	FaultOversized: {act: playOversized},
	FaultGzipBomb:  {act: playGzipBomb},
	FaultRedirect:  {act: playRedirect},
}

func (s *Sandbox) misbehave(w http.ResponseWriter, c *call, f Fault) {
	p := plays[f.Kind]
	if f.Execute && !p.genuine {
		s.execute(c)
	}
	p.act(s, w, c, f)
}

func playDelay(s *Sandbox, w http.ResponseWriter, c *call, f Fault) {
	if pause(c.req.Context(), f.Delay) {
		s.execute(c).write(w)
	}
}

func playLate(s *Sandbox, w http.ResponseWriter, c *call, f Fault) {
	a := s.execute(c)
	if pause(c.req.Context(), f.Delay) {
		a.write(w)
	}
}

func playLost(s *Sandbox, _ http.ResponseWriter, c *call, _ Fault) {
	s.execute(c)
	cut()
}

func playCut(*Sandbox, http.ResponseWriter, *call, Fault) { cut() }

func playHang(_ *Sandbox, _ http.ResponseWriter, c *call, _ Fault) {
	<-c.req.Context().Done()
	cut()
}

func playRevoke(s *Sandbox, w http.ResponseWriter, c *call, _ Fault) {
	s.revoke(c)
	s.execute(c).write(w)
}

func (s *Sandbox) revoke(c *call) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if a := c.provider.identify(c); a != nil {
		c.provider.revoke(a)
	}
}

func playStatus(_ *Sandbox, w http.ResponseWriter, c *call, f Fault) {
	a := answer{status: f.Status}
	if !f.Bare {
		a = c.provider.encode(c, c.provider.refuse(refusal{status: f.Status}))
	}
	if f.RetryAfter != "" {
		w.Header().Set("Retry-After", f.RetryAfter)
	}
	a.write(w)
}

func playRedirect(_ *Sandbox, w http.ResponseWriter, _ *call, f Fault) {
	w.Header().Set("Location", f.URL)
	if f.Status == 0 {
		f.Status = http.StatusFound
	}
	w.WriteHeader(f.Status)
}

// cut closes the connection without another byte.
func cut() { panic(http.ErrAbortHandler) }

// pause waits for d and reports false if the client left in the meantime.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
