// Command panel is Pinfold: a web panel for the accounts that a team has at
// hosting providers.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"pinfold/internal/config"
)

// program is the command line, a field per command.
type program struct {
	Serve       serveCommand       `cmd:"" help:"Run the panel."`
	Demo        demoCommand        `cmd:"" help:"Try the panel with simulated providers."`
	Accounts    accountsCommand    `cmd:"" help:"Connect, list, test and remove accounts."`
	Admin       adminCommand       `cmd:"" help:"List people, let them in again, or keep them out."`
	Audit       auditCommand       `cmd:"" help:"Check the audit trail."`
	Backup      backupCommand      `cmd:"" help:"Copy the panel's data to a file, also while the panel runs."`
	Restore     restoreCommand     `cmd:"" help:"Bring back what a backup holds."`
	Key         keyCommand         `cmd:"" help:"Show the keys that seal stored secrets, and put a new one in use."`
	Healthcheck healthcheckCommand `cmd:"" help:"Ask a running panel whether it is well."`
	Version     versionCommand     `cmd:"" help:"Print the version."`
}

// console is where a command writes what a person should read, and reads what
// a person types.
type console struct {
	in       io.Reader
	out, err io.Writer
}

func main() {
	// Nobody else on the machine has business with the database and the key.
	syscall.Umask(0o077)
	staySmall()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// A second signal ends the program at once.
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, os.Args[1:], console{in: os.Stdin, out: os.Stdout, err: os.Stderr}))
}

// run executes a command line and returns the exit code. What went wrong is
// told in one line.
func run(ctx context.Context, args []string, c console) int {
	options := append(config.Options(),
		kong.Name("panel"),
		kong.Description("One place for the servers, zones, tickets and invoices of a team."),
		kong.Writers(c.out, c.err),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(c),
	)
	parser, err := kong.New(new(program), options...)
	if err == nil {
		var command *kong.Context
		if command, err = parser.Parse(args); err == nil {
			err = command.Run()
		}
	}
	if err != nil {
		fmt.Fprintln(c.err, err)
		return 1
	}
	return 0
}
