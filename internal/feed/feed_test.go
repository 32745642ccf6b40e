package feed_test

import (
	"sync"
	"testing"

	"pinfold/internal/feed"
)

func server(id int64) feed.Event { return feed.Event{Team: 1, Account: 2, Kind: "server", ID: id} }

func TestSlowSubscriberGetsEachNameOnce(t *testing.T) {
	bus := feed.New()
	slow, quick := bus.Subscribe(), bus.Subscribe()
	for range 10_000 {
		bus.Publish(server(1), server(2)) // would block here if it waited for slow
	}
	<-slow.Wake()
	if events := slow.Take(); len(events) != 2 {
		t.Errorf("got %v", events)
	}
	if events := slow.Take(); len(events) != 0 {
		t.Errorf("got %v again", events)
	}
	bus.Publish(server(3))
	<-slow.Wake()
	if events := slow.Take(); len(events) != 1 || events[0] != server(3) {
		t.Errorf("got %v", events)
	}
	if events := quick.Take(); len(events) != 3 {
		t.Errorf("the other got %v", events)
	}
}

func TestWakeIsNeverLost(t *testing.T) {
	bus := feed.New()
	sub := bus.Subscribe()
	defer sub.Close()
	const last = 5000
	go func() {
		for id := range int64(last + 1) {
			bus.Publish(server(id))
		}
	}()
	seen := map[int64]bool{}
	for len(seen) <= last { // hangs if an event comes without a wake
		<-sub.Wake()
		for _, e := range sub.Take() {
			seen[e.ID] = true
		}
	}
}

func TestClosedSubscriptionGetsNothing(t *testing.T) {
	bus := feed.New()
	sub := bus.Subscribe()
	sub.Close()
	sub.Close()
	bus.Publish(server(1))
	if events := sub.Take(); len(events) != 0 {
		t.Errorf("got %v", events)
	}
	select {
	case <-sub.Wake():
		t.Error("was woken")
	default:
	}
}

func TestComingAndGoing(t *testing.T) {
	bus := feed.New()
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for range 200 {
				sub := bus.Subscribe()
				bus.Publish(server(int64(i)))
				<-sub.Wake()
				sub.Take()
				sub.Close()
			}
		})
	}
	all.Wait()
}
