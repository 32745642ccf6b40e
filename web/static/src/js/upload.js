// Sends the files of form[data-upload] and shows how far it is. The panel takes
// them only as fast as the storage does, so the percent is true for both.
import { announce, on } from "./dom.js";

on("submit", "form[data-upload]", (event, form) => {
  event.preventDefault();
  const state = form.querySelector("[data-upload-state]");
  const bar = state.querySelector("progress");
  const request = new XMLHttpRequest();
  const button = form.querySelector("button[type=submit]");
  const say = (text, over) => {
    form.querySelector("[data-upload-text]").textContent = text;
    bar.hidden = over;
    form.querySelector("[data-upload-stop]").hidden = over;
    button.disabled = !over;
    if (over) announce(text);
  };
  request.upload.onprogress = ({ loaded, total }) => {
    const percent = Math.floor((100 * loaded) / total);
    bar.value = percent;
    say(percent < 100 ? form.dataset.uploadPercent.replace("#", percent) : form.dataset.uploadStoring, false);
  };
  request.onload = () => {
    const told = answer(request);
    if (told.to) location.assign(told.to);
    else say(told.sentence || form.dataset.uploadBroken, true);
  };
  request.onerror = request.onabort = () => say(form.dataset.uploadBroken, true);
  form.querySelector("[data-upload-stop]").onclick = () => request.abort();
  state.hidden = false;
  say(form.dataset.uploadPercent.replace("#", 0), false);
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.send(new FormData(form));
});

function answer(request) {
  try {
    return JSON.parse(request.responseText);
  } catch {
    return {};
  }
}
