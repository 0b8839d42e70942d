// Compiled, never run: what the types let by, and what they stop.
import { Dateline, DatelineError, slice, turns } from "../src/index.js";
import type { Answer, Listing, Passage } from "../src/index.js";

const dateline = new Dateline({ baseUrl: "http://127.0.0.1:7860", key: "dl_", fetch });

export async function asks(): Promise<Answer> {
  for await (const event of dateline.stream("question", { readTime: false })) {
    if (event.type === "sentence") event.sentence.citations satisfies number[];
    // @ts-expect-error: only "done" has an answer
    if (event.type === "stage") event.answer;
    if (event.type === "done") return event.answer;
  }
  const answer = await dateline.ask("question", { filters: { sources: ["The Wire"] } });
  answer.status satisfies "answered" | "partial" | "refused";
  // @ts-expect-error: it has no such status
  answer.status === "failed";
  // @ts-expect-error: there is no such filter
  await dateline.ask("question", { filters: { publishers: ["The Wire"] } });
  return dateline.ask("And then?", { history: turns(answer) });
}

export async function finds(): Promise<(Passage | Listing)[]> {
  const all: (Passage | Listing)[] = await dateline.search("query", { k: 3 });
  for await (const listing of dateline.articles({ pageSize: 2 })) all.push(listing);
  return all;
}

export async function changes(signal: AbortSignal): Promise<string> {
  await dateline.add([{ id: "one", text: "Text." }], { idempotencyKey: "1", signal });
  // @ts-expect-error: an article has a text
  await dateline.add([{ id: "one" }]);
  // @ts-expect-error: a report says what is wrong
  await dateline.feedback({ question: "question", turns: [] });
  return slice((await dateline.article("one")).text, 0, 4);
}

export const wait = (error: unknown): number | undefined =>
  error instanceof DatelineError ? error.retryAfter : undefined;
