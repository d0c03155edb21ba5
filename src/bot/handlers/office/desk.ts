import type { Reader } from '../../../db/client.ts';
import { countAlarms } from '../../../db/read/alarm/alarm.ts';
import { countUnderWay } from '../../../db/read/broadcast/broadcast.ts';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { countVouchCases } from '../../../db/read/case/vouchCase.ts';
import { countWaitingLetters } from '../../../db/read/letter/letter.ts';
import { countApplications } from '../../../db/read/project/project.ts';
import { countOpenClaims } from '../../../db/read/project/projectClaim.ts';
import { countOpenAppeals } from '../../../db/read/project/projectReview.ts';
import { countPendingProposals } from '../../../db/read/proposal/proposal.ts';
import { countSubmitted } from '../../../db/read/protocol/submittedProtocol.ts';
import { countInterviews } from '../../../db/read/verification/interview.ts';
import type { Vault } from '../../../db/vault.ts';
import { deskDeadline } from '../../../governance/letter/desk.ts';
import type { Power } from '../../../governance/person/role.ts';
import { openBallotQueue } from '../../../messages/ballot/ballotCallbacks.ts';
import { newBroadcast, openBroadcastQueue } from '../../../messages/broadcast/broadcastCallbacks.ts';
import { proposeVersion } from '../../../messages/declaration/declarationCallbacks.ts';
import { openLetterQueue } from '../../../messages/letter/letterCallbacks.ts';
import { openListQueue } from '../../../messages/list/listCallbacks.ts';
import { openProtocolQueue } from '../../../messages/mandate/delegateCallbacks.ts';
import type { DeskQueueName, DeskWayName, DeskWork } from '../../../messages/office/desk.ts';
import {
  openPeople,
  openQueue,
  openRoles,
  openTokens,
  openTraces,
  type QueueName,
} from '../../../messages/office/officeCallbacks.ts';
import { openProjectQueue } from '../../../messages/project/projectCallbacks.ts';
import { openSessionDesk } from '../../../messages/session/sessionCallbacks.ts';
import {
  askFounder,
  openAlarms,
  openCases,
  openInterviews,
} from '../../../messages/verification/verificationCallbacks.ts';
import { kindsOf } from './caseKinds.ts';

type Powers = ReadonlySet<Power>;

/** One kind of work at the desk. `open` is the callback data of its queue's screen. */
export type DeskQueue = {
  readonly name: DeskQueueName;
  readonly isFor: (powers: Powers) => boolean;
  /** What this officer can take up now: their own and what nobody has taken. Counts only, nothing sealed is opened. */
  readonly count: (
    db: Reader,
    vault: Vault,
    officerId: string,
    now: Date,
    powers: Powers,
  ) => Promise<DeskWork>;
  readonly open: string;
};

/** Any other way from the desk. */
export type DeskWay = {
  readonly name: DeskWayName;
  /** Needed once in weeks: it leaves a crowded desk first. */
  readonly rare?: true;
  readonly isFor: (powers: Powers) => boolean;
  readonly open: string;
};

type Waiting = Pick<DeskWork, 'waiting' | 'oldest'>;

/** The deadline of what waits by the rule for everything in the secretariat: so many days from its beginning. */
const withDeadline = async (db: Reader, now: Date, waiting: Waiting): Promise<DeskWork> => {
  if (waiting.oldest === undefined) return { ...waiting, due: undefined };
  const { bylaws } = await currentBylaws(db, now);
  return { ...waiting, due: deskDeadline(waiting.oldest, bylaws) };
};

const caseQueue = (name: QueueName): DeskQueue => ({
  name,
  isFor: (powers) => kindsOf(powers, name).length > 0,
  count: async (db, _vault, _officerId, now, powers) =>
    withDeadline(db, now, await countPendingProposals(db, kindsOf(powers, name))),
  open: openQueue.pack({ queue: name, page: 0 }),
});

