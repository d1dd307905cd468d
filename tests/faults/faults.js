// The faults of a network and of a backend, each before the portal has the filing, or after it.

import { gzipSync } from "node:zlib";

const JSON_TYPE = { "Content-Type": "application/json" };
const PROBLEM = { "Content-Type": "application/problem+json" };
const head = (length, more = "") =>
  `HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n${more}\r\n`;
const RECEIPT = '{"reference":"115-000009","message":"';

/** What becomes of the answer, by what a person would call it. */
const ANSWERS = {
  "a connection that is reset": (exchange) => exchange.reset(),
  "a connection that is closed": (exchange) => exchange.close(),
  "no answer at all": () => {},
  "headers, then nothing": (exchange) => exchange.raw(head(100)),
  "headers, then a reset": (exchange) => {
    exchange.raw(head(100));
    setTimeout(() => exchange.reset(), 20);
  },
  "a receipt that is cut off": (exchange) => {
    exchange.raw(head(100) + RECEIPT);
    exchange.close();
  },
  "a receipt cut off between chunks": (exchange) => {
    const line = "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    exchange.raw(`${line}${RECEIPT.length.toString(16)}\r\n${RECEIPT}\r\n`);
    exchange.close();
  },
  "a receipt that claims to be shorter": (exchange) => {
    exchange.raw(`${head(20)}${RECEIPT}ok"}`);
    exchange.close();
  },
  "a receipt that stops in the middle": (exchange) => exchange.raw(head(100) + RECEIPT),
  "a receipt in broken gzip": (exchange) => {
    const bytes = gzipSync(`${RECEIPT}ok"}`).subarray(0, 20);
    exchange.answer(201, { ...JSON_TYPE, "Content-Encoding": "gzip" }, bytes);
  },
  "a receipt that is no gzip at all": (exchange) => {
    exchange.answer(201, { ...JSON_TYPE, "Content-Encoding": "gzip" }, `${RECEIPT}ok"}`);
  },
  "a cut status line": (exchange) => {
    exchange.raw("HTTP/1.1 201");
    exchange.close();
  },
  "bytes that are no HTTP": (exchange) => {
    exchange.raw("\0\x01\x02 not http\r\n\r\n");
    exchange.close();
  },
  "an empty 200": (exchange) => exchange.answer(200, JSON_TYPE),
  "a 200 of HTML": (exchange) => exchange.answer(200, { "Content-Type": "text/html" }, "<!doctype html><h1>登入</h1>"),
  "a 200 of other JSON": (exchange) => exchange.answer(200, JSON_TYPE, '{"status":"ok"}'),
  "a 200 with an empty reference": (exchange) => exchange.answer(200, JSON_TYPE, '{"reference":" "}'),
  "a 200 with a number for a reference": (exchange) => exchange.answer(200, JSON_TYPE, '{"reference":115}'),
  "a 200 with the id of another": (exchange) =>
    exchange.answer(200, JSON_TYPE, '{"id":"01a1fbd4-f500-7000-8000-00000000ffff"}'),
  "a 200 with a list": (exchange) => exchange.answer(200, JSON_TYPE, '[{"reference":"115-000009"}]'),
  "a 200 of JSON and more": (exchange) => exchange.answer(200, JSON_TYPE, '{"reference":"115-000009"} x'),
  "a 200 in UTF-16": (exchange) => exchange.answer(200, JSON_TYPE, Buffer.from('{"reference":"115"}', "utf16le")),
  "a 200 with __proto__": (exchange) => exchange.answer(200, JSON_TYPE, '{"__proto__":{"reference":"115-000009"}}'),
  "a 201 of nothing": (exchange) => exchange.answer(201),
  "a 203 with a receipt": (exchange) => exchange.answer(203, JSON_TYPE, `${RECEIPT}ok"}`),
  "a 204": (exchange) => exchange.answer(204),
  "a redirect to a login page, 302": (exchange) => exchange.answer(302, { Location: "/about" }),
  "a redirect to a login page, 303": (exchange) => exchange.answer(303, { Location: "/about" }),
  "a redirect elsewhere, 307": (exchange) => exchange.answer(307, { Location: "/elsewhere" }),
  "a redirect without end, 308": (exchange) => exchange.answer(308, { Location: "/api/submissions" }),
  "a 400 of HTML": (exchange) => exchange.answer(400, { "Content-Type": "text/html" }, "<h1>Bad Request</h1>"),
  "a 400 with a title": (exchange) => exchange.answer(400, PROBLEM, '{"title":"看不懂"}'),
  "a 401": (exchange) => exchange.answer(401),
  "a 403": (exchange) => exchange.answer(403),
  "a 404": (exchange) => exchange.answer(404),
  "a 405": (exchange) => exchange.answer(405),
  "a 408": (exchange) => exchange.answer(408),
  "a 409": (exchange) => exchange.answer(409, PROBLEM, '{"title":"in progress"}'),
  "a 410": (exchange) => exchange.answer(410),
  "a 413": (exchange) => exchange.answer(413),
  "a 415": (exchange) => exchange.answer(415),
  "a 422 without errors": (exchange) => exchange.answer(422, PROBLEM, "{}"),
  "a 422 at a question": (exchange) =>
    exchange.answer(422, PROBLEM, '{"errors":[{"pointer":"#/answers/comment","detail":"太短"}]}'),
  "a 422 at no question": (exchange) =>
    exchange.answer(422, PROBLEM, '{"errors":[{"pointer":"#/answers/__proto__","detail":"不對"},5,null]}'),
  "a 429": (exchange) => exchange.answer(429),
  "a 429 for three seconds": (exchange) => exchange.answer(429, { "Retry-After": "3" }),
  "a 429 until a date": (exchange) => exchange.answer(429, { "Retry-After": "Sat, 21 Nov 2026 02:01:00 GMT" }),
  "a 500": (exchange) => exchange.answer(500),
  "a 502 of HTML": (exchange) => exchange.answer(502, { "Content-Type": "text/html" }, "<h1>Bad Gateway</h1>"),
  "a 503": (exchange) => exchange.answer(503),
  "a 503 for a year": (exchange) => exchange.answer(503, { "Retry-After": "31536000" }),
  "a 503 for nonsense": (exchange) => exchange.answer(503, { "Retry-After": "soon" }),
  "a 504": (exchange) => exchange.answer(504),
  "a 599": (exchange) => exchange.answer(599),
};

