// Package config reads the settings of the panel from flags and PANEL_*
// variables and says in one sentence what is wrong with one.
package config

import (
	"reflect"

	"github.com/alecthomas/kong"

	"pinfold/internal/secrets"
)

// Settings are what a person wrote, as text: kong's own errors would name the
// flag rather than the variable and repeat the value of a secret. A flag wins
// over its variable, and an empty value is as good as none.
type Settings struct {
	Addr        string `name:"addr" env:"PANEL_ADDR" default:"${addr}" help:"Address to listen on."`
	URL         string `name:"url" env:"PANEL_URL" help:"Address that people reach the panel at. The default is localhost with the port of PANEL_ADDR."`
	Data        string `name:"data" env:"PANEL_DATA" default:"${data}" help:"Folder of the database and the key."`
	DatabaseURL Secret `name:"database-url" env:"PANEL_DATABASE_URL" help:"Database; empty for SQLite in the data folder."`

	DatabaseURLFile string `name:"database-url-file" env:"PANEL_DATABASE_URL_FILE" help:"File that holds PANEL_DATABASE_URL."`

	// A command line is readable by every process, so the flags that take a
	// secret itself are not advertised.
	Key     Secret `name:"key" env:"PANEL_KEY" hidden:""`
	KeyFile string `name:"key-file" env:"PANEL_KEY_FILE" help:"File with the key that seals stored secrets. The default is the file key in the data folder. PANEL_KEY holds the key itself."`

	AdminEmail        string `name:"admin-email" env:"PANEL_ADMIN_EMAIL" help:"E-mail address of the first owner, created if there is none."`
	AdminPassword     Secret `name:"admin-password" env:"PANEL_ADMIN_PASSWORD" hidden:""`
	AdminPasswordFile string `name:"admin-password-file" env:"PANEL_ADMIN_PASSWORD_FILE" help:"File with the password of the first owner. PANEL_ADMIN_PASSWORD holds the password itself."`

	TrustedProxies string `name:"trusted-proxies" env:"PANEL_TRUSTED_PROXIES" help:"Networks of the proxies in front of the panel, such as 10.0.0.0/8, with commas between."`
	AllowEndpoints string `name:"allow-endpoints" env:"PANEL_ALLOW_ENDPOINTS" help:"Private provider endpoints that are allowed, as host:port, with commas between."`
	AllowAlerts    string `name:"allow-alerts" env:"PANEL_ALLOW_ALERTS" help:"Private receivers of alerts that are allowed, as host:port, with commas between."`

	AllowPlainMail string `name:"allow-plain-mail" env:"PANEL_ALLOW_PLAIN_MAIL" help:"Mail servers that may be used without TLS, as host:port, with commas between."`

	OIDCIssuer           string `name:"oidc-issuer" env:"PANEL_OIDC_ISSUER" help:"Issuer of OpenID Connect that people may sign in at, such as https://id.example.com."`
	OIDCClientID         string `name:"oidc-client-id" env:"PANEL_OIDC_CLIENT_ID" help:"What the issuer calls this panel."`
	OIDCClientSecret     Secret `name:"oidc-client-secret" env:"PANEL_OIDC_CLIENT_SECRET" hidden:""`
	OIDCClientSecretFile string `name:"oidc-client-secret-file" env:"PANEL_OIDC_CLIENT_SECRET_FILE" help:"File with the secret that was agreed with the issuer. PANEL_OIDC_CLIENT_SECRET holds the secret itself."`
	OIDCName             string `name:"oidc-name" env:"PANEL_OIDC_NAME" default:"${oidc_name}" help:"What the button on the sign-in page calls the issuer."`
	OIDCScopes           string `name:"oidc-scopes" env:"PANEL_OIDC_SCOPES" default:"${oidc_scopes}" help:"What the issuer is asked for, with spaces between."`
	OIDCGroupsClaim      string `name:"oidc-groups-claim" env:"PANEL_OIDC_GROUPS_CLAIM" default:"${oidc_groups}" help:"Claim that holds a person's groups."`
	OIDCRoles            string `name:"oidc-roles" env:"PANEL_OIDC_ROLES" help:"Roles that groups of the issuer give, such as admins=Main team:admin, with semicolons between."`
	AllowOIDC            string `name:"allow-oidc" env:"PANEL_ALLOW_OIDC" help:"Private issuers that are allowed, as host:port, with commas between. They may do without https."`
	SMTPAddr             string `name:"smtp-addr" env:"PANEL_SMTP_ADDR" help:"Mail server for invitations and links to set a password, as host:port. Port 465 speaks TLS from the start, others STARTTLS."`
	SMTPUser             string `name:"smtp-user" env:"PANEL_SMTP_USER" help:"Login at the mail server."`
	SMTPPassword         Secret `name:"smtp-password" env:"PANEL_SMTP_PASSWORD" hidden:""`
	SMTPPasswordFile     string `name:"smtp-password-file" env:"PANEL_SMTP_PASSWORD_FILE" help:"File with the password at the mail server. PANEL_SMTP_PASSWORD holds the password itself."`
	MailFrom             string `name:"mail-from" env:"PANEL_MAIL_FROM" help:"Sender of the panel's own mail, such as panel@example.com."`

	SessionIdle string `name:"session-idle" env:"PANEL_SESSION_IDLE" default:"${session_idle}" help:"How long a sign-in lasts without use, such as 12h or 7d."`
	SessionMax  string `name:"session-max" env:"PANEL_SESSION_MAX" default:"${session_max}" help:"How long a sign-in lasts in all."`

	LogFormat string `name:"log-format" env:"PANEL_LOG_FORMAT" default:"${log_format}" help:"text or json."`
	LogLevel  string `name:"log-level" env:"PANEL_LOG_LEVEL" default:"${log_level}" help:"debug, info, warn or error."`
	LookFor   string `name:"look-for" env:"PANEL_LOOK_FOR" default:"${look_for}" help:"How long a provider is read for traces of a lost answer."`
	// ChatURL takes the place of the addresses of Telegram, Slack and Discord;
	// tests set it.
	ChatURL     string `name:"chat-url" env:"PANEL_CHAT_URL" hidden:""`
	UploadLimit string `name:"upload-limit" env:"PANEL_UPLOAD_LIMIT" default:"${upload_limit}" help:"How much one upload to a bucket may hold, such as 500MB or 5GB."`
	SettleFor   string `name:"settle-for" env:"PANEL_SETTLE_FOR" default:"${settle_for}" help:"How long a change at a provider may take until it shows."`
}

