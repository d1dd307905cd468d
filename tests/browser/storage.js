// Reads the data that a page has stored in the browser.

/** The stored data as text: `sessionStorage`, `localStorage`, and the records of the database with their keys. */
export const storedData = (page) =>
  page.evaluate(async () => {
    const done = (request) =>
      new Promise((resolve, reject) =>
        Object.assign(request, { onsuccess: () => resolve(request.result), onerror: reject }),
      );
    const names = (await indexedDB.databases()).map(({ name }) => name);
    const [records, keys] = [[], []];
    for (const name of names) {
      const database = await done(indexedDB.open(name));
      const store = database.transaction("records").objectStore("records");
      const all = await done(store.getAll());
      records.push(...all.map(({ data }) => new TextDecoder().decode(data)));
      keys.push(...(await done(store.getAllKeys())));
      database.close();
    }
    return { session: JSON.stringify(sessionStorage), local: JSON.stringify(localStorage), records, keys };
  });

/** Whether the database contains the files of the tab's draft and nothing else, for `expect.poll`. */
export const hasFiles = (page) => async () => {
  const { session, keys } = await storedData(page);
  const texts = Object.values(JSON.parse(session)).filter((text) => text.startsWith('{"version"'));
  const ids = texts.flatMap((text) => JSON.parse(text).files.map(({ id }) => id));
  return ids.length > 0 && ids.length === keys.length && ids.every((id) => keys.some((key) => key.endsWith(id)));
};

/** The number of records in the database, for `expect.poll`. */
export const recordCount = (page) => async () => (await storedData(page)).records.length;
