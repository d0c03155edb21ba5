import type { Composer } from 'grammy';
import { createProjectLink, revokeProjectLinks } from '../../../actions/project/createProjectLink.ts';
import {
  acceptDeputy,
  checkDeputyLink,
  endDeputy as freeDeputy,
  handOverProject,
  offerDeputy,
  removeParticipant,
} from '../../../actions/project/leadProject.ts';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { listParticipants, type OwnedProject, type Project } from '../../../db/read/project/project.ts';
import { findProjectLink, listOpenLinks } from '../../../db/read/project/projectLink.ts';
import { dayOf } from '../../../governance/kit/day.ts';
import { activeSince, type LinkKind } from '../../../governance/project/projectPeople.ts';
import type { Translate } from '../../../i18n/translator.ts';
import type { Callback } from '../../../messages/kit/callback.ts';
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
import type { BotContext, PersonContext } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { PROJECT_LINK_FORM } from '../../conversations/project/projectForms.ts';
import { pressId } from '../../press.ts';
import { show, toast } from '../../show.ts';
import type { StartHandler } from '../home/start.ts';
import { begun, on, sayOutcome } from '../kit/on.ts';
import { enterProject } from './ownProject.ts';
import { findOwnProject, refuseProject, showOwnProject, showProjectLine } from './projectScreens.ts';

type Numbered = { number: number };

/** A project, for who answers for it. */
type Head = { readonly project: Project; readonly isLeader: boolean };

const asHead = (own: OwnedProject | undefined): Head | undefined => {
  if (own === undefined) return undefined;
  const isLeader = own.roles.includes('leader');
  return isLeader || own.roles.includes('deputy') ? { project: own.project, isLeader } : undefined;
};

/** Undefined: the answer was given. */
const findHead = async (ctx: PersonContext, number: number): Promise<Head | undefined> => {
  const own = await findOwnProject(ctx, number);
  const head = asHead(own);
  if (head !== undefined) return head;
  await toast(ctx);
  await refuseProject(ctx, [{ code: own === undefined ? 'project.unknown' : 'project.notHead' }]);
  return undefined;
};

const showPeople = async (
  ctx: PersonContext,
  { project, isLeader }: Head,
  at: { readonly page: number; readonly line?: string },
): Promise<void> => {
  const { db, vault, clock } = ctx.deps;
  const now = await clock.now();
  const { bylaws } = await currentBylaws(db, now);
  const facts = {
    project,
    isLeader,
    people: await listParticipants(db, vault, project.id),
    links: (await listOpenLinks(db, project.id, now)).length,
    activeSince: activeSince(dayOf(now), bylaws),
  };
  await show(ctx, renderPeople(ctx.reader, facts, at));
};

const findPerson = async (ctx: PersonContext, head: Head, ref: string): Promise<Listed | undefined> =>
  (await listParticipants(ctx.deps.db, ctx.deps.vault, head.project.id)).find((one) => one.ref === ref);

const participantOf = async (ctx: PersonContext, head: Head, ref: string): Promise<string> =>
  // Nobody: the action then says that they are gone.
  (await findPerson(ctx, head, ref))?.personId ?? '';

const showDeputyOffer = async (ctx: PersonContext, token: string): Promise<void> => {
  const checked = await checkDeputyLink(ctx.deps, { personId: ctx.account.id, token });
  if (!checked.ok) return refuseProject(ctx, checked.refusals);
  const { name } = checked.value.application;
  await show(ctx, renderDeputyOffer(ctx.reader, { name, token }));
};

/** `?start=project_<token>`: to take part under a name of one's choice, or to be the deputy. */
export const openProjectLink: StartHandler = async (ctx, token) => {
  if (!projectToken.safeParse(token).success) return refuseProject(ctx, [{ code: 'project.linkUnknown' }]);
  const link = await findProjectLink(ctx.deps.db, ctx.deps.vault, token);
  await (link?.kind === 'deputy' ? showDeputyOffer(ctx, token) : enterProject(ctx, { token }));
};

const answer = (ctx: BotContext, done: Result<unknown>): Promise<unknown> =>
  sayOutcome(ctx, done, ($) => (done.ok ? $.project.people.doneToast : $.project.own.refusedToast));

const invite = async (ctx: PersonContext, number: number, kind: LinkKind): Promise<void> => {
  if ((await findHead(ctx, number)) === undefined) return;
  const command = { personId: ctx.account.id, submissionId: pressId(ctx), number, kind, uses: 1 };
  const made = await createProjectLink(ctx.deps, command);
  await answer(ctx, made);
  if (!made.ok) return refuseProject(ctx, made.refusals);
  const url = `https://t.me/${ctx.env.username}?start=project_${made.value.token}`;
  await show(ctx, renderLinkMade(ctx.reader, { ...made.value, number, kind, url }));
};

