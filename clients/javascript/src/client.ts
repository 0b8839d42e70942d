import { DatelineError } from "./errors.js";
import { serverSent, type ServerSent } from "./events.js";
import type {
  Added,
  Answer,
  AnswerSentence,
  Article,
  Asked,
  Citation,
  Found,
  Listed,
  Listing,
  NewArticle,
  NewArticles,
  Passage,
  Problem,
  Report,
  Said,
  Saved,
  Sought,
  Within,
} from "./types.js";

export interface DatelineOptions {
  /** Where the server is, with the path it is served below if there is one. */
  baseUrl: string;
  /** An API key, where the server asks for one. */
  key?: string;
  /** What requests are made with, in the place of the global `fetch`. */
  fetch?: typeof fetch;
}

export interface RequestOptions {
  /** Ends the request, which then rejects with the signal's reason. */
  signal?: AbortSignal;
}

export interface AskOptions extends RequestOptions {
  /** The conversation before the question, such as `turns` gives of earlier answers. */
  history?: Said[];
  filters?: Within;
  /** Whether "since March" in the question limits the articles; it does unless this is false. */
  readTime?: boolean;
}

export interface SearchOptions extends RequestOptions {
  /** Passages at most; 10 unless given. */
  k?: number;
  filters?: Within;
}

export interface ArticlesOptions extends RequestOptions {
  /** Publishers. */
  sources?: string[];
  authors?: string[];
  /** ISO 8601 dates, inclusive. */
  publishedFrom?: string;
  publishedTo?: string;
  /** Articles that one request asks for. */
  pageSize?: number;
}

/** A step of an answer; a citation comes before the first sentence that uses it, "done" at last. */
export type AnswerEvent =
  | { type: "stage"; stage: "rewriting" | "searching" | "answering" | "verifying"; query: string }
  | { type: "citation"; citation: Citation }
  | { type: "sentence"; sentence: AnswerSentence }
  | { type: "done"; answer: Answer };

type Method = "GET" | "POST" | "DELETE";

/** Asks a Dateline server. Every method rejects with a `DatelineError` for what goes wrong. */
export class Dateline {
  readonly #base: string;
  readonly #key: string;
  readonly #fetch: typeof fetch;

  constructor({ baseUrl, key = "", fetch = globalThis.fetch }: DatelineOptions) {
    if (!/^https?:\/\//.test(baseUrl ?? "")) {
      throw new DatelineError({ detail: `baseUrl is no http(s) address: ${baseUrl}` });
    }
    this.#base = new URL(baseUrl.endsWith("/") ? baseUrl : `${baseUrl}/`).href;
    this.#key = key;
    this.#fetch = fetch;
  }

  /** Answer a question. */
  async ask(question: string, options: AskOptions = {}): Promise<Answer> {
    return this.#json("POST", "api/ask", { body: asked(question, options), ...options });
  }

  /** Answer a question step by step; leaving the loop stops the answer. */
  async *stream(question: string, options: AskOptions = {}): AsyncGenerator<AnswerEvent, void> {
    const body = asked(question, options);
    const headers = { accept: "text/event-stream" };
    const response = await this.#request("POST", "api/ask", { body, headers, ...options });
    try {
      for await (const told of serverSent(response.body!)) {
        const event = eventOf(told);
        if (event) yield event;
        if (event?.type === "done") return;
      }
    } catch (error) {
      throw lost(error, options.signal);
    }
    throw lost(undefined, options.signal);
  }

  /** Find the passages that fit a query best. */
  async search(query: string, { k, filters, signal }: SearchOptions = {}): Promise<Passage[]> {
    const body: Sought = { query, ...given({ k, filters }) };
    const found: Found = await this.#json("POST", "api/search", { body, ...given({ signal }) });
    return found.passages;
  }

