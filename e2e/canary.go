//go:build e2e

package e2e

import (
	"bytes"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"pinfold/internal/models"
	"pinfold/internal/sandbox"
	"pinfold/internal/secrets"
	"pinfold/internal/testmail"
)

// secretOfTrial is the password that trials set on servers.
const secretOfTrial = "Canary-Passw0rd"

// planted are the secrets that tests give to panels, in words that nothing else
// says.
var planted = []string{
	sandbox.DefaultClodoKey, sandbox.DefaultCloudAtCostKey, sandbox.DefaultIDCloudHostKey,
	sandbox.DefaultInfernoKey, sandbox.DefaultInfernoPassword, testmail.Password, secretOfTrial, Password,
}

// documented are passwords in the samples of the providers' documents that are
// words which pages are full of.
var documented = []string{"password", "vnc_pass"}

// open are the names of what is sealed with the secrets of an operation though it
// is none: the changes of a zone wait in plain until they are applied.
var open = []string{"changes"}

// shortest is how long a secret is at least that is searched for: shorter ones
// are found by chance.
const shortest = 8

// searchCanaries looks for every planted secret, and for everything that the
// panel has sealed, in all that it printed, answered and stored. It runs at
// the end of every test that had a panel.
func (p *Panel) searchCanaries() {
	p.t.Helper()
	values, err := p.sealedValues()
	if err != nil {
		p.t.Errorf("the sealed values cannot be read: %v", err)
	}
	look := newFinder(append(values, planted...))
	answers, err := p.tape.read()
	if err != nil {
		p.t.Error(err)
	}
	places := map[string][]byte{"the log": []byte(p.Log()), "an answer": answers}
	for name, data := range p.stored() {
		places[name] = data
	}
	for name, data := range places {
		for _, leak := range look.in(data) {
			p.t.Errorf("%s holds a secret in plain: …%s", name, leak)
		}
	}
	canaries.count(len(values), p.tape.answers)
}

// stored are the files of the data folder, without the key.
func (p *Panel) stored() map[string][]byte {
	files := map[string][]byte{}
	err := filepath.WalkDir(p.Data, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || path == filepath.Join(p.Data, "key") {
			return err
		}
		files[strings.TrimPrefix(path, p.Data+"/")], err = os.ReadFile(path)
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		p.t.Error(err)
	}
	return files
}

// sealedValues opens everything that is sealed in the panel's database.
func (p *Panel) sealedValues() (values []string, err error) {
	text, err := os.ReadFile(filepath.Join(p.Data, "key"))
	if os.IsNotExist(err) {
		return nil, nil // It never came to a key.
	}
	if err != nil {
		return nil, err
	}
	ring, err := secrets.LoadKey(text)
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(p.Data, "panel.db")+"?mode=ro&_busy_timeout=5000")
	if err != nil {
		return nil, err
	}
	defer func() { _ = db.Close() }() // It was only read.
	for _, column := range models.SealedColumns() {
		found, err := openColumn(db, ring, column)
		if err != nil {
			return nil, fmt.Errorf("%s.%s: %w", column.Table, column.Column, err)
		}
		values = append(values, found...)
	}
	return values, nil
}

func openColumn(db *sql.DB, ring *secrets.Keyring, c models.SealedColumn) (values []string, err error) {
	rows, err := db.Query(fmt.Sprintf("SELECT COALESCE(%s, 0), %s, %s, %s FROM %s WHERE length(%[4]s) > 0", c.Team, c.Row, c.Bound, c.Column, c.Table))
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // It was only read.
	for rows.Next() {
		at, sealed := secrets.Binding{Table: c.Table}, []byte(nil)
		if err := rows.Scan(&at.Team, &at.Row, &at.Column, &sealed); err != nil {
			return nil, err
		}
		plain, err := ring.Open(at, sealed)
		if err != nil {
			continue // A test put something else there.
		}
		values = append(values, words(plain)...)
	}
	return values, rows.Err()
}

// words are the secrets in what was sealed: the values of a map, or the text.
func words(plain []byte) (values []string) {
	var named map[string]string
	if json.Unmarshal(plain, &named) != nil {
		return []string{string(plain)}
	}
	for name, value := range named {
		if !slices.Contains(documented, value) && !slices.Contains(open, name) {
			values = append(values, value)
		}
	}
	return values
}

// forms are the ways in which a secret might be written.
func forms(secret string) []string {
	plain := []byte(secret)
	return []string{
		secret, url.QueryEscape(secret), url.PathEscape(secret), html.EscapeString(secret), inJSON(secret),
		hex.EncodeToString(plain), strings.ToUpper(hex.EncodeToString(plain)),
		base64.StdEncoding.EncodeToString(plain), base64.RawURLEncoding.EncodeToString(plain),
		// In the middle of a longer text that is encoded, at each of the three places.
		inside(plain, 0), inside(plain, 1), inside(plain, 2),
	}
}

func inJSON(secret string) string {
	text, _ := json.Marshal(secret)
	return string(bytes.Trim(text, `"`))
}

// inside is what base64 makes of the secret behind some bytes, without the
// letters that depend on what stands before and after.
func inside(plain []byte, before int) string {
	text := base64.RawStdEncoding.EncodeToString(append(make([]byte, before), plain...))
	whole := (before + len(plain)) / 3 * 4
	return text[(before+2)/3*4 : whole]
}
