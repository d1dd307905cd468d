// One draft may be open in several tabs: a tab that was duplicated, a draft that the device keeps. Still it is one
// filing with one body. Whichever tab froze it first has it; the others send those bytes, under the same key.
// What is said here stays in the memory of pages of the same origin.

/** Milliseconds in which another tab has to answer. */
const PATIENCE = 150;

/** What this page files, by id. @type {Map<string, string>} */
const frozen = new Map();
/** Who waits for another tab's word about an id. @type {Map<string, (body: string) => void>} */
const waiting = new Map();
const channel = new BroadcastChannel("guitai filings");

channel.onmessage = ({ data: { id, body } }) => {
  if (body !== undefined) waiting.get(id)?.(body);
  else if (frozen.has(id)) channel.postMessage({ id, body: frozen.get(id) });
};

/** The body to file under that id: this one, unless another tab was faster. @param {string} id @param {string} body */
export async function agree(id, body) {
  // Two tabs at the same moment: one after the other. Pages without locks (plain http) trust to chance here.
  if (!navigator.locks) return settle(id, body);
  return navigator.locks.request(`guitai filing ${id}`, () => settle(id, body));
}

async function settle(id, body) {
  if (!frozen.has(id)) frozen.set(id, (await ask(id)) ?? body);
  return frozen.get(id);
}

/** What another tab files under that id, if one does. */
async function ask(id) {
  const word = new Promise((resolve) => {
    waiting.set(id, resolve);
    setTimeout(resolve, PATIENCE);
  });
  channel.postMessage({ id });
  return word.finally(() => waiting.delete(id));
}

/** Lets go of a filing that was refused, or is to be forgotten: nobody shall send it again. @param {string} id */
export function release(id) {
  frozen.delete(id);
}
