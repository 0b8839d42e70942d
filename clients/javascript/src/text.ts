import type { Answer, Said } from "./types.js";

/** Cut a text by offsets of the API: `slice(article.text, citation.start, citation.end)` is the quote. */
export function slice(text: string, start: number, end: number): string {
  const first = unit(text, 0, start);
  return text.slice(first, unit(text, first, end - start));
}

/** The place in a string that is so many code points after another one. */
function unit(text: string, at: number, points: number): number {
  for (; points > 0 && at < text.length; points--) at += text.codePointAt(at)! > 0xffff ? 2 : 1;
  return at;
}

/** Give a question and its answer as the history of the next question. */
export function turns(answer: Answer): [Said, Said] {
  const cited = new Set(answer.citations.map((citation) => citation.article_id));
  return [
    { role: "user", text: answer.question },
    { role: "assistant", text: answer.text, article_ids: [...cited] },
  ];
}
