// What is asked of the server, and what went wrong there in words for whoever asked.

const MOST_TURNS = 20;
const LONGEST_TURN = 5000;

/** What went wrong; `again` says whether the same question may well work later. */
class Trouble extends Error {
  constructor(message, again = false) {
    super(message);
    this.again = again;
  }
}

/** The events of a stream of server-sent events, as `{name, data}`, until it ends. */
async function* serverSent(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const blocks = (rest + part.value).split(/\r\n\r\n|\n\n|\r\r/);
      rest = blocks.pop();
      yield* blocks.map(eventOf).filter((event) => event.data);
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function eventOf(block) {
  const event = { name: "message", data: "" };
  const data = [];
  for (const line of block.split(/\r\n|\n|\r/)) {
    const [, field, value] = /^(\w+):? ?(.*)$/s.exec(line) ?? [];
    if (field === "event") event.name = value;
    if (field === "data") data.push(value);
  }
  event.data = data.join("\n");
  return event;
}

/** What a server is asked with: its address, and a key that may read. */
class Server {
  constructor(address, key) {
    this.address = address.endsWith("/") ? address : `${address}/`;
    this.key = key;
  }

  /** Ask; gives each event as `[name, data]`, the last of which is "done". Throws Trouble. */
  async *ask(question, history, signal) {
    const response = await this.#fetch("api/ask", {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream" },
      body: JSON.stringify({ question, history: history.slice(-MOST_TURNS) }),
      signal,
    });
    try {
      for await (const { name, data } of serverSent(response.body)) {
        const told = JSON.parse(data);
        if (name === "error") throw trouble(told.status, told.detail, "");
        yield [name, told];
        if (name === "done") return;
      }
    } catch (error) {
      if (error instanceof Trouble || signal.aborted) throw error;
    }
    throw new Trouble("The connection was lost in the middle of the answer.", true);
  }

  /** Read an article. Throws Trouble. */
  async article(id, signal) {
    return (await this.#fetch(`api/articles/${pathOf(id)}`, { signal })).json();
  }

  async #fetch(path, options) {
    const headers = { ...options.headers };
    if (this.key) headers.authorization = `Bearer ${this.key}`;
    let response;
    try {
      response = await fetch(this.address + path, {
        ...options,
        headers,
        credentials: "same-origin",
        referrerPolicy: "no-referrer",
      });
    } catch (error) {
      if (options.signal.aborted) throw error;
      throw new Trouble(
        navigator.onLine
          ? "The server cannot be reached, or does not let this page ask."
          : "You are offline. Ask again when you are connected.",
        true,
      );
    }
    if (response.ok) return response;
    const problem = await response.json().catch(() => ({}));
    throw trouble(response.status, problem.detail, response.headers.get("retry-after"));
  }
}

function pathOf(id) {
  const segments = id.split("/");
  // What browsers and proxies would take out of a path, they leave beside slashes that are none.
  const slash = segments.some((segment) => /^\.{0,2}$/.test(segment)) ? "%2F" : "/";
  return segments.map(encodeURIComponent).join(slash);
}

function trouble(status, detail = "", retryAfter = "") {
  const seconds = Number.parseInt(retryAfter, 10);
  const when = seconds > 0 ? `in ${seconds} second${seconds === 1 ? "" : "s"}` : "in a moment";
  if (status === 401) {
    return new Trouble("This page may not ask here: its key is missing, wrong or revoked.");
  }
  if (status === 429) return new Trouble(`Too many questions. Ask again ${when}.`, true);
  if (status === 503) {
    return new Trouble(`The server cannot answer at the moment. Ask again ${when}.`, true);
  }
  return new Trouble(sentence(detail || `The server answered with status ${status}.`), status >= 500);
}

function sentence(text) {
  return text[0].toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? "" : ".");
}

/** An exchange as the history of the next question; what is too long is cut. */
function turnsOf(answer) {
  const ids = [...new Set(answer.citations.map((citation) => citation.article_id))];
  const cut = (text) => text.slice(0, unit(text, LONGEST_TURN));
  return [
    { role: "user", text: cut(answer.question) },
    { role: "assistant", text: cut(answer.text), article_ids: ids.slice(0, 50) },
  ];
}
