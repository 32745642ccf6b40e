package handlers

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"

	"github.com/gorilla/sessions"
	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
)

// sessionStore keeps sessions in the database. The cookie holds a random
// token; the row is found by its digest, so that a stolen database opens no
// session.
type sessionStore struct {
	store  *models.Store
	secure bool
	lasts  lifetime
	// address tells where a request comes from.
	address echo.IPExtractor
}

var _ sessions.Store = (*sessionStore)(nil)

func newSessionStore(store *models.Store, secure bool) *sessionStore {
	return &sessionStore{store: store, secure: secure, lasts: lifetimeOf(Options{}), address: addressOf(nil)}
}

// Get implements sessions.Store.
func (s *sessionStore) Get(r *http.Request, name string) (*sessions.Session, error) {
	return sessions.GetRegistry(r).Get(s, name)
}

// New implements sessions.Store: the session of the cookie, or an empty one.
func (s *sessionStore) New(r *http.Request, name string) (*sessions.Session, error) {
	session := sessions.NewSession(s, name)
	session.IsNew = true
	session.Options = &sessions.Options{Path: "/", HttpOnly: true, Secure: s.secure,
		SameSite: http.SameSiteLaxMode, MaxAge: int(s.lasts.most.Seconds())}
	cookie, err := r.Cookie(name)
	if err != nil {
		return session, nil
	}
	row, err := s.store.Session(r.Context(), digestOf(cookie.Value))
	if errors.Is(err, models.ErrNotFound) || err == nil && s.lasts.over(row, s.store.Now()) {
		return session, nil
	}
	if err != nil {
		return session, err
	}
	values := map[string]string{}
	if err := json.Unmarshal(row.Data, &values); err != nil {
		return session, nil
	}
	for key, value := range values {
		session.Values[key] = value
	}
	session.ID, session.IsNew = cookie.Value, false
	s.seen(r, row)
	return session, nil
}

// seen prolongs a session that is in use, up to its absolute end.
func (s *sessionStore) seen(r *http.Request, row models.WebSession) {
	now := s.store.Now()
	if now.Sub(row.SeenAt) < s.lasts.seenEvery() {
		return
	}
	_ = s.store.ProlongSession(r.Context(), row.Digest, s.address(r), now, s.lasts.end(row.CreatedAt, now))
}

// Save implements sessions.Store: it stores a new session, or ends one whose
// MaxAge is negative. Values of a session that exists are stored by Keep.
func (s *sessionStore) Save(r *http.Request, w http.ResponseWriter, session *sessions.Session) error {
	if session.Options.MaxAge < 0 {
		if session.ID != "" {
			if err := s.store.DropSession(r.Context(), digestOf(session.ID)); err != nil {
				return err
			}
		}
		http.SetCookie(w, sessions.NewCookie(session.Name(), "", session.Options))
		return nil
	}
	if err := s.begin(r, session); err != nil {
		return err
	}
	http.SetCookie(w, sessions.NewCookie(session.Name(), session.ID, session.Options))
	return nil
}

// begin stores a new session; that of somebody who signs in only if nothing
// ended the sign-in meanwhile.
func (s *sessionStore) begin(r *http.Request, session *sessions.Session) error {
	text, signsIn := session.Values[sessionRound].(string)
	delete(session.Values, sessionRound)
	row, err := s.row(r, session)
	if err != nil {
		return err
	}
	if !signsIn {
		return s.store.AddSession(r.Context(), row)
	}
	round, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return err
	}
	return s.store.BeginSession(r.Context(), row, round)
}

func (s *sessionStore) row(r *http.Request, session *sessions.Session) (*models.WebSession, error) {
	if session.ID == "" {
		session.ID = rand.Text()
	}
	values := map[string]string{}
	for key, value := range session.Values {
		values[key.(string)] = value.(string)
	}
	data, err := json.Marshal(values)
	if err != nil {
		return nil, err
	}
	now := s.store.Now()
	row := &models.WebSession{Digest: digestOf(session.ID), Data: data, Device: cut(r.UserAgent(), 200),
		Address: s.address(r), SeenAddress: s.address(r), CreatedAt: now, SeenAt: now, ExpiresAt: s.lasts.end(now, now)}
	if user := idOf(values[sessionUser]); user != 0 {
		row.UserID = &user
	}
	return row, nil
}

// Keep stores the values of a session that exists, without prolonging it.
func (s *sessionStore) Keep(r *http.Request, session *sessions.Session) error {
	row, err := s.row(r, session)
	if err != nil {
		return err
	}
	return s.store.KeepSession(r.Context(), row.Digest, row.Data)
}

// teamOf is the team that a session is in, 0 for none.
func teamOf(row models.WebSession) models.ID {
	values := map[string]string{}
	if json.Unmarshal(row.Data, &values) != nil {
		return 0
	}
	return idOf(values[sessionTeam])
}

func digestOf(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

func cut(s string, n int) string {
	if len(s) > n {
		return s[:n]
	}
	return s
}
