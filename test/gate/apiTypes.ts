import { randomBytes, randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import { createApi } from '../../src/api/createApi.ts';
import { connect } from '../../src/db/client.ts';
import { databaseClock } from '../../src/db/clock.ts';
import { fileErasures } from '../../src/db/erasures.ts';
import { createVault } from '../../src/db/vault.ts';
import { createI18n } from '../../src/i18n/translator.ts';

const FILE = 'test/support/apiSchema.ts';
const VAULT_KEY_BYTES = 32;
/** Where nothing listens: describing the API asks nobody. */
const NOWHERE = 'postgres://127.0.0.1:1/nowhere';
const HEADER = '// Made from our own OpenAPI document by "npm run api:types" and by the gate; not kept.\n\n';

/** The API as it describes itself, with nothing behind it. */
const describedApi = () => {
  const { db } = connect(NOWHERE);
  const random = { bytes: (length: number) => randomBytes(length), uuid: () => randomUUID() };
  const vault = createVault(random.bytes(VAULT_KEY_BYTES), random.bytes);
  const log = () => {};
  return createApi(
    { db, clock: databaseClock(db), random, vault, log, erasures: fileErasures('nowhere', vault) },
    { i18n: createI18n(['en'], log), username: 'bot', telegramCheck: async () => 'ok' },
  );
};

const answer = await describedApi().request('/api/openapi.json');
await writeFile(FILE, HEADER + astToString(await openapiTS(await answer.text())));
