package cloudatcost

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"pinfold/internal/providers"
	"pinfold/internal/providers/cloudatcost/internal/api"
)

// Tasks implements providers.TaskReader (CAC-05). Numbers of tasks grow, so the
// highest is the newest, whatever the order of the list.
func (c *Client) Tasks(ctx context.Context, server providers.Ref) ([]providers.Task, error) {
	all, err := list[api.Task](ctx, c, "CAC-05", callTasks)
	if err != nil {
		return nil, err
	}
	var tasks []providers.Task
	for _, t := range all {
		if t.Server.Trim() == server.ID && t.ID.Trim() != "" {
			tasks = append(tasks, taskOf(t))
		}
	}
	slices.SortStableFunc(tasks, func(a, b providers.Task) int { return compareNumbers(b.ID, a.ID) })
	return tasks, nil
}

// taskOf takes any status but the one that says "completed" for not ended.
func taskOf(t api.Task) providers.Task {
	return providers.Task{
		ID: t.ID.Trim(), Action: strings.ToLower(t.Action.Trim()), Word: t.Status.Trim(),
		Pending: taskStateOf(t.Status.Trim()) != providers.Available, Since: timeOf(t.Begun),
	}
}

// compareNumbers compares numbers as texts of digits, however long they are.
func compareNumbers(a, b string) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
}
