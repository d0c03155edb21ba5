import { createApi } from '../../src/api/createApi.ts';
import type { BallotAlliance } from './ballotAlliance.ts';
import { makeToken } from './officers.ts';
import { i18n } from './texts.ts';
import { watchApi } from './watchedApi.ts';

/** The API of an Alliance that votes, for one of its two secretaries. */
export const createCongressApi = async ({
  deps,
  addOfficer,
}: Pick<BallotAlliance, 'deps' | 'addOfficer'>) => {
  const api = createApi(deps, { i18n, username: 'veche_bot', telegramCheck: async () => 'ok' });
  const [officer, second] = [await addOfficer(), await addOfficer()];
  const { secret: token } = await makeToken(deps, officer, second, 300);
  return { ...(await watchApi(api)), token, officer, second };
};
