// What a page has stored in the browser.

/** The stored data as text: the tab's storage, the origin's, and the records of its database. */
export const stored = (page) =>
  page.evaluate(async () => {
    const done = (request) =>
      new Promise((resolve, reject) =>
        Object.assign(request, { onsuccess: () => resolve(request.result), onerror: reject }),
      );
    const names = (await indexedDB.databases()).map(({ name }) => name);
    const [records, places] = [[], []];
    for (const name of names) {
      const database = await done(indexedDB.open(name));
      const store = database.transaction("records").objectStore("records");
      const all = await done(store.getAll());
      records.push(...all.map(({ data }) => new TextDecoder().decode(data)));
      places.push(...(await done(store.getAllKeys())));
      database.close();
    }
    return { session: JSON.stringify(sessionStorage), local: JSON.stringify(localStorage), records, places };
  });

/** Whether the database holds each file of the tab's draft and nothing else, as a function for `expect.poll`. */
export const hasFiles = (page) => async () => {
  const { session, places } = await stored(page);
  const texts = Object.values(JSON.parse(session)).filter((text) => text.startsWith('{"version"'));
  const ids = texts.flatMap((text) => JSON.parse(text).files.map(({ id }) => id));
  return (
    ids.length > 0 && ids.length === places.length && ids.every((id) => places.some((place) => place.endsWith(id)))
  );
};

/** How many records the database holds, as a function for `expect.poll`. */
export const sizeOf = (page) => async () => (await stored(page)).records.length;
