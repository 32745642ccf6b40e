package config_test

import (
	"path/filepath"
	"testing"
)

func TestOnePanelPerFolder(t *testing.T) {
	c := at(t, t.TempDir())
	unlock, err := c.LockData()
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.LockData()
	wantSentence(t, err, "PANEL_DATA: another panel already works on "+c.Data)
	if err := unlock(); err != nil {
		t.Fatal(err)
	}
	unlock, err = c.LockData()
	if err != nil {
		t.Fatalf("still locked: %v", err)
	}
	if err := unlock(); err != nil {
		t.Fatal(err)
	}
}

func TestFolderThatCannotBe(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	write(t, file, "")
	c, err := read(t, map[string]string{"PANEL_DATA": filepath.Join(file, "data")})
	if err != nil {
		t.Fatal(err)
	}
	wantSentence(t, c.MakeData(), "PANEL_DATA: ")
}
