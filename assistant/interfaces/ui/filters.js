// The filters above the question field, and asking again without what was read of time.
(() => {
  "use strict";

  const NAMES = ["sources", "authors"];
  const DATES = ["published_from", "published_to"];
  const OFFERED = 2000; // names that a field lists; it takes any other that is typed whole
  const UNLOADED = "The names cannot be loaded: the server does not answer.";
  const SAID = { sources: "Publisher", authors: "Author", published_from: "From", published_to: "To" };
  const known = { sources: [], authors: [] };
  const chosen = { sources: [], authors: [], published_from: "", published_to: "" };
  let readTime = true;
  let loading = Promise.resolve();
  let loaded = false;

  const byId = (id) => document.getElementById(id);
  const field = (name) => byId("dl-filters").elements[name];

  // What goes with the next question; the page's events call it.
  window.datelineFilters = () => {
    const sent = JSON.stringify({ ...chosen, read_time: readTime });
    readTime = true;
    return sent;
  };

  function spoken(day) {
    const [year, month, date] = day.split("-").map(Number);
    const format = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
    return new Date(Date.UTC(year, month - 1, date)).toLocaleDateString("en-GB", format);
  }

  function show() {
    const list = byId("dl-chosen");
    list.replaceChildren(
      ...NAMES.flatMap((name) => chosen[name].map((value) => chip(name, value, value))),
      ...DATES.filter((name) => chosen[name]).map((name) => chip(name, chosen[name], spoken(chosen[name]))),
    );
    for (const name of DATES) field(name).value = chosen[name];
    field("published_from").max = chosen.published_to;
    field("published_to").min = chosen.published_from;
  }

  function chip(name, value, words) {
    const item = document.createElement("li");
    item.className = "dl-tag";
    const text = document.createElement("bdi");
    text.textContent = words;
    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "dl-unfilter";
    remove.textContent = "×";
    remove.setAttribute("aria-label", `Remove ${SAID[name].toLowerCase()} ${words}`);
    Object.assign(remove.dataset, { name, value });
    item.append(`${SAID[name]} `, text, remove);
    return item;
  }

  function unfilter(button) {
    const { name, value } = button.dataset;
    chosen[name] = NAMES.includes(name) ? chosen[name].filter((one) => one !== value) : "";
    show();
    byId("dl-filters-open").focus();
  }

  function clear() {
    for (const name of NAMES) chosen[name] = [];
    for (const name of DATES) chosen[name] = "";
    for (const name of NAMES) field(name).value = "";
    note("");
    show();
  }

  const note = (words) => (byId("dl-filters").querySelector(".dl-filters-note").textContent = words);

  // A name is taken when it is one that articles have; half a name stays in its field.
  async function take(name) {
    await loading;
    const typed = field(name).value.trim();
    note("");
    if (!typed) return true;
    const match = known[name].find((one) => one.toLowerCase() === typed.toLowerCase());
    if (!match) {
      note(loaded ? `No article has the ${SAID[name].toLowerCase()} “${typed}”.` : UNLOADED);
      return false;
    }
    if (!chosen[name].includes(match)) chosen[name] = [...chosen[name], match];
    field(name).value = "";
    show();
    return true;
  }

  function open(first) {
    byId("dl-filters").hidden = false;
    byId("dl-filters-open").setAttribute("aria-expanded", "true");
    loading = load();
    field(first).focus();
  }

  async function load() {
    try {
      const response = await fetch(new URL("filters", document.baseURI));
      if (!response.ok) throw new Error(`${response.status} for the names`);
      Object.assign(known, await response.json());
      loaded = true;
    } catch (error) {
      console.error(error);
      note(UNLOADED);
    }
    for (const name of NAMES) {
      const offered = known[name].slice(0, OFFERED);
      byId(`dl-${name}`).replaceChildren(...offered.map((value) => new Option(value, value)));
    }
  }

  function close() {
    byId("dl-filters").hidden = true;
    byId("dl-filters-open").setAttribute("aria-expanded", "false");
  }

  const isOpen = () => byId("dl-filters")?.hidden === false;

  function put(question) {
    const text = document.querySelector("#dl-ask textarea");
    text.value = question;
    text.dispatchEvent(new Event("input", { bubbles: true }));
    return text;
  }

  // Gradio takes what was typed a moment after the field has it.
  function askAgain(button) {
    if (!document.querySelector("#dl-ask .submit-button")) return;
    put(button.dataset.question);
    readTime = false;
    setTimeout(() => document.querySelector("#dl-ask .submit-button")?.click(), 100);
  }

  function edit(button) {
    put(button.dataset.question);
    chosen.published_from = button.dataset.from;
    chosen.published_to = button.dataset.to;
    show();
    open("published_from");
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button");
    if (button?.id === "dl-filters-open") isOpen() ? close() : open("sources");
    else if (button?.id === "dl-filters-clear") clear();
    else if (button?.matches(".dl-unfilter")) unfilter(button);
    else if (button?.matches(".dl-again")) askAgain(button);
    else if (button?.matches(".dl-edit")) edit(button);
    else if (isOpen() && event.target.isConnected && !event.target.closest(".dl-scope")) close();
  });

  document.addEventListener("change", (event) => {
    const name = event.target.form?.id === "dl-filters" ? event.target.name : "";
    if (NAMES.includes(name)) take(name);
    if (!DATES.includes(name)) return;
    chosen[name] = event.target.value;
    const { published_from: from, published_to: to } = chosen;
    note(from && to && from > to ? "“From” is after “To”: no article is of both." : "");
    show();
  });

  document.addEventListener("submit", async (event) => {
    if (event.target.id !== "dl-filters") return;
    event.preventDefault();
    for (const name of NAMES) if (!(await take(name))) return field(name).focus();
    close();
    document.querySelector("#dl-ask textarea").focus();
  });

  document.addEventListener("keydown", (event) => {
    if (!isOpen()) return;
    const { form, name, value } = event.target;
    if (event.key === "Escape") {
      close();
      byId("dl-filters-open").focus();
    } else if (event.key === "Enter" && form?.id === "dl-filters" && NAMES.includes(name) && value) {
      event.preventDefault(); // takes the name; only an empty field's Enter is "Done"
      take(name);
    }
  });
})();
