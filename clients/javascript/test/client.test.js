// The client against responses that a test makes up.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Dateline, DatelineError, slice, turns } from "dateline-client";

/** A client whose requests are noted, and answered by `respond`. */
function clientOf(respond, options = {}) {
  const requests = [];
  const fetch = async (url, init) => {
    requests.push({ url, ...init });
    return respond(url, init);
  };
  return { requests, client: new Dateline({ baseUrl: "https://news.example/sub", fetch, ...options }) };
}

function streaming(...parts) {
  const body = new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });
  return new Response(body, { headers: { "content-type": "text/event-stream" } });
}

const bytes = (text) => new TextEncoder().encode(text);
const problem = (status, told, headers = {}) =>
  Response.json(told, { status, headers: { "content-type": "application/problem+json", ...headers } });

async function all(iterable) {
  const items = [];
  for await (const item of iterable) items.push(item);
  return items;
}

test("requests go below the base URL, with the key", async () => {
  const { client, requests } = clientOf(() => Response.json({}), { key: "dl_1" });
  await client.ask("Why?", { readTime: false });
  const [{ url, method, headers, body }] = requests;
  assert.equal(url, "https://news.example/sub/api/ask");
  assert.equal(method, "POST");
  assert.equal(headers.get("authorization"), "Bearer dl_1");
  assert.deepEqual(JSON.parse(body), { question: "Why?", read_time: false });
});

test("ids are kept whole in addresses", async () => {
  const { client, requests } = clientOf(() => Response.json({}));
  for (const id of ["folder/a b?.md", "100 %#1", "../outside.md", "https://x"]) await client.article(id);
  assert.deepEqual(
    requests.map(({ url }) => new URL(url).pathname),
    [
      "/sub/api/articles/folder/a%20b%3F.md",
      "/sub/api/articles/100%20%25%231",
      "/sub/api/articles/..%2Foutside.md",
      "/sub/api/articles/https%3A%2F%2Fx",
    ],
  );
});

test("events are read wherever the network cuts them", async () => {
  const text =
    ': ping\n\nevent: stage\ndata: {"stage":"searching","query":"é🦀"}\n\n' +
    'event: novelty\ndata: {}\r\n\r\nevent: done\r\ndata: {"status":\r\ndata: "refused"}\r\n\r\n';
  for (const size of [1, 2, 3, 7, 1000]) {
    const whole = bytes(text);
    const parts = [];
    for (let at = 0; at < whole.length; at += size) parts.push(whole.slice(at, at + size));
    const { client } = clientOf(() => streaming(...parts));
    assert.deepEqual(await all(client.stream("q")), [
      { type: "stage", stage: "searching", query: "é🦀" },
      { type: "done", answer: { status: "refused" } },
    ]);
  }
});

test("a stream that fails midway throws its problem", async () => {
  const { client } = clientOf(() =>
    streaming(bytes('event: error\ndata: {"status":504,"detail":"too long","request_id":"r1"}\n\n')),
  );
  await assert.rejects(all(client.stream("q")), { status: 504, detail: "too long", requestId: "r1" });
});

test("a stream that ends early is no answer", async () => {
  const { client } = clientOf(() => streaming(bytes('event: stage\ndata: {"stage":"searching"}\n\n')));
  await assert.rejects(all(client.stream("q")), {
    name: "DatelineError",
    status: 0,
    detail: "the connection was lost before the answer was complete",
  });
});

test("leaving the loop closes the stream", async () => {
  let closed = false;
  const body = new ReadableStream({
    pull: (controller) => controller.enqueue(bytes('event: stage\ndata: {"stage":"searching"}\n\n')),
    cancel: () => void (closed = true),
  });
  const { client } = clientOf(() => new Response(body));
  for await (const event of client.stream("q")) {
    assert.equal(event.type, "stage");
    break;
  }
  assert.ok(closed);
});

test("problems are errors with all that is known of them", async () => {
  const told = { status: 503, title: "Service Unavailable", detail: "busy", request_id: "r2", errors: [] };
  const { client } = clientOf(() => problem(503, told, { "retry-after": "5" }));
  await assert.rejects(client.search("q"), (error) => {
    assert.ok(error instanceof DatelineError);
    const { status, detail, requestId, retryAfter, message } = error;
    assert.deepEqual(
      { status, detail, requestId, retryAfter, message },
      { status: 503, detail: "busy", requestId: "r2", retryAfter: 5, message: "503: busy" },
    );
    return true;
  });
});

test("what a proxy answers is told too", async () => {
  const soon = new Date(Date.now() + 90_000).toUTCString();
  const { client } = clientOf(
    () => new Response("<h1>Bad</h1>", { status: 502, statusText: "Bad Gateway", headers: { "retry-after": soon } }),
  );
  await assert.rejects(client.article("a"), (error) => {
    assert.equal(error.message, "502: Bad Gateway");
    assert.ok(error.retryAfter > 80 && error.retryAfter <= 90);
    return true;
  });
});

test("a problem that is cut off is still an error of its status", async () => {
  const headers = { "content-type": "application/problem+json", "x-request-id": "r3" };
  const { client } = clientOf(() => new Response('{"detail": "bu', { status: 503, headers }));
  await assert.rejects(client.article("a"), (error) => {
    assert.ok(error instanceof DatelineError);
    assert.deepEqual([error.status, error.requestId], [503, "r3"]);
    return true;
  });
});

test("an address that is none is told", () => {
  for (const baseUrl of [undefined, "127.0.0.1:7860", "ftp://x"]) {
    assert.throws(() => new Dateline({ baseUrl }), { name: "DatelineError", message: /baseUrl/ });
  }
});

test("a server that is not there is told", async () => {
  const client = new Dateline({ baseUrl: "http://127.0.0.1:9" });
  await assert.rejects(client.ask("q"), {
    status: 0,
    detail: "http://127.0.0.1:9/ cannot be reached",
  });
});

test("a signal ends a request with its own reason", async () => {
  const { client } = clientOf((_, { signal }) => {
    signal.throwIfAborted();
    return Response.json({});
  });
  const reason = new Error("enough");
  await assert.rejects(client.ask("q", { signal: AbortSignal.abort(reason) }), reason);
});

test("articles are listed page by page", async () => {
  const pages = [
    { articles: [{ id: "a" }, { id: "b" }], total: 3, next: "c1" },
    { articles: [{ id: "c" }], total: 3, next: null },
  ];
  const { client, requests } = clientOf(() => Response.json(pages[requests.length - 1]));
  const listed = await all(client.articles({ sources: ["A", "B"], publishedFrom: "2026-01-01", pageSize: 2 }));
  assert.deepEqual(listed.map(({ id }) => id), ["a", "b", "c"]);
  assert.deepEqual(
    requests.map(({ url }) => new URL(url).search),
    [
      "?source=A&source=B&published_from=2026-01-01&limit=2",
      "?source=A&source=B&published_from=2026-01-01&limit=2&cursor=c1",
    ],
  );
});

test("offsets count characters, not the halves of them", () => {
  assert.equal(slice("🦀🦀 The crab. 🦀", 3, 12), "The crab.");
  assert.equal(slice("abc", 1, 1), "");
});

test("an answer is the history of the next question", () => {
  const citations = [{ article_id: "a" }, { article_id: "b" }, { article_id: "a" }];
  assert.deepEqual(turns({ question: "Q?", text: "A. [1]", citations }), [
    { role: "user", text: "Q?" },
    { role: "assistant", text: "A. [1]", article_ids: ["a", "b"] },
  ]);
});
