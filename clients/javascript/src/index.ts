export { Dateline } from "./client.js";
export type {
  AnswerEvent,
  ArticlesOptions,
  AskOptions,
  DatelineOptions,
  RequestOptions,
  SearchOptions,
} from "./client.js";
export { DatelineError } from "./errors.js";
export { slice, turns } from "./text.js";
export type * from "./types.js";
