// The faults of a network and of a backend, each before and after the portal has stored the submission.

import { gzipSync } from "node:zlib";

const JSON_TYPE = { "Content-Type": "application/json" };
const PROBLEM = { "Content-Type": "application/problem+json" };
const head = (length, more = "") =>
  `HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n${more}\r\n`;
const RECEIPT = '{"reference":"115-000009","message":"';

/** Faulty responses by name. */
const RESPONSES = {
  "a connection that is reset": (exchange) => exchange.reset(),
  "a connection that is closed": (exchange) => exchange.close(),
  "no response": () => {},
  "headers, then nothing": (exchange) => exchange.raw(head(100)),
  "headers, then a reset": (exchange) => {
    exchange.raw(head(100));
    setTimeout(() => exchange.reset(), 20);
  },
  "a truncated receipt": (exchange) => {
    exchange.raw(head(100) + RECEIPT);
    exchange.close();
  },
  "a receipt truncated between chunks": (exchange) => {
    const line = "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    exchange.raw(`${line}${RECEIPT.length.toString(16)}\r\n${RECEIPT}\r\n`);
    exchange.close();
  },
  "a receipt with too small a Content-Length": (exchange) => {
    exchange.raw(`${head(20)}${RECEIPT}ok"}`);
    exchange.close();
  },
  "a receipt that stalls": (exchange) => exchange.raw(head(100) + RECEIPT),
  "a receipt in truncated gzip": (exchange) => {
    const bytes = gzipSync(`${RECEIPT}ok"}`).subarray(0, 20);
    exchange.respond(201, { ...JSON_TYPE, "Content-Encoding": "gzip" }, bytes);
  },
  "a receipt labelled as gzip": (exchange) => {
    exchange.respond(201, { ...JSON_TYPE, "Content-Encoding": "gzip" }, `${RECEIPT}ok"}`);
  },
  "a truncated status line": (exchange) => {
    exchange.raw("HTTP/1.1 201");
    exchange.close();
  },
  "bytes that are not HTTP": (exchange) => {
    exchange.raw("\0\x01\x02 not http\r\n\r\n");
    exchange.close();
  },
  "an empty 200": (exchange) => exchange.respond(200, JSON_TYPE),
  "a 200 with HTML": (exchange) =>
    exchange.respond(200, { "Content-Type": "text/html" }, "<!doctype html><h1>登入</h1>"),
  "a 200 with other JSON": (exchange) => exchange.respond(200, JSON_TYPE, '{"status":"ok"}'),
  "a 200 with an empty reference": (exchange) => exchange.respond(200, JSON_TYPE, '{"reference":" "}'),
  "a 200 with a number for a reference": (exchange) => exchange.respond(200, JSON_TYPE, '{"reference":115}'),
  "a 200 with another submission's id": (exchange) =>
    exchange.respond(200, JSON_TYPE, '{"id":"01a1fbd4-f500-7000-8000-00000000ffff"}'),
  "a 200 with a list": (exchange) => exchange.respond(200, JSON_TYPE, '[{"reference":"115-000009"}]'),
  "a 200 with a reference and trailing bytes": (exchange) =>
    exchange.respond(200, JSON_TYPE, '{"reference":"115-000009"} x'),
  "a 200 in UTF-16": (exchange) => exchange.respond(200, JSON_TYPE, Buffer.from('{"reference":"115"}', "utf16le")),
  "a 200 with __proto__": (exchange) => exchange.respond(200, JSON_TYPE, '{"__proto__":{"reference":"115-000009"}}'),
  "an empty 201": (exchange) => exchange.respond(201),
  "a 203 with a receipt": (exchange) => exchange.respond(203, JSON_TYPE, `${RECEIPT}ok"}`),
  "a 204": (exchange) => exchange.respond(204),
  "a redirect to a login page, 302": (exchange) => exchange.respond(302, { Location: "/about" }),
  "a redirect to a login page, 303": (exchange) => exchange.respond(303, { Location: "/about" }),
  "a redirect elsewhere, 307": (exchange) => exchange.respond(307, { Location: "/elsewhere" }),
  "a redirect loop, 308": (exchange) => exchange.respond(308, { Location: "/api/submissions" }),
  "a 400 with HTML": (exchange) => exchange.respond(400, { "Content-Type": "text/html" }, "<h1>Bad Request</h1>"),
  "a 400 with a title": (exchange) => exchange.respond(400, PROBLEM, '{"title":"看不懂"}'),
  "a 401": (exchange) => exchange.respond(401),
  "a 403": (exchange) => exchange.respond(403),
  "a 404": (exchange) => exchange.respond(404),
  "a 405": (exchange) => exchange.respond(405),
  "a 408": (exchange) => exchange.respond(408),
  "a 409": (exchange) => exchange.respond(409, PROBLEM, '{"title":"in progress"}'),
  "a 410": (exchange) => exchange.respond(410),
  "a 413": (exchange) => exchange.respond(413),
  "a 415": (exchange) => exchange.respond(415),
  "a 422 without errors": (exchange) => exchange.respond(422, PROBLEM, "{}"),
  "a 422 with an error at a question": (exchange) =>
    exchange.respond(422, PROBLEM, '{"errors":[{"pointer":"#/answers/comment","detail":"太短"}]}'),
  "a 422 with an error at no question": (exchange) =>
    exchange.respond(422, PROBLEM, '{"errors":[{"pointer":"#/answers/__proto__","detail":"不對"},5,null]}'),
  "a 429": (exchange) => exchange.respond(429),
  "a 429 with Retry-After of three seconds": (exchange) => exchange.respond(429, { "Retry-After": "3" }),
  "a 429 with Retry-After as a date": (exchange) =>
    exchange.respond(429, { "Retry-After": "Sat, 21 Nov 2026 02:01:00 GMT" }),
  "a 500": (exchange) => exchange.respond(500),
  "a 502 with HTML": (exchange) => exchange.respond(502, { "Content-Type": "text/html" }, "<h1>Bad Gateway</h1>"),
  "a 503": (exchange) => exchange.respond(503),
  "a 503 with Retry-After of a year": (exchange) => exchange.respond(503, { "Retry-After": "31536000" }),
  "a 503 with a malformed Retry-After": (exchange) => exchange.respond(503, { "Retry-After": "soon" }),
  "a 504": (exchange) => exchange.respond(504),
  "a 599": (exchange) => exchange.respond(599),
};

