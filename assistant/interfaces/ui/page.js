// The reader beside the chat, and the keyboard.
(() => {
  "use strict";

  const phone = matchMedia("(max-width: 860px)");
  const byId = (id) => document.getElementById(id);
  const question = () => document.querySelector("#dl-ask textarea");
  let opener = null;

  async function openReader(button) {
    const { article, start, end, digest, number } = button.dataset;
    mark(button);
    const html = await fetchArticle({ article, start, end, digest });
    if (button !== opener) return;
    byId("dl-reader-label").textContent = number ? `Source ${number}` : "Source";
    const body = byId("dl-reader-body");
    body.innerHTML = html;
    show(true);
    // On a phone the article hides the chat, and going back is how one leaves it.
    if (phone.matches && !history.state?.reading) {
      history.pushState({ ...history.state, reading: true }, "");
    }
    body.querySelector(".dl-article").focus({ preventScroll: true });
    body.querySelector("mark")?.scrollIntoView({ block: "center" });
  }

  async function fetchArticle(query) {
    const address = new URL("reader", document.baseURI);
    address.search = new URLSearchParams(query);
    let reason = "the server cannot be reached";
    try {
      const response = await fetch(address);
      if (response.ok) return await response.text();
      reason = (await response.json()).detail;
    } catch (error) {
      console.error(error);
    }
    const message = document.createElement("p");
    message.className = "dl-article";
    message.tabIndex = 0;
    message.textContent = `This article could not be opened: ${reason}`;
    return message.outerHTML;
  }

  function closeReader() {
    if (history.state?.reading) history.back();
    else hideReader();
  }

  addEventListener("popstate", hideReader);

  function hideReader() {
    if (!isOpen()) return;
    show(false);
    (opener.isConnected ? opener : question()).focus();
    mark(null);
  }

  function mark(button) {
    opener?.classList.remove("dl-open");
    button?.classList.add("dl-open");
    opener = button;
  }

  const isOpen = () => byId("dl-reader")?.hidden === false;

  function show(open) {
    byId("dl-reader").hidden = !open;
    document.body.classList.toggle("dl-reading", open);
    coverChat();
  }

  // On a phone the reader hides the chat, which the keyboard must not reach then.
  function coverChat() {
    for (const id of ["dl-header", "dl-chat", "dl-scope", "dl-ask"]) {
      byId(id).inert = isOpen() && phone.matches;
    }
  }

  phone.addEventListener("change", coverChat);

  async function copy(button) {
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = "Copied";
    } catch (error) {
      console.error(error);
      button.textContent = "The browser does not allow copying here";
    }
    setTimeout(() => (button.textContent = label), 2000);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button");
    if (!button) return;
    if (button.matches("[data-article]")) openReader(button);
    else if (button.matches("[data-copy]")) copy(button);
    else if (button.id === "dl-reader-close") closeReader();
    else if (button.id === "dl-new") {
      closeReader();
      question().focus();
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeReader();
    const typing = event.target.closest?.("input, textarea, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      question()?.focus();
    }
  });

  // Gradio names the field after its button too, and offers the examples as a list of no items.
  function name() {
    question()?.setAttribute("aria-label", "Your question");
    document.querySelector("#dl-chat .examples")?.setAttribute("role", "group");
  }

  let asked = 0;

  function onChange() {
    name();
    const questions = document.querySelectorAll("#dl-chat .user-row");
    if (questions.length > asked) questions[questions.length - 1].scrollIntoView();
    asked = questions.length;
    // Gradio names each message "a component of type html" to screen readers.
    for (const message of document.querySelectorAll("#dl-chat [data-testid][aria-label]")) {
      message.removeAttribute("aria-label");
    }
  }

  new MutationObserver(onChange).observe(document.documentElement, {
    childList: true,
    subtree: true,
  });
})();
