import { z } from '@hono/zod-openapi';
import { askMembers, declineAdvisory } from '../../../actions/ballot/askMembers.ts';
import { openItemVote } from '../../../actions/ballot/openItemVote.ts';
import { openItem, setItemAside } from '../../../actions/sitting/steerItem.ts';
import { closeSession, openSession } from '../../../actions/sitting/steerSession.ts';
import { findSession } from '../../../db/read/session/session.ts';
import { readHall } from '../../../db/read/sitting/hall.ts';
import type { Deps } from '../../../deps.ts';
import { advisoryRefusals } from '../../../governance/ballot/advisory.ts';
import { congressVoteRefusals } from '../../../governance/ballot/congressVote.ts';
import type { Result } from '../../../result.ts';
import type { Api } from '../../context.ts';
import { instantSchema, nothing, numberParams } from '../../contract.ts';
import { operations } from '../../operation.ts';
import { foundOr } from '../../problem.ts';

const minutesMax = 129_600;
const session = '/api/v1/sessions/{number}';
const item = '/api/v1/agenda-items/{number}';
const power = 'ballot.manage';

const presence = z
  .object({
    number: z.int(),
    state: z.enum(['planned', 'frozen', 'called', 'open', 'closed', 'cancelled']),
    all: z.int(),
    present: z.int(),
    needed: z.int(),
    met: z.boolean(),
    plans: z.object({ comes: z.int(), absent: z.int(), substitute: z.int() }),
    votes: z.array(z.int()).openapi({ description: 'Ballots that run now' }),
    decisions: z.int(),
  })
  .openapi('Presence');
const opening = z.strictObject({ chair: z.int().min(1).optional() }).openapi('SessionOpening');
const changed = z.object({ changed: z.boolean().openapi({ description: 'false: it was so already' }) });
const openedSession = changed.extend({ all: z.int(), quorum: z.int() }).openapi('OpenedSession');
const closedSession = changed
  .extend({ decisions: z.int(), dissentUntil: instantSchema })
  .openapi('ClosedSession');
const duration = z
  .strictObject({ durationMinutes: z.int().min(1).max(minutesMax) })
  .openapi('VoteDuration', { example: { durationMinutes: 5 } });
const opened = z
  .object({ number: z.int(), rollSize: z.int(), closesAt: z.string() })
  .openapi('OpenedItemVote', { description: 'The ballot; while it runs a second opening answers with it' });
const openingRefusals = [
  'sitting.noPower',
  'agenda.unknown',
  'ballot.emptyRoll',
  'ballot.noQuorum',
  'ballot.windowTooShort',
  ...congressVoteRefusals,
];

type ItemAct = {
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly refusals: readonly string[];
  readonly act: (
    deps: Deps,
    command: { readonly officerId: string; readonly number: number },
  ) => Promise<Result<{ readonly changed: boolean }>>;
};

/** A session as officers run it on the chair’s word; the actions are the chat's own. */
export const sittingRoutes = (api: Api, deps: Deps): void => {
  const { get, post } = operations(api, 'sessions');

  get({
    path: `${session}/presence`,
    id: 'getPresence',
    summary: 'How many delegates are there now, the quorum, and how they answered; no names',
    power,
    refusals: ['sitting.noPower', 'sitting.unknown'],
    takes: { params: numberParams },
    answer: [presence, 'As of now'],
    handle: async ({ params }) => {
      const found = foundOr(await findSession(deps.db, deps.vault, params.number), 'sitting.unknown');
      const hall = await readHall(deps.db, deps.vault, found, await deps.clock.now());
      const { number, state, plans, votes, decisions } = hall;
      return { number, state, ...hall.presence, plans, votes: [...votes], decisions };
    },
  });
  post({
    path: `${session}/open`,
    id: 'openSession',
    summary: 'Open a session on the chair’s word; `chair` is the number of the chair’s mandate',
    power,
    refusals: [
      'sitting.noPower',
      'sitting.unknown',
      'sitting.chairUnknown',
      'sitting.chairMissing',
      'sitting.notCalled',
      'sitting.notYet',
      'sitting.over',
    ],
    takes: { params: numberParams, body: opening },
    answer: [openedSession, 'Open'],
    handle: ({ params, body }, { officerId }) => openSession(deps, { officerId, ...params, ...body }),
  });
  post({
    path: `${session}/close`,
    id: 'closeSession',
    summary: 'Close a session on the chair’s word; undecided items go to the next one',
    power,
    refusals: ['sitting.noPower', 'sitting.unknown', 'sitting.notUnderWay', 'sitting.voteRunning'],
    takes: { params: numberParams, body: nothing },
    answer: [closedSession, 'Closed'],
    handle: ({ params }, { officerId }) => closeSession(deps, { officerId, ...params }),
  });

  const itemAct = ({ path, refusals, act, ...rest }: ItemAct): void =>
    post({
      ...rest,
      path: `${item}/${path}`,
      power,
      refusals: ['sitting.noPower', 'agenda.unknown', ...refusals],
      takes: { params: numberParams, body: nothing },
      answer: [changed.openapi('ItemAct'), 'Done'],
      handle: ({ params }, { officerId }) => act(deps, { officerId, ...params }),
    });
  itemAct({
    path: 'call-up',
    id: 'callItemUp',
    summary: 'Call an item up on the chair’s word; one at a time',
    refusals: ['sitting.notUnderWay', 'sitting.itemNotListed', 'sitting.itemElsewhere'],
    act: openItem,
  });
  itemAct({
    path: 'set-aside',
    id: 'setItemAside',
    summary: 'Put an open item aside on the chair’s word',
    refusals: ['sitting.itemNotListed', 'sitting.voteRunning'],
    act: setItemAside,
  });
  itemAct({
    path: 'decline-advisory',
    id: 'declineAdvisory',
    summary: 'Note on the chair’s word that the members are not asked; it goes into the journal',
    refusals: advisoryRefusals,
    act: declineAdvisory,
  });

  post({
    path: `${item}/vote`,
    id: 'openItemVote',
    summary: 'Open the Congress’s vote on an item: in its open session, else outside of one (strategic only)',
    power,
    refusals: openingRefusals,
    takes: { params: numberParams, body: duration },
    answer: [opened, 'Open'],
    handle: ({ params, body }, { officerId, submissionId }) =>
      openItemVote(deps, { officerId, ...params, ...body, submissionId }),
  });
  post({
    path: `${item}/advisory`,
    id: 'askMembers',
    summary: 'Ask the members about a strategic item before the Congress votes: a straw poll',
    power,
    refusals: ['sitting.noPower', 'agenda.unknown', 'ballot.emptyRoll', ...advisoryRefusals],
    takes: { params: numberParams, body: duration },
    answer: [opened, 'Open'],
    handle: ({ params, body }, { officerId, submissionId }) =>
      askMembers(deps, { officerId, ...params, ...body, submissionId }),
  });
};
