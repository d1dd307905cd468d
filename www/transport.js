// One POST of a filing. The engine decides what the answer means.

/** Milliseconds without progress after which the outcome is unknown. */
const TIMEOUT_MS = 30_000;

/** Characters that a slow connection uploads in a millisecond. A large body gets that much more time. */
const SLOW_UPLOAD_PER_MS = 16;

/**
 * @typedef {object} Answer
 * @property {number} status 0 if none came, or a redirect, which is not followed
 * @property {string} retryAfter empty without that header
 * @property {string | null} body null if it is incomplete
 */

/**
 * @param {string} url @param {string} id also the idempotency key @param {string} body @param {HeadersInit} headers
 * @param {AbortSignal} signal aborts the request @returns {Promise<Answer>}
 */
export async function post(url, id, body, headers, signal) {
  /** @type {Answer} */
  const answer = { status: 0, retryAfter: "", body: null };
  const request = new AbortController();
  const abort = () => request.abort();
  signal.addEventListener("abort", abort);
  /** @type {number | undefined} */
  let timer;
  /** @param {number} milliseconds */
  const restartTimer = (milliseconds) => {
    clearTimeout(timer);
    timer = setTimeout(abort, milliseconds);
  };
  try {
    const own = new Headers(headers);
    own.set("Content-Type", "application/json");
    own.set("Accept", "application/json, application/problem+json");
    own.set("Idempotency-Key", `"${id}"`);
    restartTimer(TIMEOUT_MS + body.length / SLOW_UPLOAD_PER_MS);
    const response = await fetch(url, {
      method: "POST",
      headers: own,
      body,
      redirect: "manual",
      cache: "no-store",
      signal: request.signal,
    });
    answer.status = response.status;
    answer.retryAfter = response.headers.get("Retry-After") ?? "";
    answer.body = await text(response, () => restartTimer(TIMEOUT_MS));
  } catch (reason) {
    console.warn("guitai:", reason);
  }
  clearTimeout(timer);
  signal.removeEventListener("abort", abort);
  return answer;
}

/**
 * Reads a body as text; `progress` is called for each piece of it.
 * @param {Response} response @param {() => void} progress
 */
async function text(response, progress) {
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  let all = "";
  while (reader) {
    progress();
    const { done, value } = await reader.read();
    if (done) break;
    all += decoder.decode(value, { stream: true });
  }
  return all;
}
