//go:build e2e

package e2e

import (
	"testing"

	"pinfold/internal/sandbox"
)

// overlaps names the rows of tables in which the text of a cell covers that of
// another.
const overlaps = `() => {
  const boxes = (cell) => {
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), range = document.createRange(), all = [];
    const { right } = cell.getBoundingClientRect();
    while (texts.nextNode()) {
      if (!texts.currentNode.parentElement.checkVisibility({ visibilityProperty: true })) continue;
      range.selectNodeContents(texts.currentNode);
      for (const box of range.getClientRects())
        all.push({ left: box.left, right: Math.min(box.right, right), top: box.top + 2, bottom: box.bottom - 2 });
    }
    return all.filter((box) => box.right - box.left > 2);
  };
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const covers = (cell, other) => boxes(cell).some((a) => boxes(other).some((b) => meet(a, b)));
  return [...document.querySelectorAll("main table tbody tr")]
    .filter(({ cells }) => [...cells].some((cell, i) => [...cells].slice(i + 1).some((other) => covers(cell, other))))
    .map((row) => row.innerText);
}`

// TestListsOnPhones looks at every list with things of all providers: no cell
// of a row lies on another.
func TestListsOnPhones(t *testing.T) {
	t.Parallel()
	h := Open(t, sandbox.Options{Seed: 17, Servers: 4})
	connectFour(t, h.Box, h.Panel)
	page := h.phone()
	h.SignIn(page)
	for _, path := range []string{"/", "/servers", "/zones", "/zones/reverse", "/tickets", "/money", "/money/billing", "/money/cards", "/money/invoices",
		"/money/expiring", "/money/prices", "/money/spend", "/networks", "/networks?show=private", "/storage", "/keys", "/keys?show=tokens",
		"/accounts", "/activity", "/settings/audit"} {
		h.Goto(page, path)
		rows, err := page.Evaluate(overlaps)
		h.Must(err)
		for _, row := range rows.([]any) {
			t.Errorf("%s: the cells of %q lie on each other", path, row)
		}
	}
}
