// A reply in the chat, from its first event to the whole answer.

const STAGES = {
  rewriting: "Reading the question…",
  searching: "Searching the articles…",
  answering: "Reading what was found…",
  verifying: "Checking the words…",
};
const NOTED = {
  agreement: "The articles agree",
  conflict: "The articles differ",
  premise: "Correction",
};
const UNANSWERED = "The articles do not answer";
const WARNINGS_SHOWN = 3;
const EXCERPT_SHOWN = 240;
const HELD = 10; // characters of a last word that stay on one line with the number behind it

class Reply {
  #open;
  #citations = new Map();
  #said = [];
  #understood = own("p", { class: "quiet", hidden: true });
  #sentences = make("div", { class: "answer", dir: "auto" });
  #stage = own("p", { class: "stage quiet" }, "One moment…");
  node = make(
    "div",
    { class: "reply" },
    own("span", { class: "unseen" }, "Answer:"),
    this.#understood,
    this.#sentences,
    this.#stage,
  );

  /** `open(source, opener)` shows a citation, or a passage, in its article. */
  constructor(open) {
    this.#open = open;
  }

  /** Take an event of the stream. */
  take(name, data) {
    if (name === "stage") this.#stage.textContent = STAGES[data.stage] ?? "One moment…";
    if (name === "citation") this.#citations.set(data.n, data);
    if (name === "sentence") this.#say(data);
    if (name === "done") this.#finish(data);
  }

  /** End without an answer; what had arrived stays. */
  stop() {
    this.#end(own("p", { class: "quiet" }, `Stopped.${this.#above()}`));
  }

  /** End with what went wrong, and `again()` to ask once more where that may help. */
  fail(trouble, again) {
    const box = own(
      "div",
      { class: "box error", role: "alert" },
      make("strong", {}, "This question was not answered"),
      make("p", { dir: "auto" }, trouble.message + this.#above()),
    );
    if (trouble.again) box.append(make("button", { type: "button", onclick: again }, "Ask again"));
    this.#end(box);
  }

  #above() {
    return this.#said.length ? " What had arrived is above, the rest is missing." : "";
  }

