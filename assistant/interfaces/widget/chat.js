// <dateline-chat>: the element that a page puts where the chat is to be.

const SHEET = new CSSStyleSheet();
SHEET.replaceSync(STYLE);
const HOME = new URL("..", document.currentScript?.src ?? document.baseURI).href;
const LONGEST_QUESTION = 2000;
const SEND = "M8 13.5v-11M3.5 7L8 2.5 12.5 7";
const STOP = "M4.5 4.5h7v7h-7z";
const COVERING = matchMedia("(max-width: 600px), (max-height: 500px)"); // as in the style sheet

class DatelineChat extends HTMLElement {
  #history = [];
  #asking = null;
  #log;
  #question;
  #send;
  #fresh;
  #panel;
  #launcher = null;
  #reader;

  connectedCallback() {
    if (!this.shadowRoot) this.#build();
  }

  disconnectedCallback() {
    this.#asking?.abort();
  }

  /** Ask a question as if it was typed; does nothing while another is answered. */
  async ask(question) {
    const asked = question.trim();
    if (!asked || this.#asking) return;
    this.#log.querySelector(".welcome")?.remove();
    const reply = new Reply((source, opener) => this.#reader.open(source, opener));
    const said = make("div", { class: "question", dir: "auto" }, asked);
    this.#log.append(own("span", { class: "unseen" }, "You asked:"), said, reply.node);
    this.#log.scrollTop = said.offsetTop - 12;
    const asking = (this.#asking = new AbortController());
    this.#shows();
    try {
      for await (const [name, data] of this.#server().ask(asked, this.#history, asking.signal)) {
        if (asking.signal.aborted) break;
        reply.take(name, data);
        if (name === "done") this.#answered(data);
      }
      if (asking.signal.aborted) reply.stop();
    } catch (error) {
      if (asking.signal.aborted) reply.stop();
      else if (error instanceof Trouble) reply.fail(error, () => this.#again(asked));
      else throw error;
    } finally {
      if (this.#asking === asking) this.#asking = null;
      this.#shows();
    }
  }

  /** Stop the answer that is being made. */
  stop() {
    this.#asking?.abort();
  }

  /** Forget the conversation. */
  clear() {
    this.stop();
    this.#asking = null;
    this.#history = [];
    this.#log.replaceChildren(this.#welcome());
    this.#shows();
  }

  #server() {
    return new Server(this.getAttribute("server") || HOME, this.getAttribute("key") ?? "");
  }

  #answered(answer) {
    this.#history = [...this.#history, ...turnsOf(answer)];
    this.dispatchEvent(new CustomEvent("dateline-answer", { detail: answer, bubbles: true }));
  }

  /** Ask what a button offered, which is gone then: its focus goes to the conversation. */
  #again(question) {
    this.#log.focus({ preventScroll: true });
    this.ask(question);
  }

  #build() {
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [SHEET];
    this.#reader = new Reader(() => this.#server());
    this.#panel = this.#chat();
    root.append(this.#panel, this.#reader.node);
    this.#shows();
    if (!this.hasAttribute("floating")) return;
    this.#launcher = make(
      "button",
      {
        type: "button",
        class: "launcher",
        "aria-expanded": "false",
        "aria-controls": "panel",
        onclick: () => this.#unfold(this.#panel.hidden),
      },
      icon("M2.5 3.5h11v7.5h-6l-3 2.5v-2.5h-2z"),
      this.#heading(),
    );
    root.prepend(this.#launcher);
    this.#panel.hidden = true;
    root.addEventListener("keydown", (event) => {
      const within = this.#reader.node.contains(event.target);
      if (event.key !== "Escape" || event.isComposing || within || this.#panel.hidden) return;
      this.#unfold(false);
    });
    // Where the focus goes to the page, the page is not to be covered.
    this.addEventListener("focusout", (event) => {
      if (COVERING.matches && event.relatedTarget) this.#show(false);
    });
  }

  #unfold(open) {
    this.#show(open);
    (open ? this.#question : this.#launcher).focus();
  }

  #show(open) {
    this.#panel.hidden = !open;
    this.#launcher.setAttribute("aria-expanded", String(open));
  }

  #heading() {
    return this.getAttribute("heading") || "Ask the articles";
  }

  #chat() {
    this.#log = make("div", {
      class: "log",
      role: "log",
      "aria-live": "polite",
      "aria-label": "Conversation",
      tabindex: "0",
    });
    this.#log.append(this.#welcome());
    this.#fresh = own("button", { type: "button", class: "pill", onclick: () => this.#restart() }, "New chat");
    const head = make("div", { class: "bar" }, make("h2", { dir: "auto" }, this.#heading()), this.#fresh);
    if (this.hasAttribute("floating")) {
      const fold = { type: "button", class: "round", "aria-label": "Close chat" };
      head.append(
        own("button", { ...fold, onclick: () => this.#unfold(false) }, icon("M3.5 6l4.5 4.5L12.5 6")),
      );
    }
    const label = { class: "panel", id: "panel", "aria-label": this.#heading() };
    return make("section", label, head, this.#log, this.#composer());
  }

  #restart() {
    this.clear();
    this.#question.focus();
  }

  #welcome() {
    const examples = (this.getAttribute("examples") ?? "").split("|").map((one) => one.trim());
    const offered = examples.filter(Boolean).map((example) =>
      make(
        "li",
        {},
        make(
          "button",
          { type: "button", class: "example", dir: "auto", onclick: () => this.#again(example) },
          example,
        ),
      ),
    );
    return make(
      "div",
      { class: "welcome" },
      own("p", {}, "Every sentence of an answer leads to the exact words of the articles that it rests on."),
      offered.length ? make("ul", { "aria-label": "Examples" }, ...offered) : "",
    );
  }

  #composer() {
    this.#question = make("textarea", {
      rows: "1",
      maxlength: String(LONGEST_QUESTION),
      "aria-label": "Your question",
      placeholder: "Ask a question…",
      dir: "auto",
      enterkeyhint: "send",
      oninput: () => this.#fit(),
      onkeydown: (event) => {
        if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        if (!this.#asking) this.#submit();
      },
    });
    this.#send = own("button", { class: "send" });
    const submit = (event) => {
      event.preventDefault();
      if (this.#asking) this.stop();
      else this.#submit();
    };
    return make("form", { class: "composer", onsubmit: submit }, this.#question, this.#send);
  }

  #submit() {
    const question = this.#question.value;
    this.#question.focus();
    if (!question.trim()) return;
    this.#question.value = "";
    this.#fit();
    this.ask(question);
  }

  /** As tall as what is typed; the style sheet bounds it. */
  #fit() {
    this.#question.style.height = "auto";
    this.#question.style.height = `${this.#question.scrollHeight}px`;
  }

  #shows() {
    const asking = Boolean(this.#asking);
    this.#send.setAttribute("aria-label", asking ? "Stop" : "Send");
    this.#send.replaceChildren(icon(asking ? STOP : SEND));
    this.#fresh.hidden = this.#log.querySelector(".welcome") !== null;
  }
}

if (!customElements.get("dateline-chat")) customElements.define("dateline-chat", DatelineChat);
