// A source: the quoted words marked in their article.

const WRAPPED_AT_LEAST = 55;
const WRAPPED_AT_MOST = 100; // characters in the lines of a text that was wrapped to a width

class Reader {
  #server;
  #body = make("div", { class: "reader-body" });
  #loading;
  #opener;
  node = make(
    "dialog",
    { class: "reader", "aria-labelledby": "source" },
    make(
      "div",
      { class: "bar" },
      make("span", { class: "label", id: "source" }, "Source"),
      make(
        "button",
        {
          type: "button",
          class: "round",
          "aria-label": "Close source",
          onclick: () => this.node.close(),
        },
        icon("M3.5 3.5l9 9m0-9l-9 9"),
      ),
    ),
    this.#body,
  );

  /** `server()` gives the one to read from. */
  constructor(server) {
    this.#server = server;
    this.node.addEventListener("close", () => this.#closed());
    this.node.addEventListener("click", (event) => {
      if (event.target === this.node) this.node.close(); // beside it
    });
  }

  /** Show the words of a citation, or of a passage, in their article; `opener` gets focus back. */
  async open(source, opener) {
    this.#opener = opener;
    const loading = (this.#loading = new AbortController());
    this.#body.replaceChildren(head(source), make("p", { class: "quiet" }, "Opening…"));
    this.node.showModal();
    try {
      const article = await this.#server().article(source.article_id, loading.signal);
      if (!loading.signal.aborted) this.#show(article, source);
    } catch (error) {
      if (loading.signal.aborted) return;
      if (!(error instanceof Trouble)) throw error;
      this.#body.replaceChildren(head(source), ...missing(error.message, source.quote));
    }
  }

  close() {
    this.node.close();
  }

  #closed() {
    this.#loading.abort();
    this.#body.replaceChildren();
    this.#opener.focus();
  }

  #show(article, source) {
    const start = unit(article.text, source.start);
    const end = start + unit(article.text.slice(start), source.end - source.start);
    const same = article.text.slice(start, end) === source.quote;
    const text = make(
      "div",
      { class: "article", tabindex: "0", role: "region", "aria-label": "Article text" },
      ...(same ? [] : missing("This article has changed since the answer.", source.quote)),
      ...paragraphs(article.text, same ? start : 0, same ? end : 0),
    );
    const name = source.title || source.opening || article.id;
    this.#body.replaceChildren(head({ ...source, ...article, title: name }), text);
    text.focus({ preventScroll: true });
    const mark = text.querySelector("mark");
    if (mark) text.scrollTop += mark.getBoundingClientRect().top - text.getBoundingClientRect().top - 64;
  }
}

function head(source) {
  const times = (source.dates ?? []).map(
    ({ text, first, last }) => `${text.replace(/\s+/g, " ")} = ${spokenDays(first, last)}`,
  );
  return make(
    "div",
    { class: "head" },
    make("h2", { dir: "auto" }, nameOf(source)),
    make("p", { class: "quiet" }, ...byline([source.source, source.author], source.published_at)),
    times.length ? make("p", { class: "quiet", dir: "auto" }, times.join("; ")) : "",
    original(source.url),
  );
}

function missing(message, quote) {
  const words = quote ? make("blockquote", { dir: "auto" }, quote) : "";
  return [make("p", { class: "box error", role: "alert" }, message), words];
}

/** A text in paragraphs with start to end marked; lines that were wrapped to a width are joined. */
function paragraphs(text, start, end) {
  const longest = text.split("\n").reduce((most, line) => Math.max(most, line.length), 0);
  const gaps = text.matchAll(longest <= WRAPPED_AT_MOST ? /\n\s*\n\s*/g : /\n\s*/g);
  const all = [];
  let at = 0;
  for (const gap of [...gaps, { index: text.length, 0: "" }]) {
    if (at < gap.index) all.push(paragraph(text, at, gap.index, start, end));
    at = gap.index + gap[0].length;
  }
  return all;
}

function paragraph(text, at, stop, start, end) {
  const lines = text.slice(at, stop).split("\n").slice(0, -1);
  const broken = lines.some((line) => line.length < WRAPPED_AT_LEAST);
  const first = Math.min(Math.max(at, start), stop);
  const last = Math.max(Math.min(stop, end), first);
  return make(
    "p",
    { dir: "auto", class: broken ? "broken" : false },
    text.slice(at, first),
    first < last ? make("mark", {}, text.slice(first, last)) : "",
    text.slice(last, stop),
  );
}
