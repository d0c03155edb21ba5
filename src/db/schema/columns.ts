import { customType } from 'drizzle-orm/pg-core';

/** Raw bytes: sealed values, keyed indexes, digests. */
export const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value),
});
