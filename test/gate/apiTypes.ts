import { randomBytes, randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import { createApi } from '../../src/api/createApi.ts';
import { connect } from '../../src/db/client.ts';
import { databaseClock } from '../../src/db/clock.ts';
import { fileErasures } from '../../src/db/erasures.ts';
import { createVault } from '../../src/db/vault.ts';
import { createI18n } from '../../src/i18n/translator.ts';

const FILE = 'src/client/schema.ts';
const VAULT_KEY_BYTES = 32;
/** Where nothing listens: describing the API asks nobody. */
const NOWHERE = 'postgres://127.0.0.1:1/nowhere';
const HEADER = '// Made by "npm run api:types" from our own OpenAPI document; the gate compares.\n\n';

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

/** The types of the client as the routes describe themselves now. */
const generate = async (): Promise<string> => {
  const answer = await describedApi().request('/api/openapi.json');
  return HEADER + astToString(await openapiTS(await answer.text()));
};

// `npm run api:types` writes them; with --check, in the gate, they are only compared.
const made = await generate();
if (!process.argv.includes('--check')) {
  await writeFile(FILE, made);
} else if ((await readFile(FILE, 'utf8').catch(() => '')) !== made) {
  console.error(`${FILE} does not describe the API as it is now: run "npm run api:types".`);
  process.exitCode = 1;
}
