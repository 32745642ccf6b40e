package handlers

import (
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/servers"
)

// fieldWords are the names of facts in words.
var fieldWords = map[string]string{
	"name": "Name", "state": "State", "state word": "State at the provider", "memory_mb": "Memory (MB)",
	"memory_max_mb": "Largest memory (MB)", "disk_gb": "Disk (GB)", "cpu": "CPU", "cpu_mhz": "CPU (MHz)",
	"system": "System", "image_id": "Image", "addresses": "Addresses", "console": "Console", "type": "Type",
	"created_at": "Created", "started_at": "Started", "paid_until": "Paid until",
	"stage": "Order", "invoice_id": "Invoice",
}

// changeLines are what changed and whether an operation of the panel did it.
func changeLines(changes []models.Change) []servers.Change {
	lines := make([]servers.Change, 0, len(changes))
	for _, change := range changes {
		line := servers.Change{At: change.At, Before: stateText(change.Before), After: stateText(change.After), Text: fieldWords[change.Field]}
		switch {
		case change.Field == "found":
			line.Text, line.Before, line.After = "Seen for the first time", "", ""
		case change.Field == "gone":
			line.Text, line.Before, line.After = "Not there any more", "", ""
		case line.Text == "":
			line.Text = strings.ReplaceAll(change.Field, "_", " ")
		}
		if change.OperationID != nil {
			line.ByOperation, line.Href = "by an operation of the panel", operationURL(*change.OperationID)
		} else if change.Field != "found" {
			line.ByOperation = servers.Outside
		}
		lines = append(lines, line)
	}
	return lines
}

func stateText(value string) string {
	if s, ok := stateWords[providers.State(value)]; ok {
		return s.Word
	}
	return value
}

// runLines are the operations on a server.
func (p *panel) runLines(c echo.Context, ops []models.Operation) []servers.Run {
	names := p.userNames(c)
	runs := make([]servers.Run, 0, len(ops))
	for _, op := range ops {
		kind, word := statusWords(op)
		state := servers.State{Kind: kind, Word: word, Percent: -1, Detail: op.Error}
		if op.Status.Open() {
			state.Percent, state.Detail = op.Percent, stepText(op, word)
		}
		runs = append(runs, servers.Run{
			Title: operationTitle(op), Href: operationURL(op.ID), At: op.CreatedAt, Who: names[op.UserID], State: state,
		})
	}
	return runs
}
