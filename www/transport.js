// One POST of a filing: what is sent, how long is waited, and what came back. What that means is the engine's to say.

/** Milliseconds without progress, after which the outcome is unknown. */
const PATIENCE = 30_000;

/** Characters that a slow connection uploads in a millisecond: a large body is given so much more time. */
const SLOWEST_UPLOAD = 16;

/**
 * @typedef {object} Answer
 * @property {number} status 0 if none came, or a redirect, which is not followed
 * @property {string} retryAfter empty without that header
 * @property {string | null} body null if it did not come whole
 */

/** @param {string} id also the idempotency key @param {HeadersInit} headers @returns {Promise<Answer>} */
export async function post(url, id, body, headers) {
  const answer = { status: 0, retryAfter: "", body: null };
  const abort = new AbortController();
  let timer;
  const patience = (milliseconds) => {
    clearTimeout(timer);
    timer = setTimeout(() => abort.abort(), milliseconds);
  };
  try {
    const own = new Headers(headers);
    own.set("Content-Type", "application/json");
    own.set("Accept", "application/json, application/problem+json");
    own.set("Idempotency-Key", `"${id}"`);
    patience(PATIENCE + body.length / SLOWEST_UPLOAD);
    const response = await fetch(url, {
      method: "POST",
      headers: own,
      body,
      redirect: "manual",
      cache: "no-store",
      signal: abort.signal,
    });
    answer.status = response.status;
    answer.retryAfter = response.headers.get("Retry-After") ?? "";
    answer.body = await text(response, () => patience(PATIENCE));
  } catch (reason) {
    console.warn("guitai:", reason);
  }
  clearTimeout(timer);
  return answer;
}

/** The text of a body; `progress` is called with each piece of it. */
async function text(response, progress) {
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  let whole = "";
  while (reader) {
    progress();
    const { done, value } = await reader.read();
    if (done) break;
    whole += decoder.decode(value, { stream: true });
  }
  return whole;
}
