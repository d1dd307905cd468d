// One file to its own address, with its progress.

/** Milliseconds without progress, after which the outcome is unknown. */
const PATIENCE = 30_000;

/**
 * @param {Headers} headers @param {string} id also the idempotency key @param {(percent: number) => void} progress
 * @returns {Promise<import("./transport.js").Answer>}
 */
export function upload(url, headers, name, type, id, content, progress) {
  return new Promise((resolve) => {
    // Only XMLHttpRequest tells how much was sent.
    const request = new XMLHttpRequest();
    let timer;
    const patience = () => {
      clearTimeout(timer);
      timer = setTimeout(() => request.abort(), PATIENCE);
    };
    const end = () => {
      clearTimeout(timer);
      const isWhole = request.readyState === XMLHttpRequest.DONE && request.status > 0;
      // A redirect was followed: this is some other page's answer.
      const isOther = request.responseURL && request.responseURL !== new URL(url, document.baseURI).href;
      const retryAfter = request.getResponseHeader("Retry-After") ?? "";
      resolve({ status: isOther ? 0 : request.status, retryAfter, body: isWhole ? request.responseText : null });
    };
    request.onloadend = end;
    request.onprogress = patience;
    request.upload.onprogress = ({ loaded, total }) => {
      patience();
      progress(Math.floor((100 * loaded) / (total || 1)));
    };
    request.open("POST", url);
    for (const [key, value] of headers) request.setRequestHeader(key, value);
    request.setRequestHeader("Content-Type", type);
    request.setRequestHeader("Accept", "application/json, application/problem+json");
    request.setRequestHeader("Idempotency-Key", `"${id}"`);
    request.setRequestHeader("Content-Disposition", `attachment; filename*=UTF-8''${encode(name)}`);
    patience();
    request.send(content);
  });
}

/** A value of an extended parameter (RFC 8187, 3.2.1), in which some characters that an address may have may not stand. */
function encode(name) {
  return encodeURIComponent(name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}