/** Every queue of the desk; a new noun adds its own. Which comes first on the screen is decided by the deadlines. */
export const deskQueues: readonly DeskQueue[] = [
  caseQueue('admissions'),
  caseQueue('proposals'),
  {
    name: 'calls',
    isFor: (powers) => powers.has('admission.approve'),
    count: async (db, _vault, officerId, now) => withDeadline(db, now, await countInterviews(db, officerId)),
    open: openInterviews.pack({ page: 0 }),
  },
  {
    name: 'alarms',
    isFor: (powers) => powers.has('alarm.manage'),
    count: async (db, _vault, officerId, now) => withDeadline(db, now, await countAlarms(db, officerId)),
    open: openAlarms.pack({ page: 0 }),
  },
  {
    name: 'cases',
    isFor: (powers) => powers.has('finding.propose'),
    count: (db, _vault, officerId) => countVouchCases(db, officerId),
    open: openCases.pack({ page: 0 }),
  },
  {
    name: 'questions',
    isFor: (powers) => powers.has('question.answer'),
    count: async (db, _vault, officerId, now) =>
      withDeadline(db, now, await countWaitingLetters(db, officerId)),
    open: openLetterQueue.pack({ page: 0 }),
  },
  {
    name: 'projects',
    isFor: (powers) => powers.has('project.propose'),
    count: async (db, _vault, officerId, now, powers) => {
      const none = { waiting: 0, oldest: undefined };
      const applications = powers.has('project.judge') ? await countApplications(db, officerId) : none;
      const claims = await countOpenClaims(db);
      const appeals = await countOpenAppeals(db);
      const [oldest] = [applications.oldest, claims.oldest]
        .filter((since) => since !== undefined)
        .toSorted((a, b) => a.getTime() - b.getTime());
      // An appeal waits for the session, not for the desk.
      return withDeadline(db, now, {
        waiting: applications.waiting + claims.waiting + appeals,
        oldest,
      });
    },
    open: openProjectQueue.pack({ page: 0 }),
  },
  {
    name: 'broadcasts',
    isFor: (powers) => powers.has('broadcast.propose'),
    // Drafts have no deadline of the desk: their moment is their writer's business.
    count: async (db) => ({ ...(await countUnderWay(db)), due: undefined }),
    open: openBroadcastQueue.pack({ page: 0 }),
  },
  {
    name: 'protocols',
    isFor: (powers) => powers.has('protocol.check'),
    // Their own deadline by the bylaws: then they are accepted by themselves (rule D3).
    count: (db, _vault, officerId) => countSubmitted(db, officerId),
    open: openProtocolQueue.pack({ page: 0 }),
  },
];

/** Everything at the desk that is no queue, in the order of its buttons. */
export const deskWays: readonly DeskWay[] = [
  { name: 'openTraces', isFor: (powers) => powers.has('trace.read'), open: openTraces.pack({ page: 0 }) },
  {
    name: 'openSessions',
    isFor: (powers) => powers.has('session.manage'),
    open: openSessionDesk.pack({ page: 0 }),
  },
  { name: 'openBallots', isFor: (powers) => powers.has('ballot.manage'), open: openBallotQueue.pack({}) },
  {
    name: 'openBroadcasts',
    isFor: (powers) => powers.has('broadcast.propose'),
    open: newBroadcast.pack({}),
  },
  { name: 'openLists', isFor: (powers) => powers.has('list.manage'), open: openListQueue.pack({}) },
  { name: 'openPeople', isFor: (powers) => powers.has('member.search'), open: openPeople.pack({}) },
  {
    name: 'openDeclaration',
    rare: true,
    isFor: (powers) => powers.has('declaration.propose'),
    open: proposeVersion.pack({}),
  },
  {
    name: 'openTokens',
    rare: true,
    isFor: (powers) => powers.has('token.propose'),
    open: openTokens.pack({ page: 0 }),
  },
  {
    name: 'inviteFounder',
    rare: true,
    isFor: (powers) => powers.has('founder.propose'),
    open: askFounder.pack({}),
  },
  { name: 'openRoles', rare: true, isFor: () => true, open: openRoles.pack({}) },
];
