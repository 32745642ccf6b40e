package audit

import (
	"context"

	"pinfold/web/templates/i18n"
)

// words are what is recorded beside operations, which have the words of their
// actions.
var words = map[string]string{
	"access.foreign":        "Asked for what belongs to others",
	"access.refused":        "Asked for what the role does not allow",
	"account.change":        "Account changed",
	"account.connect":       "Account connected",
	"account.remove":        "Account removed",
	"alerts.again":          "Alert sent again",
	"alerts.channel_add":    "Alert channel added",
	"alerts.channel_change": "Alert channel changed",
	"alerts.channel_remove": "Alert channel removed",
	"alerts.channel_secret": "Secret of an alert channel renewed",
	"alerts.channel_test":   "Test sent to an alert channel",
	"alerts.rules":          "Alerts of the channels changed",
	"alerts.settings":       "Settings of alerts changed",
	"calendar.drop":         "Calendar link removed",
	"calendar.renew":        "Calendar link renewed",
	"export.activity":       "Changes exported",
	"export.audit":          "Audit trail exported",
	"export.invoice":        "Lines of an invoice exported",
	"export.invoices":       "Invoices exported",
	"export.servers":        "Servers exported",
	"export.spend":          "Spending exported",
	"export.statement":      "Statement exported",
	"export.zone":           "Zone exported",
	"object.delete":         "Objects deleted",
	"object.download":       "Object downloaded",
	"object.folder":         "Folder created",
	"object.upload":         "Object uploaded",
	"operation.answer":      "Secret answer of an operation shown",
	"panel.restore":         "Panel restored from a backup",
	"profile.reveal":        "Secret of a profile shown",
	"rates.enter":           "Exchange rates entered",
	"s3key.reveal":          "S3 key shown",
	"server.lock":           "Server locked",
	"server.note":           "Note changed",
	"server.reveal":         "Password of a server shown",
	"server.tag":            "Tags changed",
	"server.unlock":         "Server unlocked",
	"session.begin":         "Signed in",
	"session.end":           "Signed out",
	"session.refused":       "Sign-in refused",
	"setup.refused":         "Set-up refused",
	"storage.reveal":        "Key of a store shown",
	"team.create":           "Team created",
	"ticket.canned":         "Canned reply changed",
	"ticket.server":         "Server of a ticket changed",
	"token.reveal":          "API token shown",
	"view.changed":          "View changed",
	"view.removed":          "View removed",
	"view.saved":            "View saved",
}

// areas name what stands before the dot of an action, where that is no kind of
// thing.
var areas = map[string]string{
	"access":    "Refusals",
	"alerts":    "Alerts",
	"calendar":  "Calendar",
	"export":    "Exports",
	"object":    "Objects",
	"operation": "Operations",
	"panel":     "Panel",
	"rates":     "Rates",
	"session":   "Signing in",
	"setup":     "Set-up",
	"team":      "Team",
	"view":      "Views",
}

// Words is what an action is called; ok is false for one that has no words.
func Words(ctx context.Context, action string) (text string, ok bool) {
	text, ok = words[action]
	if !ok {
		return "", false
	}
	return i18n.T(ctx, text), true
}

// Area is what an area is called; ok is false for one that has no name here.
func Area(ctx context.Context, area string) (text string, ok bool) {
	text, ok = areas[area]
	if !ok {
		return "", false
	}
	return i18n.T(ctx, text), true
}
