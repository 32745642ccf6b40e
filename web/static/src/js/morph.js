// What a live update must leave alone: an open menu or dialog, a field that a
// person is in or has changed, and the row or form around such a field.
import { changed } from "./dom.js";

const open = "dialog[open], [popover]:popover-open, [data-editing]";
const fields = "select, textarea, input:not([type=checkbox], [type=radio], [type=hidden], [type=submit], [type=button])";

function edited(field) {
  return field === document.activeElement || changed(field);
}

function held(node) {
  if (node.matches(open)) return true;
  if (node.matches(fields)) return edited(node);
  return node.matches("tr, form") && [...node.querySelectorAll(fields)].some(edited);
}

// dropForeignTick keeps a tick from passing to another thing when a check box
// is reused for it.
function dropForeignTick(before, after) {
  if (before.matches("input[type=checkbox]") && before.value !== after.value) {
    before.checked = after.hasAttribute("checked");
  }
}

htmx.registerExtension("panel", {
  htmx_before_morph_node: (_, { oldNode, newNode }) => {
    if (!(oldNode instanceof Element)) return true;
    if (held(oldNode)) return false;
    dropForeignTick(oldNode, newNode);
    return true;
  },
});
