export type Batches<Item, Value> = { readonly add: (item: Item) => Promise<Value> };

type Waiting<Item, Value> = {
  readonly item: Item;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: unknown) => void;
};

/** One statement for so many rows; more gains nothing. */
const MAX_BATCH = 200;

/**
 * Collects items in the order of their arrival and writes them in batches, one after the other: two statements at once
 * could number a later arrival before an earlier one. `write` answers one value per item, in order.
 */
export const createBatches = <Item, Value>(
  write: (items: readonly Item[]) => Promise<readonly Value[]>,
): Batches<Item, Value> => {
  const waiting: Waiting<Item, Value>[] = [];
  let writing = false;

  const writeNext = async (): Promise<void> => {
    const batch = waiting.splice(0, MAX_BATCH);
    try {
      const values = await write(batch.map(({ item }) => item));
      for (const [index, { resolve, reject }] of batch.entries()) {
        const value = values[index];
        if (value === undefined) reject(new Error('A batch was answered in part.'));
        else resolve(value);
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };

  const writeAll = async (): Promise<void> => {
    // What is added in the same turn of the event loop goes along in the first batch.
    await Promise.resolve();
    while (waiting.length > 0) await writeNext();
    writing = false;
  };

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        if (writing) return;
        writing = true;
        void writeAll();
      }),
  };
};
