package handlers

import (
	"fmt"
	"strings"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/operations"
	"pinfold/web/templates/ui"
)

func (v operationView) facts(op models.Operation) []operations.Fact {
	facts := []operations.Fact{
		{Name: "Asked by", Value: v.names[op.UserID]}, {Name: "Asked", Moment: op.CreatedAt},
		{Name: "Signed in from", Value: op.Address},
	}
	if op.EndedAt != nil && op.Status != models.StatusUnknown {
		facts = append(facts, operations.Fact{Name: "Ended", Moment: *op.EndedAt})
	}
	if op.ResourceID != 0 && op.Kind == providers.KindServer {
		facts = append(facts, operations.Fact{Name: "Server", Value: op.TargetName, Href: fmt.Sprintf("/servers/%d", op.ResourceID)})
	} else if page := pageOf(op.Kind); op.ResourceID != 0 && page.own {
		facts = append(facts, operations.Fact{Name: sentenceCase(page.one), Value: op.ExternalID, Href: resourceURL(op.Kind, op.ResourceID)})
	}
	if op.DecidedBy != nil {
		facts = append(facts, operations.Fact{Name: "Decided by", Value: v.names[*op.DecidedBy]})
	}
	for _, asked := range op.Asked {
		if asked.Value == op.TargetName {
			continue // The title says it.
		}
		facts = append(facts, operations.Fact{Name: asked.Label, Value: asked.Value})
	}
	return facts
}

func sentenceCase(name string) string {
	text := strings.ReplaceAll(name, "_", " ")
	return strings.ToUpper(text[:1]) + text[1:]
}

// stepLines are the provider writes of an operation and how far each got.
func stepLines(op models.Operation, journals []models.Journal) []operations.Step {
	var steps []operations.Step
	for _, j := range journals {
		step := operations.Step{Text: stepWords(op, j), Detail: callWords(op, j), At: j.SentAt}
		switch j.State {
		case models.JournalDone:
			step.Kind = ui.OK
		case models.JournalRefused:
			step.Kind = ui.Error
		default:
			step.Kind = ui.Unknown
		}
		if j.Note != "" {
			step.Detail += ". " + j.Note
		}
		steps = append(steps, step)
	}
	if op.Status.Open() && op.Step != "" {
		steps = append(steps, operations.Step{Kind: ui.Working, Text: op.Step})
	}
	return steps
}

// stepWords say what a provider write was for.
func stepWords(op models.Operation, j models.Journal) string {
	action, _ := actions.Named(op.Action)
	row, _ := providers.Lookup(j.OpID)
	if action.Words.Button == "" || action.Write[row.Provider] != j.OpID {
		return row.Title // One of several calls.
	}
	return action.Words.Button
}

// callWords are a provider write as machines write it.
func callWords(op models.Operation, j models.Journal) string {
	row, _ := providers.Lookup(j.OpID)
	return row.Method + " " + strings.NewReplacer("{id}", op.ExternalID, "<id>", op.ExternalID).Replace(row.Path)
}
