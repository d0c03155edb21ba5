import { inTransaction, type Tx } from '../db/client.ts';
import { findListById } from '../db/read/list.ts';
import { insertBallot } from '../db/write/ballot.ts';
import type { Deps } from '../deps.ts';
import type { BallotRefusal } from '../governance/ballot.ts';
import type { DeskRefusal } from '../governance/ballotDesk.ts';
import { type BallotDraft, type DraftRefusal, parseBallotDraft } from '../governance/ballotDraft.ts';
import type { ListRefusal } from '../governance/list.ts';
import type { TextRefusal } from '../governance/text.ts';
import { ok, type Result, refuse } from '../result.ts';
import { hasPower } from './officerPower.ts';

type Drafting = BallotRefusal | DeskRefusal | DraftRefusal | ListRefusal | TextRefusal;

const listExists = async (tx: Tx, { electorate }: BallotDraft): Promise<boolean> =>
  electorate.kind === 'members' || (await findListById(tx, electorate.listId)) !== undefined;

/**
 * An officer writes a ballot; nobody but officers sees it before the opening. `submissionId` is its id: the same one again
 * answers with the same number. Refusals: ballot.noPower, list.unknown, those of parseBallotDraft. Source: M7, G7.
 */
export const draftBallot = (
  deps: Deps,
  command: { readonly officerId: string; readonly submissionId: string; readonly input: unknown },
): Promise<Result<{ number: number }, Drafting>> =>
  inTransaction(deps, 'draftBallot', async (tx) => {
    if (!(await hasPower(tx, deps, command.officerId, 'ballot.manage'))) return refuse('ballot.noPower');
    const draft = parseBallotDraft(command.input);
    if (!draft.ok) return draft;
    if (!(await listExists(tx, draft.value)))
      return refuse({ code: 'list.unknown', path: 'electorate.listId' });
    const now = await deps.clock.now(tx);
    const number = await insertBallot(tx, deps, { id: command.submissionId, draft: draft.value, now });
    return ok({ number });
  });