// Secret is a setting whose value is never printed.
type Secret = secrets.Text

// The defaults, for the help and for empty values.
const (
	defaultAddr      = ":8080"
	defaultData      = "data"
	defaultLogFormat = "text"
	defaultLogLevel  = "info"
	defaultLookFor   = "3m"
	defaultSettleFor = "20m"
	defaultUpload    = "5GB"
	defaultOIDCName  = "single sign-on"
	// The scopes and the claim that issuers commonly have.
	defaultOIDCScopes = "openid profile email"
	defaultOIDCGroups = "groups"
	defaultIdle       = "7d"
	defaultMax        = "30d"
)

// Options are what kong needs to read Settings.
func Options() []kong.Option {
	return []kong.Option{
		kong.Vars{
			"addr": defaultAddr, "data": defaultData, "log_format": defaultLogFormat,
			"log_level": defaultLogLevel, "look_for": defaultLookFor, "settle_for": defaultSettleFor, "upload_limit": defaultUpload,
			"oidc_name": defaultOIDCName, "oidc_scopes": defaultOIDCScopes, "oidc_groups": defaultOIDCGroups,
			"session_idle": defaultIdle, "session_max": defaultMax,
		},
		kong.TypeMapper(reflect.TypeFor[Secret](), kong.MapperFunc(readSecret)),
	}
}

func readSecret(ctx *kong.DecodeContext, target reflect.Value) error {
	var text string
	if err := ctx.Scan.PopValueInto("secret", &text); err != nil {
		return err
	}
	target.Set(reflect.ValueOf(secrets.NewText(text)))
	return nil
}

func or(value, fallback string) string {
	if value == "" {
		return fallback
	}
	return value
}