const screenHandlers = (composer: Composer<BotContext>): void => {
  const { onAct } = on(composer, begun);
  const open = <Fields extends Numbered>(
    button: Callback<Fields>,
    handler: (ctx: PersonContext, head: Head, fields: Fields) => Promise<void>,
  ): void =>
    onAct(button, async (ctx, fields) => {
      const head = await findHead(ctx, fields.number);
      if (head === undefined) return;
      await toast(ctx);
      await handler(ctx, head, fields);
    });

  open(openPeopleOf, (ctx, head, { page }) => showPeople(ctx, head, { page }));
  open(openParticipant, async (ctx, head, { ref }) => {
    const person = await findPerson(ctx, head, ref);
    if (person === undefined) return refuseProject(ctx, [{ code: 'project.notIn' }]);
    await show(ctx, renderParticipant(ctx.reader, { ...head, person }));
  });
  open(askRemoval, async (ctx, head, { number, ref }) => {
    const person = await findPerson(ctx, head, ref);
    if (person === undefined) return refuseProject(ctx, [{ code: 'project.notIn' }]);
    await show(ctx, renderRemovalQuestion(ctx.reader, number, person));
  });
  open(inviteMany, (ctx, _head, { number }) => enterForm(ctx, PROJECT_LINK_FORM, { number: `${number}` }));
  open(askHandOver, (ctx, { project }) => show(ctx, renderHeadQuestion(ctx.reader, project, 'handOver')));
  open(askEndDeputy, (ctx, { project }) => show(ctx, renderHeadQuestion(ctx.reader, project, 'endDeputy')));
};

type Asked = Numbered & { readonly personId: string };

/** What changes the people: they are shown with what came of it, or the project's screen to who is no head any more. */
const onChange = (composer: Composer<BotContext>) => {
  const { onAct } = on(composer, begun);
  return <Fields extends Numbered, Value>(
    button: Callback<Fields>,
    perform: (
      ctx: PersonContext,
      asked: Asked,
      given: { readonly head: Head; readonly fields: Fields },
    ) => Promise<Result<Value>>,
    say: (t: Translate, value: Value) => string,
  ): void =>
    onAct(button, async (ctx, fields) => {
      const { number } = fields;
      const head = await findHead(ctx, number);
      if (head === undefined) return;
      const done = await perform(ctx, { personId: ctx.account.id, number }, { head, fields });
      await answer(ctx, done);
      if (!done.ok) return refuseProject(ctx, done.refusals);
      const line = say(ctx.t, done.value);
      const still = asHead(await findOwnProject(ctx, number));
      if (still === undefined) return showOwnProject(ctx, number, line);
      await showPeople(ctx, still, { page: 0, line });
    });
};

const changeHandlers = (composer: Composer<BotContext>): void => {
  const change = onChange(composer);

  change(
    revokeLinks,
    ({ deps }, asked) => revokeProjectLinks(deps, asked),
    (t, { count }) => t(($) => $.project.people.revoked, { count }),
  );
  change(
    removeFromProject,
    async (ctx, asked, { head, fields: { ref } }) =>
      removeParticipant(ctx.deps, { ...asked, participantId: await participantOf(ctx, head, ref) }),
    (t) => t(($) => $.project.people.removed),
  );
  change(
    offerDeputyTo,
    async (ctx, asked, { head, fields: { ref } }) => {
      const participantId = await participantOf(ctx, head, ref);
      return offerDeputy(ctx.deps, { ...asked, submissionId: pressId(ctx), participantId });
    },
    (t) => t(($) => $.project.people.offered),
  );
  change(
    handOver,
    ({ deps }, asked) => handOverProject(deps, asked),
    (t) => t(($) => $.project.people.handedOver),
  );
  change(
    endDeputy,
    ({ deps }, asked) => freeDeputy(deps, asked),
    (t) => t(($) => $.project.people.deputyEnded),
  );
};

/** People of a project, for who answers for it: links, participants, the deputy, handing over; and the deputy's own answer. */
export const projectPeopleHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, begun);

  screenHandlers(composer);
  onAct(inviteOne, (ctx, { number }) => invite(ctx, number, 'participant'));
  onAct(inviteDeputy, (ctx, { number }) => invite(ctx, number, 'deputy'));
  changeHandlers(composer);

  onPress(openDeputyOffer, (ctx, { token }) => showDeputyOffer(ctx, token));
  onAct(acceptDeputyOffer, async (ctx, { token }) => {
    const done = await acceptDeputy(ctx.deps, { personId: ctx.account.id, token });
    await sayOutcome(ctx, done, ($) => (done.ok ? $.project.deputy.doneToast : $.project.own.refusedToast));
    if (!done.ok) return refuseProject(ctx, done.refusals);
    const { name } = done.value.application;
    const line = ctx.t(($) => $.project.deputy.done, { name });
    await showProjectLine(ctx, line);
  });
};
