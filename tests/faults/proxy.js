// A proxy between the page and the portal. It forwards all requests, except planned ones to the endpoint, which it
// answers with faults; most of them need direct access to the socket.

import http from "node:http";

/** The paths of the endpoint and of separate uploads. */
export const ENDPOINT = "/api/submissions";
export const FILES = "/api/attachments";

/** Starts a proxy. @param {string} portal the portal's URL */
export async function startProxy(portal) {
  /**
   * The faults for the next requests to a path; further ones are forwarded.
   * @type {Map<string, ((exchange: Exchange) => void)[]>}
   */
  const plans = new Map();
  const keys = [];
  const server = http.createServer((request, response) => {
    if (request.method !== "POST") return void forward(portal, request, response);
    if (request.url === ENDPOINT) keys.push(request.headers["idempotency-key"]);
    const fault = plans.get(request.url)?.shift();
    if (fault) fault(new Exchange(portal, request, response));
    else forward(portal, request, response);
  });
  server.on("clientError", (_, socket) => socket.destroy());
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    /** Plans the faults for the next requests to a path, and deletes earlier plans and keys. */
    plan(faults, path = ENDPOINT) {
      plans.clear();
      plans.set(path, [...faults]);
      keys.length = 0;
    },
    /** The number of planned faults without a request. */
    remaining: () => [...plans.values()].flat().length,
    /** The keys of the received submissions. */
    keys,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** One request, and the ways in which a fault can answer it. */
class Exchange {
  constructor(portal, request, response) {
    Object.assign(this, { portal, request, response, socket: request.socket });
  }

  /** Forwards the request; returns the portal's response without sending it. */
  async deliver() {
    const body = await readAll(this.request);
    const answer = await new Promise((resolve, reject) => {
      const { method, url, headers } = this.request;
      const upstream = http.request(this.portal + url, { method, headers, agent: false }, resolve);
      upstream.on("error", reject);
      upstream.end(body);
    });
    return { status: answer.statusCode, headers: answer.headers, body: await readAll(answer) };
  }

  /** Forwards the request and sends the portal's response byte by byte. */
  async respondSlowly() {
    const { status, headers, body } = await this.deliver();
    this.response.writeHead(status, headers);
    for (const byte of body) {
      this.response.write(Buffer.of(byte));
      await new Promise(setImmediate);
    }
    this.response.end();
  }

  /** Reads the request without forwarding it. */
  async discard() {
    await readAll(this.request);
  }

  respond(status, headers = {}, body = "") {
    this.response.writeHead(status, headers);
    this.response.end(body);
  }

  /** Writes bytes to the socket. */
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

async function readAll(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function forward(portal, request, response) {
  const { method, url, headers } = request;
  const upstream = http.request(portal + url, { method, headers, agent: false }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  upstream.on("error", () => request.socket.destroy());
  request.pipe(upstream);
}