/** Definite refusals, which no backend sends after it has stored the submission. */
const ONLY_BEFORE = /^a (400|413|415|422)/;

/** Each fault by name, with its plan: the faults of consecutive requests. */
export const FAULTS = Object.entries(RESPONSES).flatMap(([name, respond]) => {
  const fail = async (exchange) => {
    await exchange.discard();
    respond(exchange);
  };
  const storeAndFail = async (exchange) => {
    await exchange.deliver();
    respond(exchange);
  };
  const before = [`${name}, before it was stored`, [fail]];
  const after = [`${name}, after it was stored`, [storeAndFail]];
  return ONLY_BEFORE.test(name) ? [before] : [before, after];
});

FAULTS.push(["a connection that is reset before the request was read", [(exchange) => exchange.reset()]]);

/** Plans without a failure. */
export const SLOW = [["a response that arrives byte by byte", [(exchange) => exchange.respondSlowly()]]];

/** Random sequences of faults, the same in each run. */
export function sequences(count) {
  let state = 20261121;
  const random = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return Array.from({ length: count }, () => {
    const chosen = Array.from({ length: 2 + random(3) }, () => FAULTS[random(FAULTS.length)]);
    return [chosen.map(([name]) => name).join("; then "), chosen.flatMap(([, faults]) => faults)];
  });
}
