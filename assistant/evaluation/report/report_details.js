// What a question's row opens to: question, answer and the articles, with the spans highlighted.
// Every text is a stranger's: it only ever becomes a text node or the value of an attribute.
const data = JSON.parse(document.getElementById("data").textContent);

const { make, stranger, digits, pill, details, showMark } = (() => {
  "use strict";

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children.flat(Infinity).filter((child) => child !== null && child !== ""));
    return element;
  }

  const stranger = (text) => make("bdi", null, text);
  const named = (title, ...beside) => make("h4", null, title, beside);
  const digits = (value, n) => (value === null ? "" : value.toFixed(n));

  function pill(result) {
    return make("span", { class: `pill ${result}` }, data.results[result]);
  }

  function details(question) {
    return make(
      "div", { class: "details-body" },
      make(
        "div", { class: "talk" },
        asked(question), expected(question), said(question), judged(question),
      ),
      make("div", { class: "articles" }, articles(question)),
      section("retrieved", retrieved(question)),
      section("scores", scores(question)),
    );
  }

  const section = (name, content) => (content.length ? make("div", { class: name }, content) : null);

  function asked(question) {
    const turns = question.turns.map((turn) =>
      make("p", { class: `turn ${turn.role}`, dir: "auto" },
        make("span", { class: "quiet" }, turn.role === "user" ? "Asked before: " : "Replied: "), turn.text));
    const id = [stranger(question.id), ...question.tags.flatMap((tag) => [" · ", stranger(tag)])];
    return [
      named("Question"),
      turns,
      make("p", { class: "asked", dir: "auto" }, question.question),
      question.query ? make("p", { class: "quiet" }, "Searched for: ", stranger(question.query)) : null,
      question.docs.length
        ? make("p", { class: "quiet" }, "Searched only in: ",
          question.docs.flatMap((id, n) => [n ? ", " : "", stranger(id)])) : null,
      make("p", { class: "quiet small" }, id),
    ];
  }

  function expected(question) {
    const quotes = question.evidence.filter(({ quote }) => quote);
    return [
      named("Expected"),
      question.answerable ? null : make("p", null, "A refusal: no article answers it."),
      question.answers.length
        ? make("ul", { class: "answers" }, question.answers.map((text) => make("li", { dir: "auto" }, text))) : null,
      quotes.map((evidence) => make(
        "blockquote", { class: "evidence", dir: "auto" },
        evidence.spans.length ? jump("found", evidence.quote, "expected", question.evidence.indexOf(evidence)) : evidence.quote,
      )),
      question.answerable && !question.answers.length && !quotes.length
        ? make("p", { class: "quiet" }, "Nothing that an answer could be held to.") : null,
      question.lost.map((text) => make("p", { class: "warning", dir: "auto" }, text)),
    ];
  }

  function said({ answer, reason, result, status }) {
    if (!answer) return [named("Answer", " ", pill(result)), make("p", { class: "warning", dir: "auto" }, reason)];
    const sentences = status === "refused"
      ? make("p", { class: "refusal", dir: "auto" }, answer.text)
      : answer.sentences.map((sentence) => make(
        "p", { class: "sentence", dir: "auto" }, sentence.text,
        sentence.citations.map((n) => chip(answer.citations.find((citation) => citation.n === n), n)),
        " ", make("span", { class: `verdict ${sentence.verdict}` }, sentence.verdict),
      ));
    const sure = answer.confidence === null ? "" : `, confidence ${digits(answer.confidence, 2)}`;
    const broken = answer.citations.filter((citation) => !citation.span);
    return [
      named("Answer", " ", pill(result)),
      sentences,
      broken.map(({ n, quote }) => make(
        "p", { class: "warning" }, `Citation ${n} is not what the article has there: `, stranger(quote),
      )),
      answer.warnings.map((text) => make("p", { class: "warning", dir: "auto" }, text)),
      make("p", { class: "quiet small" }, `${status} by `, stranger(answer.model), sure),
    ];
  }

  function chip(citation, n) {
    const button = jump(citation?.span ? "chip" : "chip broken", String(n), "cited", n);
    button.setAttribute("aria-label", `Citation ${n}: ${citation?.title ?? "missing"}`);
    return button;
  }

  // A button that shows the marks of a citation, or of an expected quote.
  function jump(name, text, kind, number) {
    const button = make("button", { type: "button", class: name, dir: "auto" }, text);
    button.addEventListener("click", () => {
      const place = button.closest(".details-body");
      const all = [...place.querySelectorAll(".text mark")];
      const marks = all.filter((mark) => mark.dataset[kind]?.split(" ").includes(String(number)));
      for (const mark of all) mark.classList.toggle("now", marks.includes(mark));
      if (!marks.length) return;
      showMark(marks[0].closest(".text"), marks[0]);
      marks[0].scrollIntoView({ block: "nearest" });
    });
    return button;
  }

  function judged({ judge }) {
    if (!judge) return null;
    return [
      named("Judge’s claims"),
      make("ul", { class: "claims" }, judge.claims.map(([text, borne]) => make(
        "li", { class: borne ? "borne" : "unborne", dir: "auto" }, text, " ",
        make("span", { class: `verdict ${borne ? "supported" : "unsupported"}` }, borne ? "stated by its quotes" : "not stated by its quotes"),
      ))),
      judge.unreadable.map((name) => make("p", { class: "warning" }, `The judge’s reply for ${name} could not be read.`)),
    ];
  }

  function retrieved(question) {
    if (!question.retrieved.length) return [];
    const BEARS = { quote: "has an expected quote", article: "of an expected article" };
    return [named("Retrieved"), make("ol", null, question.retrieved.map((passage, place) => {
      const opened = make(
        "details", null,
        make(
          "summary", null,
          make("span", { class: "rank" }, String(place + 1)), " ", stranger(title(passage.article)), " ",
          make("span", { class: "quiet" }, `${passage.span[0]}–${passage.span[1]}, ${passage.score}`), " ",
          passage.bears ? make("span", { class: `bears ${passage.bears}` }, BEARS[passage.bears]) : null,
        ),
      );
      opened.addEventListener("toggle", () => {
        if (opened.childElementCount > 1) return;
        const spans = marksOf(question, passage.article);
        opened.append(make("p", { class: "passage", dir: "auto" }, text(passage.article, spans, passage.span)));
      });
      return make("li", null, opened);
    }))];
  }

  function scores(question) {
    const listed = data.scores.map((name, place) => [name, question.scores[place]]).filter(([, score]) => score !== null);
    const list = (pairs) => make("dl", { class: "numbers" }, pairs.map(([name, score]) =>
      make("div", null, make("dt", null, name), make("dd", null, String(Math.round(score * 1000) / 1000)))));
    if (!listed.length) return [];
    const main = listed.filter(([name]) => data.main.includes(name));
    const rest = listed.filter(([name]) => !data.main.includes(name));
    return [
      named("Scores"),
      list(main),
      rest.length ? make("details", null, make("summary", null, `${rest.length} more`), list(rest)) : null,
    ];
  }

  // Articles

  const title = (id) => data.articles[id]?.title || id;

  function articles(question) {
    const cited = question.answer?.citations.map((citation) => citation.article) ?? [];
    const ids = [...new Set([...cited, ...question.evidence.map((evidence) => evidence.article)])];
    const legend = make(
      "p", { class: "legend" },
      make("span", { class: "cited" }, "cited"), make("span", { class: "expected" }, "expected"),
      make("span", { class: "cited expected" }, "both"),
    );
    return ids.length ? [legend, make("div", { class: "panes" }, ids.map((id) => pane(question, id)))] : [];
  }

  function pane(question, id) {
    const article = data.articles[id];
    if (!article) return make("article", null, make("p", { class: "warning" }, "The article ", stranger(id), " is not in the index."));
    const about = [article.source, article.author, article.published_at].filter(Boolean);
    const link = /^https?:\/\//i.test(article.url)
      ? make("a", { href: article.url, rel: "noopener noreferrer", target: "_blank" }, "original") : null;
    return make(
      "article", { "data-article": id },
      make("h5", { dir: "auto" }, title(id)),
      make("p", { class: "quiet small" }, about.flatMap((part, n) => [n ? " · " : "", stranger(part)]), link && about.length ? " · " : "", link),
      make(
        "div", { class: "text", tabindex: 0, role: "region", "aria-label": `Text of ${title(id)}`, dir: "auto" },
        text(id, marksOf(question, id)),
      ),
    );
  }

  // Spans of an article that a question has to do with, each with what it is and its number.
  function marksOf(question, id) {
    const cited = (question.answer?.citations ?? [])
      .filter((citation) => citation.span && citation.article === id)
      .map(({ span: [start, end], n }) => ({ start, end, kind: "cited", n }));
    const expected = question.evidence.flatMap(({ article, spans }, n) => (article === id ? spans : [])
      .map(([start, end]) => ({ start, end, kind: "expected", n })));
    return [...cited, ...expected];
  }

  // Offsets count code points, JavaScript's strings do not.
  const pieces = new Map();

  function piecesOf(id) {
    if (!pieces.has(id)) {
      pieces.set(id, (data.articles[id]?.pieces ?? []).map(([start, characters]) => ({ start, characters: Array.from(characters) })));
    }
    return pieces.get(id);
  }

  function text(id, marks, [from, to] = [0, data.articles[id]?.length ?? 0]) {
    const shown = [];
    let at = from;
    for (const { start, characters } of piecesOf(id)) {
      const [first, last] = [Math.max(start, from), Math.min(start + characters.length, to)];
      if (first >= last) continue;
      if (first > at) shown.push(gap());
      const cuts = [first, last, ...marks.flatMap(({ start, end }) => [start, end])].filter((cut) => cut >= first && cut <= last);
      const edges = [...new Set(cuts)].sort((a, b) => a - b);
      edges.slice(1).forEach((end, n) => {
        const words = characters.slice(edges[n] - start, end - start).join("");
        shown.push(marked(words, marks.filter((mark) => mark.start <= edges[n] && end <= mark.end)));
      });
      at = last;
    }
    if (at < to) shown.push(gap());
    return shown;
  }

  const gap = () => make("span", { class: "gap", title: "left out of this report" }, "…");

  function marked(words, over) {
    if (!over.length) return words;
    const mark = make("mark", null, words);
    for (const { kind, n } of over) {
      mark.classList.add(kind);
      mark.dataset[kind] = `${mark.dataset[kind] ?? ""} ${n}`.trim();
    }
    return mark;
  }

  function showMark(text, mark) {
    if (mark) text.scrollTop = mark.offsetTop - text.clientHeight / 4;
  }

  return { make, stranger, digits, pill, details, showMark };
})();
