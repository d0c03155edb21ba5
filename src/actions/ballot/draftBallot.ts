import { inTransactionNow, type Tx } from '../../db/client.ts';
import { findItemById } from '../../db/read/agenda/itemVote.ts';
import { findListById } from '../../db/read/list/list.ts';
import { insertBallot } from '../../db/write/ballot/ballot.ts';
import type { Deps } from '../../deps.ts';
import type { BallotRefusal } from '../../governance/ballot/ballot.ts';
import type { BallotAccessRefusal } from '../../governance/ballot/ballotAccess.ts';
import {
  type BallotDraft,
  type BallotDraftRefusal,
  parseBallotDraft,
} from '../../governance/ballot/ballotDraft.ts';
import type { TextRefusal } from '../../governance/kit/text.ts';
import type { ListRefusal } from '../../governance/list/list.ts';
import type { SittingRefusal } from '../../governance/sitting/sitting.ts';
import { ok, type Refusal, type Result, refuse } from '../../result.ts';
import { hasPower } from '../person/officerPower.ts';

type Drafting =
  | BallotRefusal
  | BallotAccessRefusal
  | BallotDraftRefusal
  | ListRefusal
  | SittingRefusal
  | TextRefusal;

type Missing = Refusal<'list.unknown' | 'agenda.unknown' | 'sitting.ruleOfItem'>;

/** What the draft names must be there; a vote of the Congress is judged by the class that its item has (G11). */
const missingOf = async (tx: Tx, { electorate, rule }: BallotDraft): Promise<Missing | undefined> => {
  if (electorate.kind === 'members') return undefined;
  if (electorate.kind === 'list') {
    const list = await findListById(tx, electorate.listId);
    return list === undefined ? { code: 'list.unknown', path: 'electorate.listId' } : undefined;
  }
  const item = await findItemById(tx, electorate.itemId);
  if (item === undefined) return { code: 'agenda.unknown', path: 'electorate.itemId' };
  return item.class === rule ? undefined : { code: 'sitting.ruleOfItem', path: 'rule' };
};

/**
 * An officer writes a ballot; nobody but officers sees it before the opening. `submissionId` is its id: the same one again
 * answers with the same number. Refusals: ballot.noPower, list.unknown, agenda.unknown, sitting.ruleOfItem, those of parseBallotDraft. Source: M7, G7.
 */
export const draftBallot = (
  deps: Deps,
  command: { readonly officerId: string; readonly submissionId: string; readonly input: unknown },
): Promise<Result<{ number: number }, Drafting>> =>
  inTransactionNow(deps, 'draftBallot', async (tx, now) => {
    if (!(await hasPower(tx, deps, command.officerId, 'ballot.manage'))) return refuse('ballot.noPower');
    const draft = parseBallotDraft(command.input);
    if (!draft.ok) return draft;
    const missing = await missingOf(tx, draft.value);
    if (missing !== undefined) return refuse(missing);
    const number = await insertBallot(tx, deps, { id: command.submissionId, draft: draft.value, now });
    return ok({ number });
  });
