import { Composer } from 'grammy';
import { createProjectLink, revokeProjectLinks } from '../../../actions/project/createProjectLink.ts';
import { checkProjectLink } from '../../../actions/project/joinProject.ts';
import {
  acceptDeputy,
  checkDeputyLink,
  endDeputy as freeDeputy,
  handOverProject,
  offerDeputy,
  removeParticipant,
} from '../../../actions/project/leadProject.ts';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import type { Account } from '../../../db/read/person/person.ts';
import { listParticipants, type Project } from '../../../db/read/project/project.ts';
import { findProjectLink, listOpenLinks } from '../../../db/read/project/projectLink.ts';
import { dayOf } from '../../../governance/kit/day.ts';
import { activeSince, type LinkKind } from '../../../governance/project/projectPeople.ts';
import type { Callback } from '../../../messages/kit/callback.ts';
import { renderProjectLine } from '../../../messages/project/project.ts';
import {
  acceptDeputyOffer,
  askEndDeputy,
  askHandOver,
  askRemoval,
  endDeputy,
  handOver,
  inviteDeputy,
  inviteMany,
  inviteOne,
  offerDeputyTo,
  openDeputyOffer,
  openParticipant,
  openPeopleOf,
  projectToken,
  removeFromProject,
  revokeLinks,
} from '../../../messages/project/projectCallbacks.ts';
import {
  type Listed,
  renderDeputyOffer,
  renderHeadQuestion,
  renderLinkMade,
  renderParticipant,
  renderPeople,
  renderRemovalQuestion,
} from '../../../messages/project/projectPeople.ts';
import type { Result } from '../../../result.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { JOIN_PROJECT_FORM, PROJECT_LINK_FORM } from '../../conversations/project/projectForms.ts';
import { onPress, pressId } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { ensureBegun, type StartHandler } from '../home/start.ts';
import { findOwnProject, refuseProject, showOwnProject } from './projectScreens.ts';

/** Who answers for a project, at its people's screens; undefined: the answer was given. */
type Head = { readonly account: Account; readonly project: Project; readonly isLeader: boolean };

const requireHead = async (env: BotEnv, ctx: BotContext, number: number): Promise<Head | undefined> => {
  const account = await ensureBegun(env, ctx);
  if (account === undefined) return undefined;
  const own = await findOwnProject(env, account, number);
  const isLeader = own?.roles.includes('leader') === true;
  if (own !== undefined && (isLeader || own.roles.includes('deputy')))
    return { account, project: own.project, isLeader };
  await toast(ctx);
  await refuseProject(env, ctx, [{ code: own === undefined ? 'project.unknown' : 'project.notHead' }]);
  return undefined;
};

const showPeople = async (
  env: BotEnv,
  ctx: BotContext,
  { project, isLeader }: Head,
  at: { readonly page: number; readonly line?: string },
): Promise<void> => {
  const { db, vault, clock } = env.deps;
  const now = await clock.now();
  const { bylaws } = await currentBylaws(db, now);
  const facts = {
    project,
    isLeader,
    people: await listParticipants(db, vault, project.id),
    links: (await listOpenLinks(db, project.id, now)).length,
    activeSince: activeSince(dayOf(now), bylaws),
  };
  await showScreen(ctx, env.signer, renderPeople(ctx.reader, facts, at));
};

const showDeputyOffer = async (env: BotEnv, ctx: BotContext, account: Account, token: string) => {
  const checked = await checkDeputyLink(env.deps, { personId: account.id, token });
  if (!checked.ok) return refuseProject(env, ctx, checked.refusals);
  const { name } = checked.value.application;
  await showScreen(ctx, env.signer, renderDeputyOffer(ctx.reader, { name, token }));
};

/** `?start=project_<token>`: to take part under a name of one's choice, or to be the deputy. */
export const openProjectLink: StartHandler = async (env, ctx, token) => {
  const account = await ensureBegun(env, ctx, `project_${token}`);
  if (account === undefined) return;
  if (!projectToken.safeParse(token).success)
    return refuseProject(env, ctx, [{ code: 'project.linkUnknown' }]);
  const link = await findProjectLink(env.deps.db, env.deps.vault, token);
  if (link?.kind === 'deputy') return showDeputyOffer(env, ctx, account, token);
  const checked = await checkProjectLink(env.deps, { personId: account.id, way: { token } });
  if (!checked.ok) return refuseProject(env, ctx, checked.refusals);
  const { project, leaves } = checked.value;
  await enterForm(ctx, JOIN_PROJECT_FORM, {
    token,
    name: project.application.name,
    from: leaves?.application.name ?? '',
  });
};

const invite = async (
  env: BotEnv,
  ctx: BotContext,
  { account, project: { number } }: Head,
  kind: LinkKind,
): Promise<void> => {
  const made = await createProjectLink(env.deps, {
    personId: account.id,
    submissionId: pressId(ctx),
    number,
    kind,
    uses: 1,
  });
  const { plain } = ctx.reader.translator;
  await toast(
    ctx,
    plain(($) => (made.ok ? $.project.people.doneToast : $.project.own.refusedToast)),
  );
  if (!made.ok) return refuseProject(env, ctx, made.refusals);
  const url = `https://t.me/${env.username}?start=project_${made.value.token}`;
  await showScreen(ctx, env.signer, renderLinkMade(ctx.reader, { ...made.value, number, kind, url }));
};

