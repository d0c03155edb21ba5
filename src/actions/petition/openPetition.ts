import { hashJson } from '../../canonical.ts';
import type { Locale } from '../../config.ts';
import { inTransaction, type Tx } from '../../db/client.ts';
import { type BylawsVersion, currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { countMembers } from '../../db/read/member/memberTally.ts';
import { authorContext, authorMark, lotSecretContext } from '../../db/read/petition/petitionMarks.ts';
import { countOpenOf, findOwnCode } from '../../db/read/petition/petitionOfPerson.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { findPetitionOf, insertPetition, type NewPetition } from '../../db/write/petition/petition.ts';
import type { Deps } from '../../deps.ts';
import { parsePublicName, type TextRefusal } from '../../governance/kit/text.ts';
import type { RightsRefusal } from '../../governance/member/rights.ts';
import { commitmentOf } from '../../governance/petition/lottery.ts';
import {
  collectionEnd,
  decidePetitionOpening,
  judgeSupport,
  type PetitionRefusal,
  type PetitionText,
  parsePetition,
} from '../../governance/petition/petition.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { voteRightOf } from '../member/voteRight.ts';
import { lockPerson } from '../person/lockPerson.ts';
import { addPetitionSupport } from './addPetitionSupport.ts';

const SECRET_BYTES = 32;

/** A secret for a lot that may be drawn about a petition; its hash is published before the roll can be known (rules T3, H4). */
export const newLotSecret = (
  { vault, random }: Pick<Deps, 'vault' | 'random'>,
  petitionId: string,
): { readonly lotCommitment: string; readonly lotSecretSealed: Uint8Array } => {
  const secret = Buffer.from(random.bytes(SECRET_BYTES)).toString('hex');
  return {
    lotCommitment: commitmentOf(secret),
    lotSecretSealed: vault.seal(lotSecretContext(petitionId), secret),
  };
};

type Given = {
  readonly personId: string;
  readonly submissionId: string;
  readonly locale: Locale;
  readonly authorName: string | null;
} & PetitionText;

/** The petition's row as it is published, its author sealed and found by a keyed mark. */
const rowFor = (deps: Deps, given: Given, { version, bylaws }: BylawsVersion, now: Date): NewPetition => {
  const id = deps.random.uuid();
  const { personId, ...published } = given;
  return {
    ...published,
    id,
    authorSealed: deps.vault.seal(authorContext(id), personId),
    authorMark: authorMark(deps.vault, id, personId),
    openedAt: now,
    closesAt: collectionEnd(now, bylaws),
    bylawsVersion: version,
    ...newLotSecret(deps, id),
  };
};

const open = async (tx: Tx, deps: Deps, given: Given, bylaws: BylawsVersion, now: Date) => {
  const { personId, locale, title, proposal, reasons, authorName } = given;
  const row = rowFor(deps, given, bylaws, now);
  const number = await insertPetition(tx, row);
  const verdict = judgeSupport(1, await countMembers(tx), bylaws);
  const petition = { ...given, id: row.id, number, authorSealed: row.authorSealed ?? null, milestone: 0 };
  // The author is the first supporter; where one is enough, that is the threshold (T1).
  const { code, journal } = await addPetitionSupport(tx, deps, { petition, personId, verdict, now });
  await appendJournal(tx, {
    kind: 'petition.opened',
    at: now,
    number,
    textHash: hashJson({ locale, title, proposal, reasons, authorName }),
    closesAt: row.closesAt,
    bylawsVersion: bylaws.version,
    lotCommitment: row.lotCommitment,
  });
  for (const fact of journal) await appendJournal(tx, fact);
  return { number, code };
};

export type OpenedPetition = { readonly number: number; readonly code: string };

/**
 * A member puts a proposal to the Congress: it is published and collects support at once, its text does not change any more. The same
 * `submissionId` again answers with the same petition. Source: T1 to T3. Refusals: text.* with the path, right.*,
 * petition.tooManyOpen {max}.
 */
export const openPetition = (
  deps: Deps,
  command: Given,
): Promise<Result<OpenedPetition, PetitionRefusal | RightsRefusal | TextRefusal>> =>
  inTransaction(deps, 'openPetition', async (tx) => {
    const { personId, submissionId, authorName } = command;
    const account = await lockPerson(tx, deps, personId);
    const earlier = await findPetitionOf(tx, submissionId);
    if (earlier !== undefined) {
      const code = await findOwnCode(tx, deps.vault, earlier.id, personId);
      return ok({ number: earlier.number, code: code ?? '' });
    }
    const text = parsePetition(command);
    if (!text.ok) return text;
    const name = authorName === null ? ok(null) : parsePublicName(authorName);
    if (!name.ok) return refuse({ ...name.refusals[0], path: 'authorName' });
    const now = await deps.clock.now(tx);
    const adopted = await currentBylaws(tx, now);
    const vote = await voteRightOf(tx, deps, account, now);
    const counted = await countOpenOf(tx, deps.vault, personId);
    const decided = decidePetitionOpening({ open: counted, vote }, adopted.bylaws);
    if (!decided.ok) return decided;
    const given = { ...command, ...text.value, authorName: name.value };
    return ok(await open(tx, deps, given, adopted, now));
  });
