import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { webhook, writeBallots } from './allianceBallots.ts';
import { changeBylaws, officersCome, publishDeclaration, useToken } from './allianceOffices.ts';
import { keepList, peopleJoin } from './alliancePeople.ts';
import { journal, voteAndPublish } from './allianceVotes.ts';
import { type NewAlliance, startNewAlliance } from './newAlliance.ts';
import { complaintsOf, watchScreens } from './screens.ts';

/** A part of the walk on a busy machine; alone it takes a few seconds. */
const PART_MS = 120_000;

/** A process killed between an answer and its receipt can't know what it had said: repeated, it is refused, and nobody sees it. */
const refusedRepetition = /query is too old|message is not modified|message to delete not found/;

let alliance: NewAlliance;
let faults: string[];
beforeAll(async () => {
  alliance = await startNewAlliance();
  faults = watchScreens(alliance.installation.api);
});
afterAll(() => alliance.installation.close());
beforeEach(({ onTestFinished }) => {
  onTestFinished(() => {
    const { api, logged } = alliance.installation;
    api.checkUnanswered();
    const violations = api.violations.filter((one) => !refusedRepetition.test(one));
    expect({ violations, faults, complaints: complaintsOf(logged) }).toEqual({
      violations: [],
      faults: [],
      complaints: [],
    });
    for (const { labels, heard } of [...(alliance.officers ?? []), ...alliance.members]) {
      expect({ last: heard.at(-1)?.text, ways: labels().length > 0 }).toMatchObject({ ways: true });
    }
  });
});

// One walk from an empty database: each part stands on the ones before.
const parts: readonly (readonly [string, (alliance: NewAlliance) => Promise<void>])[] = [
  ['the first two officers come by single-use links, the third by the two of them', officersCome],
  ['a Declaration of two files is read page by page, approved, and can then be signed', publishDeclaration],
  ['other bylaws: shown, edited, proposed, approved by two, in force and journalled', changeBylaws],
  ['a token approved by two opens the API for its holder', useToken],
  ['people join: by two officers, by two vouchers; one is declined and reads why', peopleJoin],
  ['a named list: created by form, joined under public names, confirmed by the other officer', keepList],
  ['ballots are written by form: corrected, left and continued, also over a killed process', writeBallots],
  ['the same installation by webhook', webhook],
  ['opened, voted on by buttons and text in two languages, closed and published', voteAndPublish],
  [
    'the journal: exported, verified, a changed row and a cut tail are found; a revoked token is shut',
    journal,
  ],
];
test.each(parts)('%s', { timeout: PART_MS }, async (_, part) => {
  await part(alliance);
});
