// Passkeys. button[data-passkey="URL"]: the click asks the URL what the browser
// shall do, does it, and sends the button's form with the answer in the field
// "assertion". Sentences for what goes wrong are in data-say-*.
//
// With data-passkey-offer the browser also offers passkeys at a field whose
// autocomplete says webauthn, for as long as the page is open.
import { on } from "./dom.js";

// A challenge is taken for five minutes; an offer that stays open takes a new
// one before.
const offerLasts = 4 * 60 * 1000;
let open; // stops what the browser is doing

on("click", "button[data-passkey]", async (event, button) => {
  event.preventDefault();
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  say(button, "");
  try {
    send(button, await ask(button));
  } catch (error) {
    say(button, words(button, error));
    button.removeAttribute("aria-busy");
    if (button.matches("[data-passkey-offer]")) offer(button);
  }
});

// ask runs one ceremony and ends the one that was open.
async function ask(button, mediation) {
  open?.abort();
  const stop = (open = new AbortController());
  if (elsewhere(button)) throw new DOMException("", "SecurityError");
  if (!window.PublicKeyCredential) throw new DOMException("", "NotSupportedError");
  const response = await fetch(button.dataset.passkey, { method: "POST", signal: stop.signal });
  if (!response.ok || response.redirected) throw new Error("no options");
  const { publicKey, state } = await response.json();
  const signal = stop.signal;
  const credential =
    "rp" in publicKey
      ? await navigator.credentials.create({ publicKey: creation(publicKey), signal })
      : await navigator.credentials.get({ publicKey: request(publicKey), signal, mediation });
  return JSON.stringify({ state, credential: plain(credential) });
}

const elsewhere = (button) => button.dataset.passkeyOrigin !== location.origin;

function send(button, answer) {
  const form = button.form;
  let field = form.elements.assertion;
  if (!field) {
    field = Object.assign(document.createElement("input"), { type: "hidden", name: "assertion" });
    form.append(field);
  }
  field.value = answer;
  form.requestSubmit();
}

function words(button, { name }) {
  const say = button.dataset;
  if (name === "NotAllowedError") return say.sayCancelled;
  if (name === "InvalidStateError") return say.sayKnown;
  if (name === "SecurityError") return say.sayElsewhere;
  if (name === "NotSupportedError") return say.sayNone;
  return name === "AbortError" ? "" : say.sayFailed;
}

function say(button, sentence) {
  const said = button.form.querySelector("[data-passkey-said]");
  said.lastElementChild.textContent = sentence;
  said.hidden = !sentence;
}

async function offer(button) {
  // What was refused just now would be offered, and maybe taken, again at once.
  if (location.pathname === button.form.getAttribute("action")) return;
  if (elsewhere(button) || !(await window.PublicKeyCredential?.isConditionalMediationAvailable?.())) return;
  const mine = () => button.isConnected && button.getAttribute("aria-busy") !== "true";
  while (mine()) {
    const again = setTimeout(() => mine() && open?.abort(), offerLasts);
    try {
      send(button, await ask(button, "conditional"));
      return;
    } catch (error) {
      if (error.name !== "AbortError") return;
    } finally {
      clearTimeout(again);
    }
  }
}

// Browsers of before 2025 take and give bytes only.
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const listed = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }));

function creation(o) {
  if (PublicKeyCredential.parseCreationOptionsFromJSON) return PublicKeyCredential.parseCreationOptionsFromJSON(o);
  const user = { ...o.user, id: bytes(o.user.id) };
  return { ...o, user, challenge: bytes(o.challenge), excludeCredentials: listed(o.excludeCredentials) };
}

function request(o) {
  if (PublicKeyCredential.parseRequestOptionsFromJSON) return PublicKeyCredential.parseRequestOptionsFromJSON(o);
  return { ...o, challenge: bytes(o.challenge), allowCredentials: listed(o.allowCredentials) };
}

// toJSON of the browser fails for what some password managers put in its place.
function plain({ id, rawId, type, authenticatorAttachment, response }) {
  const answer = { clientDataJSON: text(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"])
    if (response[name]) answer[name] = text(response[name]);
  const transports = response.getTransports?.();
  if (transports) answer.transports = transports;
  return { id, rawId: text(rawId), type, authenticatorAttachment, clientExtensionResults: {}, response: answer };
}

document.querySelectorAll("button[data-passkey-offer]").forEach(offer);
