// Stands for the IndexedDB of Node's tests where a browser has its own: each file begins without databases, as there.
for (const { name } of await indexedDB.databases()) {
  if (name !== undefined) {
    await new Promise((done) => {
      Object.assign(indexedDB.deleteDatabase(name), { onsuccess: done, onerror: done });
    });
  }
}

export {};
