package testoidc

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"sync"

	"github.com/go-jose/go-jose/v4"
	"github.com/zitadel/oidc/v3/example/server/storage"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
)

// Person is somebody at the issuer. Their name there is Login.
type Person struct {
	Subject, Login, Name, Email string
	Groups                      []string
}

// store is the example's, with people, groups and keys of the test's own.
type store struct {
	*storage.Storage
	clients map[string]*storage.Client

	mu     sync.Mutex
	people map[string]Person
	key    *key
}

func newStore() *store {
	s := &store{clients: map[string]*storage.Client{}, people: map[string]Person{}, key: newKey()}
	s.Storage = storage.NewStorageWithClients(s, s.clients)
	return s
}

// Add lets a person sign in at the issuer, or changes one.
func (i *Issuer) Add(p Person) {
	i.store.mu.Lock()
	defer i.store.mu.Unlock()
	i.store.people[p.Subject] = p
}

// Rotate replaces the issuer's key.
func (i *Issuer) Rotate() {
	i.store.mu.Lock()
	defer i.store.mu.Unlock()
	i.store.key = newKey()
}

func (s *store) GetUserByID(id string) *storage.User {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, ok := s.people[id]
	if !ok {
		return nil
	}
	return &storage.User{ID: p.Subject, Username: p.Login, Password: Password, FirstName: p.Name, Email: p.Email, EmailVerified: true}
}

func (s *store) GetUserByUsername(name string) *storage.User {
	s.mu.Lock()
	id := ""
	for _, p := range s.people {
		if p.Login == name {
			id = p.Subject
		}
	}
	s.mu.Unlock()
	return s.GetUserByID(id)
}

func (s *store) ExampleClientID() string { return storage.ServiceUserID }

func (s *store) SetUserinfoFromToken(ctx context.Context, info *oidc.UserInfo, token, subject, origin string) error {
	if err := s.Storage.SetUserinfoFromToken(ctx, info, token, subject, origin); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	info.AppendClaims("groups", s.people[subject].Groups)
	return nil
}

func (s *store) SigningKey(context.Context) (op.SigningKey, error) { return s.current(), nil }

func (s *store) SignatureAlgorithms(context.Context) ([]jose.SignatureAlgorithm, error) {
	return []jose.SignatureAlgorithm{jose.RS256}, nil
}

func (s *store) KeySet(context.Context) ([]op.Key, error) { return []op.Key{public{s.current()}}, nil }

func (s *store) current() *key {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.key
}

// key signs tokens.
type key struct {
	id      string
	private *rsa.PrivateKey
}

func newKey() *key {
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return &key{rand.Text(), private}
}

func (k *key) ID() string                                  { return k.id }
func (k *key) SignatureAlgorithm() jose.SignatureAlgorithm { return jose.RS256 }
func (k *key) Key() any                                    { return k.private }

type public struct{ *key }

func (p public) Algorithm() jose.SignatureAlgorithm { return jose.RS256 }
func (p public) Use() string                        { return "sig" }
func (p public) Key() any                           { return &p.private.PublicKey }