  /** List articles, newest first, page by page as they are asked for. */
  async *articles(options: ArticlesOptions = {}): AsyncGenerator<Listing, void> {
    const query = new URLSearchParams();
    for (const source of options.sources ?? []) query.append("source", source);
    for (const author of options.authors ?? []) query.append("author", author);
    if (options.publishedFrom) query.set("published_from", options.publishedFrom);
    if (options.publishedTo) query.set("published_to", options.publishedTo);
    if (options.pageSize) query.set("limit", String(options.pageSize));
    for (let next: string | null = ""; next !== null; ) {
      if (next) query.set("cursor", next);
      const page: Listed = await this.#json("GET", `api/articles?${query}`, options);
      yield* page.articles;
      next = page.next;
    }
  }

  /** Read an article. */
  async article(id: string, options: RequestOptions = {}): Promise<Article> {
    return this.#json("GET", pathOf(id), options);
  }

  /**
   * Add articles, or replace those of their ids: all of them or none. The same addition is made
   * only once with an idempotency key.
   */
  async add(
    articles: NewArticle[],
    { idempotencyKey, signal }: RequestOptions & { idempotencyKey?: string } = {},
  ): Promise<Added> {
    const body: NewArticles = { articles };
    const headers = given({ "idempotency-key": idempotencyKey });
    return this.#json("POST", "api/articles", { body, headers, ...given({ signal }) });
  }

  /** Remove an article. */
  async remove(id: string, options: RequestOptions = {}): Promise<void> {
    await (await this.#request("DELETE", pathOf(id), options)).body?.cancel();
  }

  /** Report a wrong answer; gives the case that later answers are held to. */
  async feedback(report: Report, options: RequestOptions = {}): Promise<Saved> {
    return this.#json("POST", "api/feedback", { body: report, ...options });
  }

  async #json<T>(method: Method, path: string, options: Sent): Promise<T> {
    const response = await this.#request(method, path, options);
    try {
      return await response.json();
    } catch (error) {
      throw lost(error, options.signal);
    }
  }

  async #request(method: Method, path: string, { body, headers, signal }: Sent): Promise<Response> {
    const all = new Headers({ accept: "application/json", ...headers });
    if (this.#key) all.set("authorization", `Bearer ${this.#key}`);
    if (body) all.set("content-type", "application/json");
    const request: RequestInit = { method, headers: all, ...given({ signal }) };
    if (body) request.body = JSON.stringify(body);
    let response;
    try {
      response = await this.#fetch.call(globalThis, this.#base + path, request);
    } catch (error) {
      if (signal?.aborted) throw error;
      const detail = `${this.#base} cannot be reached`;
      throw new DatelineError({ detail }, undefined, { cause: error });
    }
    if (!response.ok) throw await DatelineError.of(response);
    return response;
  }
}

interface Sent extends RequestOptions {
  body?: Asked | Sought | NewArticles | Report;
  headers?: Record<string, string>;
}

function asked(question: string, { history, filters, readTime }: AskOptions): Asked {
  return { question, ...given({ history, filters, read_time: readTime }) };
}

function eventOf({ name, data }: ServerSent): AnswerEvent | undefined {
  switch (name) {
    case "stage":
      return { type: name, ...JSON.parse(data) };
    case "citation":
      return { type: name, citation: JSON.parse(data) };
    case "sentence":
      return { type: name, sentence: JSON.parse(data) };
    case "done":
      return { type: name, answer: JSON.parse(data) };
    case "error":
      throw new DatelineError(JSON.parse(data) as Problem);
    default:
      return undefined; // of a newer server
  }
}

/** What is told of a response that broke off. */
function lost(error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return signal.reason;
  if (error instanceof DatelineError) return error;
  const detail = "the connection was lost before the answer was complete";
  return new DatelineError({ detail }, undefined, { cause: error });
}

function pathOf(id: string): string {
  const segments = id.split("/");
  // What clients and proxies would take out of a path, they leave beside slashes that are none.
  const slash = segments.some((segment) => /^\.{0,2}$/.test(segment)) ? "%2F" : "/";
  return `api/articles/${segments.map(encodeURIComponent).join(slash)}`;
}

/** The fields that are given. */
function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const all = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(all) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
