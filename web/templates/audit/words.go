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
	"api_token.create":      "API token of the panel made",
	"api_token.refuse":      "API token of the panel refused",
	"api_token.revoke":      "API token of the panel revoked",
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
	"factor.renew_codes":    "Recovery codes made anew",
	"factor.set_up":         "Authenticator app set up",
	"factor.turn_off":       "Authenticator app turned off",
	"factors.drop":          "Second factors removed",
	"identity.link":         "Identity linked",
	"identity.unlink":       "Identity unlinked",
	"key.finish":            "Earlier keys dropped",
	"key.rotate":            "Key changed",
	"member.change":         "Member changed",
	"member.invite":         "Person invited",
	"member.invite_again":   "Invitation made anew",
	"member.join":           "Person joined",
	"member.leave":          "Person left",
	"member.remove":         "Member removed",
	"member.uninvite":       "Invitation revoked",
	"object.delete":         "Objects deleted",
	"object.download":       "Object downloaded",
	"object.folder":         "Folder created",
	"object.upload":         "Object uploaded",
	"operation.answer":      "Secret answer of an operation shown",
	"panel.restore":         "Panel restored from a backup",
	"passkey.add":           "Passkey added",
	"passkey.remove":        "Passkey removed",
	"passkey.rename":        "Passkey renamed",
	"password.change":       "Password changed",
	"password.link":         "Link to set a password made",
	"password.remove":       "Password removed",
	"password.reset":        "Password set by link",
	"password.set":          "Password set",
	"person.disable":        "Person kept out",
	"person.enable":         "Person let in again",
	"profile.change":        "Profile changed",
	"profile.email":         "E-mail address changed",
	"profile.email_ask":     "Another e-mail address asked for",
	"profile.email_keep":    "Asking for another e-mail address withdrawn",
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
	"session.end_others":    "Other sessions ended",
	"session.factor":        "Second factor asked",
	"session.prove":         "Asked to prove who it is",
	"session.refuse":        "Passkey refused",
	"session.refused":       "Sign-in refused",
	"setup.refused":         "Set-up refused",
	"sso.refuse":            "Single sign-on refused",
	"storage.reveal":        "Key of a store shown",
	"team.create":           "Team created",
	"team.delete":           "Team deleted",
	"team.hand_over":        "Team handed over",
	"team.rename":           "Team renamed",
	"team.require_factor":   "Rule about second factors changed",
	"ticket.canned":         "Canned reply changed",
	"ticket.server":         "Server of a ticket changed",
	"token.reveal":          "API token shown",
	"user.add":              "Person added",
	"view.changed":          "View changed",
	"view.removed":          "View removed",
	"view.saved":            "View saved",
}

// areas name what stands before the dot of an action, where that is no kind of
// thing.
var areas = map[string]string{
	"access":    "Refusals",
	"alerts":    "Alerts",
	"api_token": "API tokens",
	"calendar":  "Calendar",
	"export":    "Exports",
	"factor":    "Second factors",
	"factors":   "Second factors",
	"identity":  "Single sign-on",
	"key":       "Key",
	"member":    "Members",
	"object":    "Objects",
	"operation": "Operations",
	"panel":     "Panel",
	"passkey":   "Passkeys",
	"password":  "Passwords",
	"person":    "People",
	"rates":     "Rates",
	"session":   "Signing in",
	"setup":     "Set-up",
	"sso":       "Single sign-on",
	"team":      "Team",
	"user":      "People",
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
