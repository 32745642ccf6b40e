package handlers

import (
	"context"
	"time"

	"pinfold/internal/models"
)

// Waker brings operations their turns.
type Waker interface {
	Wake(ctx context.Context, id models.ID, at time.Time)
}
