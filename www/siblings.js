// One draft may be open in several tabs: a tab that was duplicated, a draft that the device keeps. Still it is one
// filing with one body. Whichever tab froze it first has it; the others send those bytes, under the same key.
// What is said here stays in the memory of pages of the same origin.

/** Milliseconds for which to wait for a tab that has the filing but does not speak. One at work does at once. */
const PATIENCE = 10_000;

/** The same where pages have no locks (plain http): whether there is such a tab is not known, nobody shall wait long. */
const CHANCE = 500;

/** A filing of this page. Its `body` is known once the tabs agree. */
class Filing {
  /** @type {string | undefined} */ body;
  agreed = new Promise((resolve) => (this.tell = resolve));
  over = new Promise((resolve) => (this.leave = resolve));

  settle(body) {
    this.body ??= body;
    this.tell(this.body);
  }
}

/** What this page files, by id. @type {Map<string, Filing>} */
const filings = new Map();
const channel = new BroadcastChannel("guitai filings");

channel.onmessage = ({ data: { id, body } }) => {
  const filing = filings.get(id);
  if (body !== undefined) filing?.settle(body);
  else if (filing?.body !== undefined) channel.postMessage({ id, body: filing.body });
};

/** The body to file under that id: this one, unless another tab was faster. @param {string} id @param {string} body */
export function agree(id, body) {
  if (!filings.has(id)) filings.set(id, begin(id, body));
  return filings.get(id).agreed;
}

/** Whoever has the lock was first, and keeps it while its page has the filing: a slow tab is not taken for none. */
function begin(id, own) {
  const filing = new Filing();
  const lead = () => {
    if (filings.get(id) !== filing) return; // let go of before its turn came
    filing.settle(own);
    channel.postMessage({ id, body: filing.body }); // who asked before is still waiting
    return filing.over;
  };
  const wait = (patience) => setTimeout(() => filing.settle(own), patience);
  if (navigator.locks) {
    navigator.locks.request(`guitai filing ${id}`, lead).catch(() => wait(CHANCE));
    wait(PATIENCE);
  } else wait(CHANCE);
  channel.postMessage({ id });
  return filing;
}

/** Lets go of a filing that was refused, or is to be forgotten: nobody shall send it again. @param {string} id */
export function release(id) {
  filings.get(id)?.leave();
  filings.delete(id);
}
