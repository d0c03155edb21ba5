import { forgetRecipients } from '../actions/broadcast/runBroadcast.ts';
import { endVouchCases } from '../actions/case/endVouchCases.ts';
import { forgetUpdates } from '../actions/kit/receiveUpdates.ts';
import { foldMembers } from '../actions/member/foldMembers.ts';
import { publishCommitments } from '../actions/petition/publishCommitments.ts';
import { forgetLeftovers } from '../actions/safety/forgetLeftovers.ts';
import {
  eraseIdleGuests,
  eraseLockedAccounts,
  takeBackLapsedLeavings,
} from '../actions/safety/purgeAccounts.ts';
import { takeSnapshot } from '../actions/statistics/takeSnapshot.ts';
import { forgetVouches } from '../actions/verification/forgetVouches.ts';
import type { Deps } from '../deps.ts';
import type { I18n } from '../i18n/translator.ts';
import { readNotice, renderNotices } from '../messages/notice/notice.ts';
import type { CallbackSigner } from '../telegram/callbackData.ts';
import type { Telegram } from '../telegram/client.ts';
import { createNoticeSender } from './deliverNotices.ts';
import { createMessageForgetter } from './forgetMessages.ts';
import { type Job, runJob } from './loop.ts';
import { createBoardRefresher } from './refreshBoards.ts';
import { createBroadcastSender } from './sendBroadcasts.ts';
import { sweepBallots } from './sweepBallots.ts';
import { createDeclarationSweep } from './sweepDeclaration.ts';
import { sweepDelegates } from './sweepDelegates.ts';
import { sweepInterviews } from './sweepInterviews.ts';
import { sweepPetitions } from './sweepPetitions.ts';
import { sweepSessions } from './sweepSessions.ts';

export type JobTools = {
  readonly i18n: I18n;
  readonly telegram: Telegram;
  readonly signer: CallbackSigner;
};

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** Telegram repeats an update for 24 hours at most; twice that is kept, then its number may mean another update. */
const RECEIPTS_KEPT_HOURS = 48;

/** What goes to Telegram, and what is deleted there. */
const telegramJobs = (
  deps: Deps,
  { i18n, telegram, signer }: JobTools,
  signal: AbortSignal,
): readonly Job[] => {
  const notices = createNoticeSender(deps, telegram, {
    signer,
    signal,
    read: (notice, profile) => readNotice(i18n, notice, profile),
    render: (sayings, profile) => renderNotices(i18n, sayings, profile),
  });
  const forgetter = createMessageForgetter(deps, i18n, telegram, signal);
  return [
    {
      name: 'deliverNotices',
      everyMs: SECOND_MS,
      round: notices.round,
      failure: ['warn', 'notices.stalled'],
    },
    // How soon an approval or a resumption is seen.
    {
      name: 'sendBroadcasts',
      everyMs: SECOND_MS,
      round: createBroadcastSender(deps, telegram, { i18n, signer, signal }),
      failure: ['warn', 'broadcasts.stalled'],
    },
    // Who looks on sees a change within this time while few do; many take turns below Telegram's limits.
    {
      name: 'refreshBoards',
      everyMs: 3 * SECOND_MS,
      round: createBoardRefresher(deps, { telegram, i18n, signer, signal }),
      failure: ['warn', 'board.notRefreshed'],
    },
    // Somebody who is in danger waits for a cleanup; the look is at a table that is nearly always empty.
    { name: 'cleanChats', everyMs: 250, round: forgetter.cleanChats, failure: ['info', 'messages.later'] },
    // Two hours are left anyway.
    {
      name: 'forgetAged',
      everyMs: MINUTE_MS,
      round: forgetter.forgetAged,
      failure: ['info', 'messages.later'],
    },
  ];
};

const sweeps = (deps: Deps): readonly Job[] => [
  // A deadline passes within this time; the query is one index look-up.
  { name: 'sweepBallots', everyMs: SECOND_MS, round: () => sweepBallots(deps) },
  // Nobody waits for the news of a new version; the query is one small table.
  { name: 'sweepDeclaration', everyMs: 5 * SECOND_MS, round: createDeclarationSweep(deps) },
  // Votes of projects last a day and more; the queries are index look-ups, and one of mandates in their last month.
  { name: 'sweepDelegates', everyMs: 5 * SECOND_MS, round: () => sweepDelegates(deps) },
  // Ends of 180 days and of 72 hours, by two index look-ups.
  { name: 'sweepPetitions', everyMs: 10 * SECOND_MS, round: () => sweepPetitions(deps) },
  // A reminder of a call may be a little late, and the look unseals every open appointment.
  { name: 'sweepCalls', everyMs: 30 * SECOND_MS, round: () => sweepInterviews(deps) },
  { name: 'sweepSessions', everyMs: 30 * SECOND_MS, round: () => sweepSessions(deps) },
];

/** Once an hour, and a line in the log when there was something. What nobody needs any more must not lie in the next backup. */
const hourly = (deps: Deps, name: string, event: string, act: () => Promise<number>): Job => ({
  name,
  everyMs: HOUR_MS,
  round: async () => {
    const count = await act();
    if (count > 0) deps.log('info', event, { count });
  },
});

const keeping = (deps: Deps): readonly Job[] => [
  {
    // Long enough that several come together, short enough that a supporter finds theirs the same day.
    ...hourly(deps, 'sequenceCommitments', 'petition.commitments', async () => {
      // Keeps the count that thresholds are measured by short.
      await foldMembers(deps);
      return publishCommitments(deps);
    }),
    everyMs: 10 * MINUTE_MS,
  },
  hourly(deps, 'purgeUpdates', 'updates.purged', () => forgetUpdates(deps, RECEIPTS_KEPT_HOURS)),
  hourly(deps, 'purgeLeftovers', 'leftovers.purged', () => forgetLeftovers(deps)),
  hourly(deps, 'purgeBroadcasts', 'broadcasts.purged', () => forgetRecipients(deps)),
  // The promises of rule M5: nobody finds out later who vouched for whom, also with the key; of a case that is over nothing personal
  // is left.
  hourly(deps, 'purgeVouches', 'vouches.purged', () => forgetVouches(deps)),
  hourly(deps, 'purgeVouchCases', 'cases.ended', () => endVouchCases(deps)),
  hourly(deps, 'purgeAccounts', 'accounts.purged', async () => {
    await takeBackLapsedLeavings(deps);
    return (await eraseIdleGuests(deps)) + (await eraseLockedAccounts(deps));
  }),
  // A look at one row; it counts anew once a week at most.
  hourly(deps, 'takeStatistics', 'statistics.taken', async () => ((await takeSnapshot(deps)) ? 1 : 0)),
];

/** Runs every job, each by itself; `stop` ends them when what is under way is settled. */
export const startJobs = (deps: Deps, tools: JobTools): { readonly stop: () => Promise<void> } => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const jobs = [...telegramJobs(deps, tools, signal), ...sweeps(deps), ...keeping(deps)];
  const running = jobs.map((job) => runJob(job, deps.log, signal));
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(running);
    },
  };
};
