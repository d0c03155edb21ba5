import type { Composer } from 'grammy';
import { listDecidable } from '../../../db/read/ballot/ballot.ts';
import { readOwnWork } from '../../../db/read/office/ownWork.ts';
import type { Account } from '../../../db/read/person/person.ts';
import { listDuties } from '../../../db/read/petition/petitionReview.ts';
import { renderAbout, renderHome } from '../../../messages/home/home.ts';
import { goHome, openAbout } from '../../../messages/home/homeCallbacks.ts';
import type { BotContext } from '../../context.ts';
import { findForm } from '../../conversations/forms.ts';
import { findStanding } from '../../joinStep.ts';
import { show } from '../../show.ts';
import { begun, on } from '../kit/on.ts';
import { withRemarks } from '../project/projectScreens.ts';

const signedStates: readonly Account['status'][] = ['signed', 'verifying', 'member'];
const lacksCode = ({ status, hasRecoveryCode }: Account): boolean =>
  signedStates.includes(status) && !hasRecoveryCode;

/** The desk: what waits for a decision, what is mine, everything else. `line` says what just happened. */
export const showHome = async (ctx: BotContext, line?: string): Promise<void> => {
  const person = await begun(ctx);
  if (person === undefined) return;
  const { account, env, deps, reader } = person;
  const { db, vault, clock } = deps;
  const now = await clock.now();
  // Side by side: one after another, each would wait for the round trip of the one before.
  const [work, decidable, standing, duties] = await Promise.all([
    readOwnWork(db, account.id, now),
    listDecidable(db, vault, account, now),
    findStanding(env, account, now),
    listDuties(db, vault, account.id),
  ]);
  const home = renderHome(reader, {
    decidable,
    drafts: work.drafts.flatMap((name) => {
      const form = findForm(env, name);
      return form === undefined ? [] : [{ form: name, title: form.title(reader) }];
    }),
    ...standing,
    isMember: account.status === 'member',
    lacksCode: lacksCode(account),
    isOfficer: account.roles.length > 0,
    delegating: work,
    returned: { ...work.returned, applications: await withRemarks(deps, work.returned.applications) },
    cases: work.cases,
    duties,
    line,
  });
  await show(ctx, home);
};

export const homeHandlers = (composer: Composer<BotContext>): void => {
  const { onPress } = on(composer, begun);
  onPress(goHome, (ctx) => showHome(ctx));
  onPress(openAbout, (ctx) => show(ctx, renderAbout(ctx.reader)));
};
