package models_test

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"testing"
	"time"

	"gorm.io/gorm"

	"pinfold/internal/testdb"
)

// A transaction holds the one writing connection. Others that wait for the
// connection must not hold anything that the transaction needs: with a shared
// cache of prepared statements they did, and the writer stood still for good.
func TestWriterDoesNotDeadlock(t *testing.T) {
	db := testdb.New(t)
	writer := db.Writer()
	const sameQuery = "UPDATE settings SET value = ''"
	inside, queued := make(chan struct{}), make(chan struct{})
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = writer.Transaction(func(tx *gorm.DB) error {
			close(inside)
			<-queued
			return tx.Exec(sameQuery).Error
		})
	}()
	<-inside
	var outside sync.WaitGroup
	outside.Go(func() { _ = writer.Exec(sameQuery).Error })
	awaitQueue(t, db)
	close(queued)
	select {
	case <-done:
		outside.Wait()
	case <-time.After(5 * time.Second):
		t.Fatal("the writer stands still")
	}
}

// awaitQueue waits until somebody waits for the writing connection.
func awaitQueue(t *testing.T, db *testdb.DB) {
	t.Helper()
	pool, err := db.Writer().DB()
	testdb.Must(t, err)
	for pool.Stats().WaitCount == 0 {
		runtime.Gosched()
	}
}

func TestManyWritersAtOnce(t *testing.T) {
	db := testdb.New(t)
	var all sync.WaitGroup
	for i := range 40 {
		all.Go(func() {
			if err := db.SetSetting(context.Background(), fmt.Sprint(i%4), fmt.Sprint(i)); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}
