type Waiting<Item, Value> = { item: Item; resolve: (value: Value) => void; reject: (error: unknown) => void };

/** Answers one value for each item, in their order. */
export type Together<Item, Value> = (key: string, items: readonly Item[]) => Promise<Value[]>;

/**
 * Runs together what comes at the same time: an item of an idle key is run at once, those that come meanwhile are run as one batch
 * of at most `most` when it is done. Nothing waits for a clock. When a batch fails, each of its items is run alone, so that none
 * fails for another's sake: `run` must have done nothing when it throws, or do no harm when it is repeated.
 */
export function gathered<Item, Value>(run: Together<Item, Value>, most: number): (key: string, item: Item) => Promise<Value> {
  const lines = new Map<string, Waiting<Item, Value>[]>();

  const settle = async (key: string, batch: readonly Waiting<Item, Value>[]): Promise<void> => {
    try {
      const values = await run(
        key,
        batch.map(({ item }) => item),
      );
      if (values.length !== batch.length) throw new Error(`a batch of ${batch.length} was answered with ${values.length} values`);
      for (const [index, value] of values.entries()) batch[index]?.resolve(value);
    } catch (error) {
      const [first, ...others] = batch;
      if (others.length === 0) first?.reject(error);
      else await Promise.all(batch.map((one) => settle(key, [one])));
    }
  };

  const work = async (key: string, line: Waiting<Item, Value>[]): Promise<void> => {
    while (line.length > 0) await settle(key, line.splice(0, most));
    lines.delete(key);
  };

  return (key, item) =>
    new Promise((resolve, reject) => {
      const line = lines.get(key);
      const waiting = { item, resolve, reject };
      if (line) return void line.push(waiting);
      const fresh = [waiting];
      lines.set(key, fresh);
      void work(key, fresh);
    });
}
