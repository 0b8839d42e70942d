// The client against a server over the sample articles, at DATELINE_URL, that may be changed.
import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { Dateline, slice, turns } from "dateline-client";

const baseUrl = process.env.DATELINE_URL;
const key = process.env.DATELINE_KEY;
const TROOPS = "How many U.S. troops are stationed on the peninsula?";

describe("a server", { skip: !baseUrl && "DATELINE_URL names none" }, () => {
  const dateline = new Dateline({ baseUrl: baseUrl || "http://127.0.0.1", key });

  test("answers with quotes that are the articles' characters", async () => {
    const answer = await dateline.ask(TROOPS);
    assert.equal(answer.status, "answered");
    assert.ok(answer.citations.length > 0);
    for (const { article_id, start, end, quote } of answer.citations) {
      const { text } = await dateline.article(article_id);
      assert.equal(slice(text, start, end), quote);
    }
  });

  test("streams the same answer", async () => {
    const answer = await dateline.ask(TROOPS);
    const said = [];
    const cited = new Map();
    for await (const event of dateline.stream(TROOPS)) {
      if (event.type === "citation") cited.set(event.citation.n, event.citation);
      if (event.type === "sentence") {
        said.push(event.sentence);
        assert.ok(event.sentence.citations.every((n) => cited.has(n)));
      }
      if (event.type === "done") assert.deepEqual(event.answer.citations, answer.citations);
    }
    assert.deepEqual(said, answer.sentences);
  });

  test("knows what was asked before, and where to look", async () => {
    const first = await dateline.ask("Who is James Kim?");
    const next = await dateline.ask("Where does he work?", { history: turns(first) });
    assert.match(next.query, /James Kim/);
    const nowhere = await dateline.ask(TROOPS, { filters: { published_to: "2000-01-01" } });
    assert.equal(nowhere.status, "refused");
  });

  test("searches, lists, adds and removes", async () => {
    assert.equal((await dateline.search("missiles", { k: 2 })).length, 2);
    const id = "wire/../crab 🦀?.md";
    const article = { id, text: "🦀 The crabs of Vlissingen walk sideways.", source: "The Wire" };
    assert.deepEqual(await dateline.add([article], { idempotencyKey: "k1" }), {
      added: [id],
      updated: [],
      unchanged: [],
    });
    assert.equal((await dateline.article(id)).text, article.text);
    const ids = [];
    for await (const listing of dateline.articles({ pageSize: 5 })) ids.push(listing.id);
    assert.equal(ids.length, 14);
    assert.ok(ids.includes(id));
    await dateline.remove(id);
    await assert.rejects(dateline.article(id), { status: 404 });
  });

  test("takes reports, and says what is wrong with a request", async () => {
    const report = { question: TROOPS, turns: [], fault: "wrong-answer", right: "28,500" };
    assert.ok((await dateline.feedback(report)).id);
    await assert.rejects(dateline.search("q", { k: 0 }), (error) => {
      assert.equal(error.status, 422);
      assert.equal(error.errors[0].pointer, "/k");
      assert.ok(error.requestId);
      return true;
    });
  });

  test("is not waited for by who leaves", async () => {
    const signal = AbortSignal.timeout(1);
    await assert.rejects(dateline.ask(TROOPS, { signal }), { name: "TimeoutError" });
  });

  test("asks for a key where it has one", { skip: !key }, async () => {
    const stranger = new Dateline({ baseUrl });
    await assert.rejects(stranger.ask(TROOPS), { status: 401 });
  });
});
