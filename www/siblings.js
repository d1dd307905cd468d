// One draft may be open in several tabs: a tab that was duplicated, a draft that the device keeps. Still it is one
// filing with one body. Whichever tab froze it first has it, and tells the others, which remember it in case that tab
// is closed; they send those bytes, under the same key. What is said here stays in the memory of pages of this origin.

/** Milliseconds for which to wait for a tab that has the filing but does not speak. One at work does at once. */
const PATIENCE = 10_000;

/** The same where pages have no locks (plain http): whether there is such a tab is not known, nobody shall wait long. */
const CHANCE = 500;

/** A filing that this page has, or heard of. Its `body` is known once the tabs agree. */
class Filing {
  /** @type {string | undefined} */ body;
  isOwn = false;
  agreed = new Promise((resolve) => (this.tell = resolve));
  over = new Promise((resolve) => (this.leave = resolve));

  settle(body) {
    this.body ??= body;
    this.tell(this.body);
  }
}

/** By id. @type {Map<string, Filing>} */
const filings = new Map();
const channel = new BroadcastChannel("guitai filings");
let isDraftHere = (_id) => false;

/** A word without a body asks for it; `null` takes back what was said. */
channel.onmessage = ({ data: { id, body } }) => {
  const filing = filings.get(id);
  if (body === undefined) {
    if (filing?.body !== undefined) channel.postMessage({ id, body: filing.body });
  } else if (body === null) {
    if (!filing?.isOwn) drop(id);
  } else if (filing) filing.settle(body);
  else if (isDraftHere(id)) begin(id, body).settle(body);
};

/** Remembers what other tabs file of the drafts of this page. @param {(id: string) => boolean} has whether it is one */
export function attend(has) {
  isDraftHere = has;
}

/** The body to file under that id: this one, unless another tab was faster. @param {string} id @param {string} body */
export function agree(id, body) {
  const filing = filings.get(id) ?? begin(id, body);
  filing.isOwn = true;
  if (filing.body === undefined) channel.postMessage({ id });
  return filing.agreed;
}

/** Whoever has the lock was first, and keeps it while its page has the filing: a slow tab is not taken for none. */
function begin(id, own) {
  const filing = new Filing();
  filings.set(id, filing);
  const lead = () => {
    if (filings.get(id) !== filing) return; // let go of before its turn came
    filing.settle(own);
    channel.postMessage({ id, body: filing.body });
    return filing.over;
  };
  const wait = (patience) => setTimeout(lead, patience);
  if (navigator.locks) {
    navigator.locks.request(`guitai filing ${id}`, lead).catch(() => wait(CHANCE));
    wait(PATIENCE);
  } else wait(CHANCE);
  return filing;
}

/**
 * Lets go of this page's own filing that was refused, or is to be forgotten: nobody shall send it again. What was heard
 * of drafts that are no longer here goes as well. @param {string} [id]
 */
export function release(id) {
  if (id) {
    drop(id);
    channel.postMessage({ id, body: null });
  }
  for (const [other, { isOwn }] of filings) if (!isOwn && !isDraftHere(other)) drop(other);
}

function drop(id) {
  filings.get(id)?.leave();
  filings.delete(id);
}
