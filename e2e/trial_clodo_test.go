//go:build e2e

package e2e

import (
	"testing"

	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// TestClodoServerWrites tries the life of a server at Clodo.
func TestClodoServerWrites(t *testing.T) {
	tryAll(t, providers.Clodo, []trial{
		{name: "CLO-10 start", op: "CLO-10", on: aStopped, action: "server.start", sentence: "Clodo"},
		{name: "CLO-10 stop", op: "CLO-10", on: aRunning, action: "server.stop", sentence: "Clodo"},
		{
			name: "CLO-10 reboot", op: "CLO-10", on: aRunning, action: "server.reboot",
			refuse: func(w *trialWorld, target string) {
				w.mutate(sandbox.Mutation{Kind: sandbox.MutateStop, Target: w.resource(target).ExternalID})
			},
			sentence: "Команда недоступна в текущем статусе VPS",
		},
		{name: "CLO-08 delete", op: "CLO-08", on: aServer, action: "server.delete", sentence: "Clodo"},
		{
			name: "CLO-06 create", op: "CLO-06", on: anAccount, action: "server.create",
			fill: map[string]string{"name": "trial"}, sentence: "Clodo",
		},
	})
}
