// The nouns of the API, written by tests/clients/typescript.py from its OpenAPI document.
// Offsets count characters as Unicode has them, code points; `slice` cuts a text by them.

/** What an addition did, as ids. */
export interface Added {
  added: string[];
  updated: string[];
  unchanged: string[];
}

/** What the articles say to a question. */
export interface Answer {
  question: string;
  status: "answered" | "partial" | "refused";
  text: string;
  sentences: AnswerSentence[];
  citations: Citation[];
  model: string;
  warnings: string[];
  timings_ms: Record<string, number>;
  nearest: Passage[];
  confidence: number | null;
  period: Period | null;
  as_of: string | null;
  kind: "articles" | "collection" | "greeting";
  query: string;
  unanswered: string[];
  notes: Note[];
  prompts: Record<string, string>;
}

/** One sentence of an answer, without markers, and the numbers of the citations that bear it. */
export interface AnswerSentence {
  text: string;
  citations: number[];
  verdict: "supported" | "unsupported" | "unchecked";
  reason: string;
  day: string;
}

/** One published text, immutable, named by `id`; empty strings mark what is not known. */
export interface Article {
  id: string;
  text: string;
  title: string;
  source: string;
  author: string;
  url: string;
  published_at: string;
}

/** A question, the conversation before it, and where to look. */
export interface Asked {
  question: string;
  history?: Said[];
  filters?: Within;
  /** whether 'since March' in it limits the articles */
  read_time?: boolean;
}

/** The characters of an article that bear a sentence: `article.text[start:end] == quote`. */
export interface Citation {
  n: number;
  article_id: string;
  title: string;
  source: string;
  author: string;
  url: string;
  published_at: string;
  quote: string;
  start: number;
  end: number;
  dates: NamedTime[];
  opening: string;
}

/** An article that has the same passage word for word, and its publisher. */
export interface Copy {
  article_id: string;
  source: string;
}

/** What is wrong in one place of a request. */
export interface FieldProblem {
  /** where: a JSON pointer in the body, or a parameter's name */
  pointer: string;
  detail: string;
}

/** What a search found, best first. */
export interface Found {
  passages: Passage[];
}

/** A page of the list; `next` is what the following one is asked for with. */
export interface Listed {
  articles: Listing[];
  /** articles that meet the filters, on all pages */
  total: number;
  /** cursor of the following page; null on the last one */
  next: string | null;
}

/** An article without its text; `opening` and `name` are an `Article`'s. */
export interface Listing {
  id: string;
  title: string;
  source: string;
  author: string;
  url: string;
  published_at: string;
  opening: string;
}

/** Words of an article that name a time, "last November", and the days that these are. */
export interface NamedTime {
  text: string;
  start: number;
  end: number;
  first: string;
  last: string;
}

/** An article to add, or to put in the place of the one of its id. */
export interface NewArticle {
  id: string;
  /** at most two million characters */
  text: string;
  title?: string;
  source?: string;
  author?: string;
  url?: string;
  published_at?: string;
}

/** Articles to add in one step: all of them come into sight at once, or none. */
export interface NewArticles {
  articles: NewArticle[];
}

/** What is to be known of an answer as a whole, and the numbers of the citations it rests on. */
export interface Note {
  kind: "agreement" | "conflict" | "premise";
  text: string;
  citations: number[];
}

/** A chunk that retrieval returned, with its article's metadata. */
export interface Passage {
  article_id: string;
  title: string;
  source: string;
  author: string;
  url: string;
  published_at: string;
  text: string;
  start: number;
  end: number;
  score: number;
  similarity: number;
  ranks: Record<string, number>;
  sentences: Sentence[];
  relevances: Relevance[];
  copies: Copy[];
  opening: string;
}

/** What a question says of time: its words, and which days it means by them. */
export interface Period {
  text: string;
  published_from: string;
  published_to: string;
  use: "filter" | "preference" | "newest";
}

/** What went wrong, as RFC 9457 has it. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  /** the X-Request-ID of the response */
  request_id: string;
  errors: FieldProblem[];
}

/** What speaks for a sentence of a passage; each is from 0 to 1, a cosine from -1. */
export interface Relevance {
  direct: number;
  nearby: number;
  passage: number;
  title: number;
  meaning: number;
}

/** A question with the conversation before it, what is wrong with its reply, what is right. */
export interface Report {
  question: string;
  turns?: Said[];
  fault: "wrong-answer" | "wrong-source" | "wrongly-answered" | "wrongly-refused";
  right?: string;
}

/** One earlier message of the conversation. */
export interface Said {
  role: "user" | "assistant";
  text: string;
  /** articles that an answer cited, in order */
  article_ids?: string[];
}

/** The case that a report became, and the name of the file that it is in. */
export interface Saved {
  id: string;
  file: string;
}

/** A span of an article that holds one sentence, or a part of one that was too long to embed. */
export interface Sentence {
  start: number;
  end: number;
  text: string;
  whole: boolean;
}

/** What to search for, and where. */
export interface Sought {
  query: string;
  /** passages at most */
  k?: number;
  filters?: Within;
}

/** Which articles may be searched: every condition given must hold. */
export interface Within {
  article_ids?: string[];
  /** publishers */
  sources?: string[];
  authors?: string[];
  /** inclusive */
  published_from?: string;
  /** inclusive */
  published_to?: string;
}
