// The form by which a user says that a reply is wrong.
(() => {
  "use strict";

  const LONGEST_CONVERSATION = 50; // turns, as the server takes them
  const LONGEST_TURN = 20_000; // characters

  const formBelow = (button) => button.closest(".dl-reply").querySelector(".dl-report");

  function open(button) {
    const template = document.getElementById(button.dataset.form);
    const form = template.content.firstElementChild.cloneNode(true);
    button.closest(".dl-actions").after(form);
    button.setAttribute("aria-expanded", "true");
    const first = form.querySelector("input[type=radio]");
    if (first) first.checked = true;
    (first ?? form.elements.right).focus({ preventScroll: true });
    form.scrollIntoView({ block: "nearest" });
  }

  function close(button) {
    formBelow(button).remove();
    button.setAttribute("aria-expanded", "false");
    button.focus();
  }

  // What the articles do not answer has no right answer.
  function choose(form) {
    const field = form.elements.right;
    field.disabled = form.elements.fault.value === "wrongly-answered";
    field.closest("label").hidden = field.disabled;
  }

  async function save(form, button) {
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    const message = form.querySelector(".dl-report-error");
    message.textContent = "";
    try {
      const { file } = await send({ ...exchange(button), ...Object.fromEntries(new FormData(form)) });
      if (form.isConnected) thank(form, button, file);
    } catch (error) {
      message.textContent = `Not saved: ${error.message}`;
      form.scrollIntoView({ block: "nearest" });
    }
    form.ariaBusy = "false";
  }

  // The question and what was said before it: every finished reply has its button.
  function exchange(button) {
    const buttons = [...document.querySelectorAll("#dl-chat .dl-wrong")];
    const before = buttons.slice(0, buttons.indexOf(button)).flatMap(({ dataset }) => [
      { role: "user", text: dataset.question },
      { role: "assistant", text: Array.from(dataset.reply).slice(0, LONGEST_TURN).join("") },
    ]);
    return { question: button.dataset.question, turns: before.slice(-LONGEST_CONVERSATION) };
  }

  async function send(report) {
    let response;
    try {
      response = await fetch(new URL("api/feedback", document.baseURI), {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(report),
      });
    } catch (error) {
      console.error(error);
      throw new Error("the server cannot be reached", { cause: error });
    }
    const said = await response.json().catch(() => ({}));
    if (!response.ok) throw new Error(said.detail ?? `the server answers ${response.status}`);
    return said;
  }

  function thank(form, button, file) {
    const saved = document.createElement("p");
    saved.className = "dl-note dl-saved";
    saved.tabIndex = -1;
    saved.textContent = `Saved as a test case. The file is ${file}.`;
    form.replaceWith(saved);
    button.hidden = true;
    saved.focus();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".dl-wrong, .dl-cancel");
    if (!button) return;
    const opener = button.closest(".dl-reply").querySelector(".dl-wrong");
    if (formBelow(opener)) close(opener);
    else open(opener);
  });

  document.addEventListener("change", (event) => {
    const form = event.target.closest?.(".dl-report");
    if (form) choose(form);
  });

  document.addEventListener("submit", (event) => {
    if (!event.target.matches(".dl-report")) return;
    event.preventDefault();
    save(event.target, event.target.closest(".dl-reply").querySelector(".dl-wrong"));
  });

  // Before the page's own Escape, which closes an article.
  document.addEventListener(
    "keydown",
    (event) => {
      const form = event.target.closest?.(".dl-report");
      if (!form || event.key !== "Escape" || event.isComposing) return;
      event.stopPropagation();
      close(form.closest(".dl-reply").querySelector(".dl-wrong"));
    },
    true,
  );
})();
