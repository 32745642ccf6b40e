package alerts

import (
	"context"
	"encoding/json"
	"net/url"
	"regexp"
	"strings"

	"pinfold/internal/form"
)

// How long a message may be, as the services document it.
const (
	telegramMost = 4096
	slackMost    = 4000
	discordMost  = 2000
)

var botToken = regexp.MustCompile(`^[0-9]{3,20}:[A-Za-z0-9_-]{20,80}$`)

// telegram sends by the method sendMessage of its Bot API. Without a parse mode
// the text is shown as it is.
var telegram = Kind{
	Name: "telegram", Label: "Telegram", Icon: "message-square", Help: "A bot of yours writes to a chat.",
	Form: func(Env) form.Form {
		return form.Form{Fields: []form.Field{
			{Name: "token", Label: "Bot token", Kind: form.Password, Secret: true, MaxLength: 120, Help: "From BotFather, such as 123456789:AA…",
				Check: matches(botToken, "A bot token is a number, a colon and letters. BotFather shows it.")},
			{Name: "chat", Label: "Chat", Kind: form.Text, MaxLength: 64, Help: "The number of the chat, or @name of a channel. The bot must be in it.",
				Check: matches(regexp.MustCompile(`^(-?[0-9]{1,20}|@[A-Za-z0-9_]{4,32})$`), "A chat is a number such as -1001234, or a name such as @channel.")},
		}}
	},
	Where: func(v form.Values) string { return "chat " + v["chat"] },
	Send: func(ctx context.Context, e Env, t Target, m Message) error {
		token := t.Secrets["token"]
		to, err := e.at("https://api.telegram.org/bot" + token + "/sendMessage")
		if err != nil {
			return err
		}
		a, err := e.postJSON(ctx, to, map[string]any{
			"chat_id": t.Settings["chat"], "text": m.Text(unmentioned, telegramMost),
			"link_preview_options": map[string]bool{"is_disabled": true},
		})
		if err != nil || a.good() {
			return err
		}
		var said struct{ Description string }
		_ = json.Unmarshal(a.body, &said) // What is no JSON is not quoted.
		return a.refused("Telegram", said.Description, token)
	},
}

// slack posts to an incoming webhook.
var slack = Kind{
	Name: "slack", Label: "Slack", Icon: "message-square", Help: "An incoming webhook writes to a channel.",
	Form: webhookForm("https://hooks.slack.com/services/", "hooks.slack.com"),
	Where: func(form.Values) string {
		return "incoming webhook"
	},
	Send: func(ctx context.Context, e Env, t Target, m Message) error {
		return e.chat(ctx, "Slack", t, map[string]any{
			"text": m.Text(slackEscape, slackMost), "mrkdwn": false, "link_names": false, "unfurl_links": false, "unfurl_media": false,
		})
	},
}

// discord executes a webhook, whose text may mention nobody.
var discord = Kind{
	Name: "discord", Label: "Discord", Icon: "message-square", Help: "A webhook writes to a channel.",
	Form:  webhookForm("https://discord.com/api/webhooks/", "discord.com", "discordapp.com"),
	Where: func(form.Values) string { return "webhook" },
	Send: func(ctx context.Context, e Env, t Target, m Message) error {
		const suppressEmbeds = 4
		return e.chat(ctx, "Discord", t, map[string]any{
			"content": m.Text(discordEscape, discordMost), "flags": suppressEmbeds, "allowed_mentions": map[string]any{"parse": []string{}},
		})
	},
}

// chat posts to the address that is the secret of the channel.
func (e Env) chat(ctx context.Context, who string, t Target, value any) error {
	to, err := e.at(t.Secrets["url"])
	if err != nil {
		return err
	}
	a, err := e.postJSON(ctx, to, value)
	if err != nil || a.good() {
		return err
	}
	var said struct {
		Message string  `json:"message"`
		Wait    float64 `json:"retry_after"`
	}
	if json.Unmarshal(a.body, &said) != nil {
		said.Message = string(a.body) // Slack answers in plain text.
	}
	return a.refused(who, said.Message, to.Path, to.Path[strings.LastIndex(to.Path, "/")+1:])
}

// webhookForm asks for an address that begins as the service's do.
func webhookForm(begins string, hosts ...string) func(Env) form.Form {
	return func(Env) form.Form {
		return form.Form{Fields: []form.Field{{Name: "url", Label: "Webhook address", Kind: form.Password, Secret: true, MaxLength: 400,
			Help: "Begins with " + begins + ". Whoever has it can write there, so it is stored sealed.",
			Check: func(value string) string {
				u, err := url.Parse(value)
				known := err == nil && u.Scheme == "https" && u.User == nil && len(u.Path) > 10
				for _, host := range hosts {
					if known && u.Host == host {
						return ""
					}
				}
				return "The address begins with " + begins + "."
			}}}}
	}
}

func matches(pattern *regexp.Regexp, sentence string) func(string) string {
	return func(value string) string {
		if pattern.MatchString(value) {
			return ""
		}
		return sentence
	}
}

// unmentioned keeps a text from calling anyone: an invisible joiner parts the
// sign from the name.
func unmentioned(text string) string { return strings.ReplaceAll(text, "@", "@\u2060") }

var slackSigns = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

func slackEscape(text string) string { return slackSigns.Replace(unmentioned(text)) }

var discordSigns = regexp.MustCompile("[\\\\*_~`|>#<\\[\\]()+:-]")

func discordEscape(text string) string {
	return discordSigns.ReplaceAllString(unmentioned(text), `\$0`)
}
