package fetch

import (
	"context"
	"time"
)

// A Clock tells the time and waits. Pace, back-off and the life of robots.txt use nothing else.
type Clock interface {
	// Now returns the present time.
	Now() time.Time
	// Sleep waits for d, or returns the cause of the context's end as soon as that comes.
	Sleep(ctx context.Context, d time.Duration) error
}

// System is the clock of the computer.
var System Clock = systemClock{}

type systemClock struct{}

func (systemClock) Now() time.Time { return time.Now() }

func (systemClock) Sleep(ctx context.Context, d time.Duration) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if d <= 0 {
		return nil
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
