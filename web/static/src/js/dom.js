// Small helpers that several modules share.

// on handles an event for every present and future element that matches.
export function on(type, selector, handle, capture = false) {
  document.addEventListener(
    type,
    (event) => {
      const found = event.target instanceof Element && event.target.closest(selector);
      if (found) handle(event, found);
    },
    capture,
  );
}

// plainClick is false for clicks that ask the browser for a new tab or window.
export function plainClick(event) {
  return event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
}

// announce puts a sentence into the page's polite live region.
export function announce(sentence) {
  const region = document.getElementById("said");
  if (!region || !sentence) return;
  region.textContent = "";
  // A region that is set to the text it already has is not read again.
  requestAnimationFrame(() => (region.textContent = sentence));
}

// changed reports whether a field differs from what the server wrote.
export function changed(field) {
  if (field instanceof HTMLSelectElement) {
    const written = [...field.options].some((option) => option.defaultSelected);
    return written
      ? [...field.options].some((option) => option.selected !== option.defaultSelected)
      : field.selectedIndex > 0;
  }
  return field.value !== field.defaultValue;
}
