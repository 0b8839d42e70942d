// The table of questions: sorted and filtered; a row's details are made when it is opened.
(() => {
  "use strict";

  const body = document.querySelector(".rows tbody");
  const filters = document.querySelector(".filters");
  const columns = document.querySelectorAll("[data-sort]");
  const results = Object.keys(data.results);
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const state = { result: "", text: "", type: "", tag: "", sort: "", down: "", open: "" };

  // A phone shows fewer columns, and details that span more would make room for the rest.
  const phone = matchMedia("(max-width: 640px)");
  const shownColumns = () => [...columns].filter((button) => button.offsetParent).length;
  phone.addEventListener("change", () => {
    for (const cell of body.querySelectorAll(".details > td")) cell.colSpan = shownColumns();
  });

  // Rows

  const rows = data.questions.map((question, place) => {
    const id = `details-${place}`;
    const button = make(
      "button", { type: "button", "aria-expanded": "false", "aria-controls": id },
      stranger(question.question),
    );
    const beyond = question.rank === null && question.depth !== null;
    const cell = (text, name) => make("td", { class: name }, text);
    const row = make(
      "tr", { class: "row" },
      make("th", { scope: "row" }, button),
      cell(stranger(question.type), "wide"),
      cell(pill(question.result)),
      cell(question.status || "–", "wide"),
      cell(beyond ? `> ${question.depth}` : digits(question.rank, 0), "num"),
      cell(digits(question.f1, 2), "num wide"),
      cell(digits(question.seconds, 2), "num wide"),
    );
    const entry = { question, place, id, row, button, details: null, words: "" };
    row.addEventListener("click", ({ target }) => {
      if (target === button || getSelection().isCollapsed) toggle(entry);
    });
    return entry;
  });

  function toggle(entry, open = entry.button.getAttribute("aria-expanded") !== "true") {
    entry.button.setAttribute("aria-expanded", open);
    entry.row.classList.toggle("open", open);
    if (open && !entry.details) {
      entry.details = make(
        "tr", { class: "details", id: entry.id }, make("td", { colspan: shownColumns() }, details(entry.question)),
      );
    }
    if (entry.details) entry.details.hidden = !open;
    if (open) {
      entry.row.after(entry.details);
      for (const text of entry.details.querySelectorAll(".text")) showMark(text, text.querySelector("mark"));
    }
    state.open = open ? entry.question.id : "";
    remember();
  }

  // Filtering and sorting

  const typeOf = (question) => question.type || "none";  // as the figures by type call it

  const ranks = {
    question: (q) => q.question,
    type: (q) => q.type || null,
    result: (q) => results.indexOf(q.result),
    status: (q) => q.status || null,
    rank: (q) => q.rank ?? (q.depth === null ? null : Infinity),
    f1: (q) => q.f1,
    seconds: (q) => q.seconds,
  };

  function ordered() {
    const by = Object.hasOwn(ranks, state.sort) ? ranks[state.sort] : undefined;
    if (!by) return rows;
    const sign = state.down ? -1 : 1;
    return [...rows].sort((one, other) => {
      const [a, b] = [by(one.question), by(other.question)];
      if (a === null || b === null) return (a === null) - (b === null) || one.place - other.place;
      const order = typeof a === "string" ? collator.compare(a, b) : Number(a > b) - Number(a < b);
      return sign * order || one.place - other.place;
    });
  }

  function matches(entry, words) {
    const { question } = entry;
    entry.words ||= [question.id, question.question, ...question.answers, question.answer?.text ?? ""]
      .join("\n").toLowerCase();
    return (!state.type || typeOf(question) === state.type)
      && (!state.tag || question.tags.includes(state.tag))
      && words.every((word) => entry.words.includes(word));
  }

  function show() {
    const words = state.text.toLowerCase().split(/\s+/).filter(Boolean);
    const counts = { "": 0 };
    let shown = 0;
    for (const entry of ordered()) {
      const fits = matches(entry, words);
      const seen = fits && (!state.result || entry.question.result === state.result);
      if (fits) {
        counts[""] += 1;
        counts[entry.question.result] = (counts[entry.question.result] ?? 0) + 1;
      }
      shown += seen;
      entry.row.hidden = !seen;
      body.append(entry.row);
      if (entry.details) {
        entry.details.hidden = !seen || entry.button.getAttribute("aria-expanded") !== "true";
        body.append(entry.details);
      }
    }
    for (const button of filters.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", button.value === state.result);
      button.lastChild.textContent = ` ${counts[button.value] ?? 0}`;
    }
    for (const button of columns) {
      const order = state.down ? "descending" : "ascending";
      button.parentElement.setAttribute("aria-sort", button.dataset.sort === state.sort ? order : "none");
    }
    filters.querySelector("output").textContent = shown === rows.length
      ? `${shown} questions` : shown ? `${shown} of ${rows.length} questions` : "no question has that";
  }

  function change(changes) {
    Object.assign(state, changes);
    show();
    remember();
  }

  // The address keeps what is filtered, so that a view can be sent to somebody.
  function remember() {
    const kept = new URLSearchParams(Object.entries(state).filter(([, value]) => value));
    history.replaceState(null, "", String(kept) ? `#${kept}` : "#questions");
  }

  function recall() {
    const kept = new URLSearchParams(location.hash.slice(1));
    if (!location.hash.includes("=")) return;
    for (const name of Object.keys(state)) state[name] = kept.get(name) ?? "";
    for (const name of ["text", "type", "tag"]) filters.elements[name].value = state[name];
    show();
    const entry = state.open && rows.find(({ question }) => question.id === state.open);
    if (entry) toggle(entry, true);
    (entry ? entry.row : document.getElementById("questions")).scrollIntoView();
  }

  function choices() {
    const group = filters.querySelector(".choices");
    for (const result of ["", ...results.filter((r) => rows.some((e) => e.question.result === r))]) {
      const button = make(
        "button", { type: "button", value: result },
        result ? make("i", { class: `dot ${result}` }) : null, data.results[result] ?? "all",
        make("span", { class: "count" }),
      );
      button.addEventListener("click", () => change({ result }));
      group.append(button);
    }
    const values = {
      type: new Set(data.questions.map(typeOf)),
      tag: new Set(data.questions.flatMap((q) => q.tags)),
    };
    for (const [name, known] of Object.entries(values)) {
      const select = filters.elements[name];
      select.append(make("option", { value: "" }, "any"));
      for (const value of [...known].sort(collator.compare)) select.append(make("option", { value }, value));
      select.parentElement.hidden = known.size < (name === "type" ? 2 : 1);
      select.addEventListener("change", () => change({ [name]: select.value }));
    }
    filters.elements.text.addEventListener("input", (event) => change({ text: event.target.value }));
    filters.addEventListener("submit", (event) => event.preventDefault());
  }

  for (const button of columns) {
    button.addEventListener("click", () => {
      const again = state.sort === button.dataset.sort;
      change({ sort: button.dataset.sort, down: again && !state.down ? "1" : "" });
    });
  }

  // The rest of the page

  const explain = document.getElementById("explain");
  explain.addEventListener("click", () => {
    const open = explain.getAttribute("aria-pressed") !== "true";
    explain.setAttribute("aria-pressed", open);
    for (const metric of document.querySelectorAll("details.metric")) metric.open = open;
  });

  choices();
  show();
  recall();
  addEventListener("hashchange", recall);
})();
