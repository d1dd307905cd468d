// One POST of a file, with its progress.

/** Milliseconds without progress after which the outcome is unknown. */
const TIMEOUT_MS = 30_000;

/** @import { Answer } from "./transport.js" */

/**
 * @param {string} url
 * @param {Headers} headers
 * @param {string} name file name
 * @param {string} type media type
 * @param {string} id also the idempotency key
 * @param {Uint8Array<ArrayBuffer>} content
 * @param {(percent: number) => void} progress
 * @param {AbortSignal} signal aborts the request
 * @returns {Promise<Answer>}
 */
export function upload(url, headers, name, type, id, content, progress, signal) {
  return new Promise((resolve) => {
    // Only XMLHttpRequest reports how much was sent.
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    signal.addEventListener("abort", abort);
    /** @type {number | undefined} */
    let timer;
    const restartTimer = () => {
      clearTimeout(timer);
      timer = setTimeout(abort, TIMEOUT_MS);
    };
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
      const isComplete = request.readyState === XMLHttpRequest.DONE && request.status > 0;
      // A redirect was followed, so this is the answer of another page.
      const isOther = request.responseURL && request.responseURL !== new URL(url, document.baseURI).href;
      const retryAfter = request.getResponseHeader("Retry-After") ?? "";
      resolve({ status: isOther ? 0 : request.status, retryAfter, body: isComplete ? request.responseText : null });
    };
    request.onloadend = end;
    request.onprogress = restartTimer;
    request.upload.onprogress = ({ loaded, total }) => {
      restartTimer();
      progress(Math.floor((100 * loaded) / (total || 1)));
    };
    request.open("POST", url);
    for (const [key, value] of headers) request.setRequestHeader(key, value);
    request.setRequestHeader("Content-Type", type);
    request.setRequestHeader("Accept", "application/json, application/problem+json");
    request.setRequestHeader("Idempotency-Key", `"${id}"`);
    request.setRequestHeader("Content-Disposition", `attachment; filename*=UTF-8''${encode(name)}`);
    restartTimer();
    request.send(content);
  });
}

/**
 * Encodes an extended parameter value (RFC 8187, 3.2.1), which allows fewer characters than a URL.
 * @param {string} name
 */
function encode(name) {
  return encodeURIComponent(name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}
