// One stream for all tabs of a browser. The tab that holds the Web Lock leads:
// it reads the stream and passes everything on by BroadcastChannel. When it
// goes, the lock falls to another tab, which connects anew.
//
// Messages: {hello}, {up, fresh}, {name}, {wake}. A fresh "up" follows a
// connection that may have missed names, so every tab brings itself up to
// date. A leader in the background has slow timers; while the stream is down,
// tabs that are looked at wake it.
import { Stream } from "./stream.js";

const nudging = 2000;

export function join(key, url, heard) {
  return navigator.locks ? share(key, url, heard) : alone(url, heard);
}

function share(key, url, heard) {
  const channel = new BroadcastChannel(key);
  const left = new AbortController();
  let lead;
  let up = false;
  const hear = (message) => {
    up = message.up ?? up;
    heard(message);
  };
  const tell = (message) => {
    hear(message);
    channel.postMessage(message);
  };
  channel.onmessage = ({ data }) => {
    if (data.wake) lead?.wake();
    else if (!data.hello) hear(data);
    else if (lead) channel.postMessage({ up, fresh: false });
  };
  const nudge = setInterval(() => up || document.hidden || channel.postMessage({ wake: true }), nudging);
  navigator.locks.request(key, { signal: left.signal }, () => {
    lead = new Stream(url, voices(tell));
    return new Promise((release) => left.signal.addEventListener("abort", release));
  }).catch(() => {}); // The tab left before its turn.
  channel.postMessage({ hello: true });
  return () => {
    clearInterval(nudge);
    left.abort();
    lead?.close();
    channel.close();
  };
}

function voices(tell) {
  return {
    up: () => tell({ up: true, fresh: true }),
    down: () => tell({ up: false, fresh: false }),
    name: (name) => tell({ name }),
  };
}

// alone serves pages without a secure context, where no locks exist. Only a
// visible tab keeps a stream, so that many tabs do not use up the connections
// that a browser allows to one host.
function alone(url, heard) {
  let stream;
  const look = () => {
    if (!document.hidden) stream ??= new Stream(url, voices(heard));
    else leave();
  };
  const leave = () => {
    stream?.close();
    stream = undefined;
  };
  document.addEventListener("visibilitychange", look);
  look();
  return () => {
    document.removeEventListener("visibilitychange", look);
    leave();
  };
}
