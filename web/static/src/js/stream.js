// The event stream: one EventSource, replaced when it closes or falls silent.
//
// The server sends names as plain messages, one or several to a message,
// separated by white space. It sends an event "ping" at least every 20 s, so
// that a connection which died without a word is noticed.
const silence = 50_000;
const wakeful = 4000;
const pauses = [300, 1000, 2000, 5000, 10_000];

export class Stream {
  #url;
  #voices;
  #source;
  #timer;
  #failures = 0;
  #tried = 0;

  // voices are told what happens: up(), down() and name(name).
  constructor(url, voices) {
    this.#url = url;
    this.#voices = voices;
    this.#connect();
  }

  // wake cuts a pause short, for a tab whose timers the browser slows down.
  wake() {
    const idle = this.#source.readyState === EventSource.CLOSED;
    if (idle && Date.now() - this.#tried > wakeful) this.#connect();
  }

  close() {
    clearTimeout(this.#timer);
    this.#source.close();
  }

  #connect() {
    clearTimeout(this.#timer);
    this.#tried = Date.now();
    this.#source = new EventSource(this.#url);
    this.#source.onopen = () => {
      this.#failures = 0;
      this.#alive();
      this.#voices.up();
    };
    this.#source.onmessage = ({ data }) => {
      this.#alive();
      for (const name of data.split(/\s+/)) if (name) this.#voices.name(name);
    };
    this.#source.addEventListener("ping", () => this.#alive());
    this.#source.onerror = () => this.#again();
  }

  #alive() {
    this.#later(() => this.#again(), silence);
  }

  #again() {
    this.#source.close();
    this.#voices.down();
    this.#later(() => this.#connect(), pauses[Math.min(this.#failures++, pauses.length - 1)]);
  }

  #later(run, ms) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(run, ms);
  }
}
