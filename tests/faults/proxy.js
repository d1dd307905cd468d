// A county's network between the page and the portal: passes everything on, but for what arrives at the endpoint, which
// meets one fault after the other. It speaks to the socket itself: most of these no HTTP server would do.

import http from "node:http";

/** The addresses at which the form files, and to which it sends files. */
export const ENDPOINT = "/api/submissions";
export const FILES = "/api/attachments";

/** Starts it in front of a portal. @param {string} portal its address */
export async function between(portal) {
  /** What the next requests to an address meet; then they pass. @type {Map<string, ((exchange: Exchange) => void)[]>} */
  const plans = new Map();
  const keys = [];
  const server = http.createServer((request, response) => {
    if (request.method !== "POST") return void pass(portal, request, response);
    if (request.url === ENDPOINT) keys.push(request.headers["idempotency-key"]);
    const fault = plans.get(request.url)?.shift();
    if (fault) fault(new Exchange(portal, request, response));
    else pass(portal, request, response);
  });
  server.on("clientError", (_, socket) => socket.destroy());
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    /** Sets what comes next to an address, and forgets what came before. */
    meet(faults, address = ENDPOINT) {
      plans.clear();
      plans.set(address, [...faults]);
      keys.length = 0;
    },
    /** How many faults nothing has met yet. */
    left: () => [...plans.values()].flat().length,
    /** The keys of the filings that came. */
    keys,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** One filing on its way, in the hands of a fault. */
class Exchange {
  constructor(portal, request, response) {
    Object.assign(this, { portal, request, response, socket: request.socket });
  }

  /** Lets the portal have the filing, and keeps its answer back, which it gives. */
  async deliver() {
    const body = await whole(this.request);
    const answer = await new Promise((resolve, reject) => {
      const { method, url, headers } = this.request;
      const onward = http.request(this.portal + url, { method, headers, agent: false }, resolve);
      onward.on("error", reject);
      onward.end(body);
    });
    return { status: answer.statusCode, headers: answer.headers, body: await whole(answer) };
  }

  /** Lets the portal have the filing, and hands on its answer a byte at a time. */
  async trickle() {
    const { status, headers, body } = await this.deliver();
    this.response.writeHead(status, headers);
    for (const byte of body) {
      this.response.write(Buffer.of(byte));
      await new Promise(setImmediate);
    }
    this.response.end();
  }

  /** Reads the filing, which goes nowhere. */
  async swallow() {
    await whole(this.request);
  }

  answer(status, headers = {}, body = "") {
    this.response.writeHead(status, headers);
    this.response.end(body);
  }

  /** Bytes that are no answer of an HTTP server. */
  raw(bytes) {
    this.socket.write(bytes);
  }

  reset() {
    this.socket.resetAndDestroy();
  }

  close() {
    this.socket.end();
  }
}

async function whole(request) {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces);
}

function pass(portal, request, response) {
  const { method, url, headers } = request;
  const onward = http.request(portal + url, { method, headers, agent: false }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  onward.on("error", () => request.socket.destroy());
  request.pipe(onward);
}
