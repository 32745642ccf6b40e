package clodo

import (
	"strings"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// The groups of the profile's form, in the order in which they are shown.
const (
	groupPerson   = "Person"
	groupContacts = "Contacts"
	groupPassport = "Passport"
	groupCompany  = "Company"
	groupBank     = "Bank"
	groupFinance  = "Finance contact"
	groupNotices  = "Notifications"
	groupPages    = "Clodo's panel"
)

// profileField is one field of CLO-35 that CLO-36 takes.
type profileField struct {
	group string
	// name is the document's, without the prefix users_profile_.
	name, label string
	kind        form.Kind
	help        string
	// options are pairs of value and label.
	options []string
	secret  bool
}

var switched = []string{"1", "Yes", "0", "No"}

// profileFields is the profile as the document lists it, in its groups.
var profileFields = []profileField{
	{groupPerson, "users_family", "Family name", form.Text, "", nil, false},
	{groupPerson, "users_firstname", "First name", form.Text, "", nil, false},
	{groupPerson, "users_lastname", "Patronymic", form.Text, "", nil, false},
	{groupPerson, "birthday", "Birthday", form.Text, "In Clodo's own way, such as 1980-01-31.", nil, false},
	{groupPerson, "mailaddress", "Postal address", form.Text, "", nil, false},
	{groupContacts, "email", "E-mail", form.Email, "", nil, false},
	{groupContacts, "phone", "Phone", form.Text, "", nil, false},
	{groupContacts, "workphone", "Work phone", form.Text, "", nil, false},
	{groupContacts, "workphoneext", "Extension of the work phone", form.Text, "", nil, false},
	{groupContacts, "fax", "Fax", form.Text, "", nil, false},
	{groupContacts, "faxext", "Extension of the fax", form.Text, "", nil, false},
	{groupContacts, "jabber", "Jabber", form.Text, "", nil, false},
	{groupContacts, "icq", "ICQ", form.Text, "", nil, false},
	{groupContacts, "skype", "Skype", form.Text, "", nil, false},
	{groupPassport, "passportseries", "Series", form.Text, "", nil, true},
	{groupPassport, "passportnumber", "Number", form.Text, "", nil, true},
	{groupPassport, "passportdate", "Issued on", form.Text, "", nil, true},
	{groupPassport, "passportwho", "Issued by", form.Text, "", nil, true},
	{groupCompany, "facetype", "Owner of the account", form.Text,
		"Clodo's number for a person, a company and so on. Its document does not list them.", nil, false},
	{groupCompany, "orgname", "Name of the organization", form.Text, "", nil, false},
	{groupCompany, "formasobstv", "Form of ownership", form.Text, "", nil, false},
	{groupCompany, "inn", "INN", form.Text, "The tax number.", nil, false},
	{groupCompany, "kpp", "KPP", form.Text, "", nil, false},
	{groupCompany, "ogrn", "OGRN", form.Text, "", nil, false},
	{groupCompany, "okpo", "OKPO", form.Text, "", nil, false},
	{groupCompany, "address", "Registered address", form.Text, "", nil, false},
	{groupCompany, "factaddress", "Actual address", form.Text, "", nil, false},
	{groupCompany, "dir", "Post of the head", form.Text, "", nil, false},
	{groupCompany, "dirfio", "Name of the head", form.Text, "", nil, false},
	{groupCompany, "dirdocument", "The head acts by", form.Select, "", []string{"u", "Charter", "d", "Power of attorney", "s", "Certificate"}, false},
	{groupCompany, "dirdocumentnum", "Number of that document", form.Text, "", nil, false},
	{groupCompany, "dirdocumentdate", "Date of that document", form.Text, "", nil, false},
	{groupCompany, "buhfio", "Name of the chief accountant", form.Text, "", nil, false},
	{groupBank, "bank", "Name of the bank", form.Text, "", nil, true},
	{groupBank, "bik", "BIK", form.Text, "", nil, true},
	{groupBank, "raschschet", "Settlement account", form.Text, "", nil, true},
	{groupBank, "korrschet", "Correspondent account", form.Text, "", nil, true},
	{groupFinance, "ident", "Same as the main contact", form.Select, "", switched, false},
	{groupFinance, "finfamily", "Family name", form.Text, "", nil, false},
	{groupFinance, "finfirstname", "First name", form.Text, "", nil, false},
	{groupFinance, "finlastname", "Patronymic", form.Text, "", nil, false},
	{groupFinance, "finworkphone", "Work phone", form.Text, "", nil, false},
	{groupFinance, "finworkphoneext", "Extension of the work phone", form.Text, "", nil, false},
	{groupFinance, "finphone", "Mobile phone", form.Text, "", nil, false},
	{groupFinance, "finfax", "Fax", form.Text, "", nil, false},
	{groupFinance, "finfaxext", "Extension of the fax", form.Text, "", nil, false},
	{groupFinance, "finemail", "E-mail", form.Email, "", nil, false},
	{groupNotices, "disableannounces", "Mailings", form.Select, "", []string{"0", "Sent", "1", "Switched off"}, false},
	{groupNotices, "disableannouncesscale", "Daily mails about the cost of ScaleServer", form.Select, "", []string{"0", "Sent", "1", "Switched off"}, false},
	{groupNotices, "scalemoneysms", "SMS at a balance of", form.Number, "0 sends none.", nil, false},
	{groupNotices, "vpsdeletesms", "SMS a day before a server's paid time ends", form.Select, "", switched, false},
	{groupNotices, "vbddeletesms", "SMS a day before a disk is deleted for good", form.Select, "", switched, false},
	{groupPages, "authsms", "SMS confirms each sign-in", form.Select, "", switched, false},
	{groupPages, "default_vps_num", "Server that opens first", form.Text, "Its number at Clodo.", nil, false},
	{groupPages, "default_storage_num", "Storage that opens first", form.Text, "Its number at Clodo.", nil, false},
}

// longestProfile bounds a field; the document names no bound.
const longestProfile = 200

// documentName is the field as CLO-35 and CLO-36 have it.
func (f profileField) documentName() string {
	if strings.HasPrefix(f.name, "users_") || strings.HasPrefix(f.name, "default_") {
		return f.name
	}
	return "users_profile_" + f.name
}

// canChangeOwner is the fact that allows another owner of the account.
const canChangeOwner = "allow_change_facetype"

// ProfileForm implements providers.ProfileEditor. The owner of the account is
// part of it only where Clodo allows another one.
func (c *Client) ProfileForm(_ providers.Offerings, now providers.ProfileFacts) form.Form {
	var f form.Form
	for _, p := range profileFields {
		if p.name == "facetype" && now != nil && now[canChangeOwner] == "0" {
			continue
		}
		field := form.Field{Name: p.name, Label: p.label, Help: p.help, Kind: p.kind, Group: p.group, Optional: true,
			Secret: p.secret, MaxLength: longestProfile, Autocomplete: "off"}
		switch {
		case p.kind == form.Number:
			field.Unit, field.Range = "RUB", &form.Range{Max: 999_999_999}
		case p.name == "ident":
		case p.group == groupFinance:
			field.When = []form.Condition{{Field: "ident", Values: []string{"0", ""}}}
		}
		for i := 0; i+1 < len(p.options); i += 2 {
			field.Options = append(field.Options, form.Option{Value: p.options[i], Label: p.options[i+1]})
		}
		f.Fields = append(f.Fields, field)
	}
	return f
}