  #end(...below) {
    this.#stage.replaceWith(...below);
  }

  #say(told) {
    this.#said.push(told);
    const shown = make("span", { class: told.day ? "sentence dated" : "sentence" });
    if (told.day) {
      shown.append(own("time", { class: "day", datetime: told.day }, spokenDay(told.day)), " ");
    }
    const words = this.#cited(told.text, told.citations);
    if (told.verdict === "unsupported") {
      const why = told.reason ? `: ${told.reason}` : "";
      shown.append(
        make("span", { class: "unfound" }, ...words),
        make("span", { class: "tag" }, `not found in the articles${why}`),
      );
    } else shown.append(...words);
    this.#sentences.append(shown, " ");
  }

  #finish(answer) {
    for (const citation of answer.citations) this.#citations.set(citation.n, citation);
    // What is read aloud as it comes is not to be read again.
    if (JSON.stringify(this.#said) !== JSON.stringify(answer.sentences)) {
      this.#said = [];
      this.#sentences.replaceChildren();
      answer.sentences.forEach((told) => this.#say(told));
    }
    if (answer.kind === "greeting") this.#sentences.append(answer.text);
    this.#sentences.classList.toggle("lines", answer.kind === "collection");
    if (answer.query && answer.query.toLowerCase() !== answer.question.toLowerCase()) {
      this.#understood.append("Understood as ", make("bdi", {}, `“${answer.query}”`));
      this.#understood.hidden = false;
    }
    this.#end(
      ...this.#timing(answer),
      ...this.#notes(answer),
      ...(answer.kind === "articles" && answer.status === "refused" ? this.#refusal(answer) : []),
      ...warnings(answer.warnings),
      ...(answer.kind === "articles" ? this.#sources(answer.citations) : []),
    );
  }

  #timing({ period, as_of: asOf }) {
    const lines = [];
    if (period) {
      lines.push([make("bdi", {}, `“${period.text.trim()}”`), `: ${spokenPeriod(period)}`]);
    }
    if (asOf !== null) {
      lines.push([asOf ? `As of ${spokenDay(asOf)}` : "The date of the article is unknown"]);
    }
    return lines.map((line) => own("p", { class: "quiet" }, ...line));
  }

  /** A text and the numbers of its sources as buttons, of which the first begins no line. */
  #cited(text, numbers) {
    const chips = numbers.filter((n) => this.#citations.has(n)).map((n) => this.#chip(n));
    const at = Math.max(text.lastIndexOf(" ") + 1, text.length - HELD);
    const cut = /[\udc00-\udfff]/.test(text.charAt(at)) ? at + 1 : at; // not within a character
    const held = make("span", { class: "held" }, text.slice(cut), ...chips.slice(0, 1));
    return [text.slice(0, cut), held, ...chips.slice(1)];
  }

  #chip(n) {
    const citation = this.#citations.get(n);
    const about = [nameOf(citation), citation.source].filter(Boolean).join(", ");
    const label = `Source ${n}: ${about}`;
    const given = { type: "button", class: "chip", title: about, "aria-label": label };
    return make("button", { ...given, onclick: (event) => this.#open(citation, event.currentTarget) }, `[${n}]`);
  }

  #notes({ notes, unanswered }) {
    const items = notes.map(({ kind, text, citations }) =>
      make(
        "li",
        { class: kind },
        own("strong", {}, NOTED[kind] ?? kind),
        make("p", { dir: "auto" }, ...this.#cited(text, citations)),
      ),
    );
    if (unanswered.length) {
      const parts = unanswered.map((part) => make("p", { dir: "auto" }, part));
      items.push(make("li", { class: "gap" }, own("strong", {}, UNANSWERED), ...parts));
    }
    return items.length ? [make("ul", { class: "notes", "aria-label": "Notes" }, ...items)] : [];
  }

  #refusal({ text, nearest }) {
    const box = own("div", { class: "box" }, make("p", { dir: "auto" }, text));
    if (!nearest.length) return [box];
    const rows = nearest.map((passage) => {
      const start = passage.text.slice(0, unit(passage.text, EXCERPT_SHOWN));
      const cut = start === passage.text ? start : `${start.replace(/\s+\S*$/, "")}…`;
      const excerpt = make("span", { class: "excerpt", dir: "auto" }, cut);
      return this.#row({ ...passage, quote: passage.text }, [], excerpt);
    });
    const label = "These came closest, but do not answer it";
    return [box, own("h3", {}, label), make("ul", { class: "sources" }, ...rows)];
  }

  #sources(citations) {
    const byArticle = new Map();
    for (const citation of citations) {
      const same = byArticle.get(citation.article_id) ?? [];
      byArticle.set(citation.article_id, [...same, citation]);
    }
    if (!byArticle.size) return [];
    const rows = [...byArticle.values()].map((same) =>
      this.#row(same[0], same.map((citation) => citation.n)),
    );
    return [own("h3", {}, "Sources"), make("ul", { class: "sources" }, ...rows)];
  }

  #row(source, numbers, ...below) {
    const row = make(
      "button",
      { type: "button", onclick: (event) => this.#open(source, event.currentTarget) },
      make("span", { class: "numbers" }, numbers.map((n) => `[${n}]`).join(" ")),
      make("span", { class: "title", dir: "auto" }, nameOf(source)),
      make("span", { class: "about" }, ...byline([source.source], source.published_at)),
      ...below,
    );
    return make("li", {}, row);
  }
}

function warnings(all) {
  if (!all.length) return [];
  const items = all.map((warning) => own("li", { dir: "auto" }, sentence(warning)));
  const rest = items.length > WARNINGS_SHOWN + 1 ? items.splice(WARNINGS_SHOWN) : [];
  const list = make("ul", { class: "warnings", "aria-label": "Warnings" }, ...items);
  if (rest.length) {
    const summary = own("summary", {}, `${rest.length} more warnings`);
    list.append(make("li", {}, make("details", {}, summary, make("ul", {}, ...rest))));
  }
  return [list];
}