/** People of a project, for who answers for it: links, participants, the deputy, handing over; and the deputy's own answer. */
export const projectPeopleHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  type Numbered = { number: number };

  const onOpen = <Fields extends Numbered>(
    callback: Callback<Fields>,
    open: (ctx: BotContext, head: Head, fields: Fields) => Promise<void>,
  ): void =>
    onPress(composer, callback, async (ctx, fields) => {
      const head = await requireHead(env, ctx, fields.number);
      if (head === undefined) return;
      await toast(ctx);
      await open(ctx, head, fields);
    });

  /** Does it and shows the people with what came of it, or the project's screen to who is no head any more. */
  const onAct = <Fields extends Numbered, Value>(
    callback: Callback<Fields>,
    act: (head: Head, fields: Fields, ctx: BotContext) => Promise<Result<Value>>,
    line: (ctx: BotContext, value: Value) => string,
  ): void =>
    onPress(composer, callback, async (ctx, fields) => {
      const head = await requireHead(env, ctx, fields.number);
      if (head === undefined) return;
      const done = await act(head, fields, ctx);
      const { plain } = ctx.reader.translator;
      await toast(
        ctx,
        plain(($) => (done.ok ? $.project.people.doneToast : $.project.own.refusedToast)),
      );
      if (!done.ok) return refuseProject(env, ctx, done.refusals);
      const said = line(ctx, done.value);
      const own = await findOwnProject(env, head.account, fields.number);
      const isLeader = own?.roles.includes('leader') === true;
      if (own === undefined || !(isLeader || own.roles.includes('deputy')))
        return showOwnProject(env, ctx, head.account, fields.number, said);
      await showPeople(env, ctx, { ...head, project: own.project, isLeader }, { page: 0, line: said });
    });

  const findPerson = async ({ project }: Head, ref: string): Promise<Listed | undefined> =>
    (await listParticipants(env.deps.db, env.deps.vault, project.id)).find((one) => one.ref === ref);
  const participantOf = async (head: Head, ref: string): Promise<string> =>
    // Nobody: the action then says that they are gone.
    (await findPerson(head, ref))?.personId ?? '';

  onOpen(openPeopleOf, (ctx, head, { page }) => showPeople(env, ctx, head, { page }));
  onOpen(openParticipant, async (ctx, head, { ref }) => {
    const person = await findPerson(head, ref);
    if (person === undefined) return refuseProject(env, ctx, [{ code: 'project.notIn' }]);
    await showScreen(ctx, env.signer, renderParticipant(ctx.reader, { ...head, person }));
  });
  onOpen(askRemoval, async (ctx, head, { number, ref }) => {
    const person = await findPerson(head, ref);
    if (person === undefined) return refuseProject(env, ctx, [{ code: 'project.notIn' }]);
    await showScreen(ctx, env.signer, renderRemovalQuestion(ctx.reader, number, person));
  });
  onOpen(inviteMany, (ctx, _head, { number }) => enterForm(ctx, PROJECT_LINK_FORM, { number: `${number}` }));
  onOpen(askHandOver, (ctx, { project }) =>
    showScreen(ctx, env.signer, renderHeadQuestion(ctx.reader, project, 'handOver')),
  );
  onOpen(askEndDeputy, (ctx, { project }) =>
    showScreen(ctx, env.signer, renderHeadQuestion(ctx.reader, project, 'endDeputy')),
  );

  for (const [callback, kind] of [
    [inviteOne, 'participant'],
    [inviteDeputy, 'deputy'],
  ] as const)
    onPress(composer, callback, async (ctx, { number }) => {
      const head = await requireHead(env, ctx, number);
      if (head !== undefined) await invite(env, ctx, head, kind);
    });

  onAct(
    revokeLinks,
    ({ account }, { number }) => revokeProjectLinks(env.deps, { personId: account.id, number }),
    ({ reader }, { count }) => reader.translator.t(($) => $.project.people.revoked, { count }),
  );
  onAct(
    removeFromProject,
    async (head, { number, ref }) =>
      removeParticipant(env.deps, {
        personId: head.account.id,
        number,
        participantId: await participantOf(head, ref),
      }),
    ({ reader }) => reader.translator.t(($) => $.project.people.removed),
  );
  onAct(
    offerDeputyTo,
    async (head, { number, ref }, ctx) =>
      offerDeputy(env.deps, {
        personId: head.account.id,
        submissionId: pressId(ctx),
        number,
        participantId: await participantOf(head, ref),
      }),
    ({ reader }) => reader.translator.t(($) => $.project.people.offered),
  );
  onAct(
    handOver,
    ({ account }, { number }) => handOverProject(env.deps, { personId: account.id, number }),
    ({ reader }) => reader.translator.t(($) => $.project.people.handedOver),
  );
  onAct(
    endDeputy,
    ({ account }, { number }) => freeDeputy(env.deps, { personId: account.id, number }),
    ({ reader }) => reader.translator.t(($) => $.project.people.deputyEnded),
  );

  onPress(composer, openDeputyOffer, async (ctx, { token }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    await showDeputyOffer(env, ctx, account, token);
  });

  onPress(composer, acceptDeputyOffer, async (ctx, { token }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    const done = await acceptDeputy(env.deps, { personId: account.id, token });
    const { plain, t } = ctx.reader.translator;
    await toast(
      ctx,
      plain(($) => (done.ok ? $.project.deputy.doneToast : $.project.own.refusedToast)),
    );
    if (!done.ok) return refuseProject(env, ctx, done.refusals);
    const text = t(($) => $.project.deputy.done, { name: done.value.application.name });
    await showScreen(ctx, env.signer, renderProjectLine(ctx.reader, text));
  });

  return composer;
};