/** Definite refusals are about what the portal does not have: after it, no backend gives them. */
const ONLY_BEFORE = /^a (400|413|415|422)/;

/** Each fault by its name: an array with what one request meets. */
export const FAULTS = Object.entries(ANSWERS).flatMap(([name, answer]) => {
  const lost = async (exchange) => {
    await exchange.swallow();
    answer(exchange);
  };
  const stored = async (exchange) => {
    await exchange.deliver();
    answer(exchange);
  };
  const before = [`${name}, before it was stored`, [lost]];
  const after = [`${name}, after it was stored`, [stored]];
  return ONLY_BEFORE.test(name) ? [before] : [before, after];
});

FAULTS.push(["a connection that is reset before anything was read", [(exchange) => exchange.reset()]]);

/** What ends well by itself. */
export const SLOW = [["an answer that trickles", [(exchange) => exchange.trickle()]]];

/** Mixes: what else happens to the attempts that follow. Drawn by a fixed sequence, so that each run is the same. */
export function mixes(count) {
  let state = 20261121;
  const draw = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return Array.from({ length: count }, () => {
    const some = Array.from({ length: 2 + draw(3) }, () => FAULTS[draw(FAULTS.length)]);
    return [some.map(([name]) => name).join("; then "), some.flatMap(([, faults]) => faults)];
  });
}
