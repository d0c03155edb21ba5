import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import ruBallot from '../../../locales/ru/ballot.json' with { type: 'json' };
import ruCommon from '../../../locales/ru/common.json' with { type: 'json' };
import ruDecision from '../../../locales/ru/decision.json' with { type: 'json' };
import ruProtocol from '../../../locales/ru/protocol.json' with { type: 'json' };
import ruRefusals from '../../../locales/ru/refusal.json' with { type: 'json' };
import ruSitting from '../../../locales/ru/sitting.json' with { type: 'json' };
import ruVerification from '../../../locales/ru/verification.json' with { type: 'json' };
import { putItemAsChair } from '../../../src/actions/agenda/putItemAsChair.ts';
import { draftBallot } from '../../../src/actions/ballot/draftBallot.ts';
import { draftBroadcast } from '../../../src/actions/broadcast/writeBroadcast.ts';
import { askLetter } from '../../../src/actions/letter/askLetter.ts';
import { createList } from '../../../src/actions/list/createList.ts';
import { openProjectVote } from '../../../src/actions/projectVote/openProjectVote.ts';
import { chooseChair } from '../../../src/actions/session/chooseChair.ts';
import { requestAdmission } from '../../../src/actions/verification/requestAdmission.ts';
import { findAccount } from '../../../src/db/read/person/person.ts';
import { mandate } from '../../../src/db/schema/mandate.ts';
import { project as projectTable } from '../../../src/db/schema/project.ts';
import { attendanceBoard } from '../../../src/db/schema/session.ts';
import { insertAlarm } from '../../../src/db/write/alarm/alarm.ts';
import { insertVouchCase } from '../../../src/db/write/case/vouchCase.ts';
import { roles } from '../../../src/governance/person/role.ts';
import { openHelp } from '../../../src/messages/home/helpCallbacks.ts';
import type { Callback } from '../../../src/messages/kit/callback.ts';
import { addDelegates, itemInput, plan } from '../../support/agenda.ts';
import { quiet } from '../../support/chat.ts';
import { appoint, granted } from '../../support/officers.ts';
import { startPetition } from '../../support/petitions.ts';
import { presser } from '../../support/presses.ts';
import { createProjectAlliance, type ProjectAlliance } from '../../support/projectAlliance.ts';
import { protocolSteps } from '../../support/protocols.ts';
import { storedIn } from '../../support/stored.ts';
import { type AccountChat, startTestBot, type TestBot } from '../../support/testBot.ts';
import { plainSpaces } from '../../support/texts.ts';

/** Every button of the program that names a thing by its number. */
type Button = Pick<Callback<Record<string, string | number>>, 'name' | 'unpack'>;
const isButton = (value: unknown): value is Button =>
  typeof value === 'object' && value !== null && 'name' in value && 'unpack' in value;

/** Data that this button reads: `start`, and whatever of `words` its fields take. */
const dataOf = ({ unpack }: Button, words: readonly string[], start: string): string | undefined => {
  const one = words.map((word) => `${start}:${word}`);
  const two = words.flatMap((word) => words.map((other) => `${start}:${word}:${other}`));
  return [start, ...one, ...two].find((data) => unpack(data) !== undefined);
};

const buttons: { readonly button: Button; readonly words: readonly string[] }[] = [];
for (const path of globSync('src/messages/*/*Callbacks.ts').toSorted()) {
  const words = readFileSync(path, 'utf8').matchAll(/'([a-z]\w{0,12})'/gi);
  const known = new Set([
    '0',
    '1',
    '60',
    '999',
    'ru',
    'secretary',
    ...[...words].map(([, word = '']) => word),
  ]);
  const module: Record<string, unknown> = await import(resolve(path));
  for (const button of Object.values(module).filter(isButton)) buttons.push({ button, words: [...known] });
}
const numbered = (of: number): string[] =>
  buttons
    .map(({ button, words }) => dataOf(button, words, `${button.name}:${of}`))
    .filter((data) => data !== undefined);
/** In an order in which neighbours are of different things, and answer differently. */
const apart = (list: readonly string[], step = 20): string[] =>
  Array.from({ length: step }, (_, at) => list.filter((_data, index) => index % step === at)).flat();
const withoutNumber = (): string[] =>
  buttons
    .map(({ button, words }) => dataOf(button, words, button.name))
    .filter((data) => data !== undefined)
    // The alarm of a person in danger would end everything else here; the other goes on with a form, and there is none.
    .filter((data) => data !== 'sfpx' && data !== 'fn');

let alliance: ProjectAlliance;
let me: string;
let bot: TestBot;
let phone: AccountChat;
beforeAll(async () => {
  alliance = await createProjectAlliance({ voteWaitDays: 0 });
  await alliance.publish(1);
  bot = await startTestBot(alliance);
  me = await alliance.addMember();
  for (const role of roles) await appoint(alliance.deps, me, role);
  phone = await bot.chatOf(me);
  await phone.say('/start', 'Вече');
});
afterAll(() => bot?.close());

const shownSoFar = () => bot.api.calls.filter(({ method }) => !/^(answerC|getU)/.test(method)).length;
const shows = async (data: string): Promise<boolean> => {
  const before = shownSoFar();
  const { answered } = await presser(alliance.deps)(phone, data);
  await quiet(bot);
  return answered && shownSoFar() > before;
};
/** What is shown by this press. What is there already is not sent again: then it must come from somewhere else. */
const pressed = async (data: string): Promise<string> => {
  const isAlive = (await shows(data)) || ((await shows(openHelp.pack({}))) && (await shows(data)));
  return isAlive ? phone.shown() : plainSpaces(ruCommon.stale);
};

/** What says that there is no such thing: a refusal, or the line of a place that has its own. */
const gone = [
  ...Object.values(ruRefusals).flatMap((group) => Object.values(group)),
  ...[ruBallot.unknown, ruDecision.unknown, ruProtocol.hub.stranger, ruSitting.desk.none],
  ruVerification.myCase.gone,
].map(plainSpaces);

/** They begin a form, ask once more or show the place around: what is not there is said at the next step. */
const notAtOnce = new Set('agb dcsl df dp ds dsma dx fd fr lo pco pcx pjap pjcl pjqw'.split(' '));

it('a button of what is no more says so, and nothing changes', async () => {
  const ofPresses = ['update_receipt', 'update_queue', 'sent_message', 'conversation_state', 'draft'];
  const stored = () => storedIn(alliance.deps.db, ofPresses);
  const before = await stored();
  const silent: string[] = [];
  const asked = apart(numbered(9999)).filter((data) => !notAtOnce.has(data.split(':')[0] ?? ''));
  expect(asked.length).toBeGreaterThan(150);
  for (const data of asked) {
    const shown = await pressed(data);
    if (!gone.some((line) => shown.includes(line))) silent.push(`${data}: ${shown}`);
  }
  expect(silent).toEqual([]);
  bot.isWell();
  expect(await stored()).toBe(before);
});

/** One of everything, of somebody who is everything. */
const oneOfEach = async (): Promise<void> => {
  const { deps } = alliance;
  const { db, clock, random } = deps;
  const officerId = me;
  const project = await alliance.addProject({ leader: me });
  await db.update(projectTable).set({ number: 1 }).where(eq(projectTable.id, project.id));
  const own = { ...project, number: 1 };
  const protocols = protocolSteps(alliance, me);
  granted(await protocols.submit(own, await protocols.draftFor(own)));
  const other = await alliance.addProject();
  await db.update(projectTable).set({ deputyId: me }).where(eq(projectTable.id, other.id));
  const numbers = { participants: 12, active: 12 };
  const vote = { numbers, plan: { nominatingHours: 24, votingHours: 24 }, submissionId: random.uuid() };
  const by = { personId: other.leader, projectNumber: other.number };
  granted(await openProjectVote(deps, { ...by, ...vote }));
  await addDelegates(deps, [me, await alliance.addMember()]);
  // Of a project that can be read.
  await db.update(mandate).set({ projectId: project.id });
  const session = await plan(deps, me, 40);
  granted(await chooseChair(deps, { officerId, number: session, mandate: 1 }));
  const submissionId = random.uuid;
  const item = { personId: me, number: session, input: itemInput };
  granted(await putItemAsChair(deps, { ...item, submissionId: submissionId() }));
  await startPetition(deps, me);
  const poll = { class: 'strawPoll', electorate: { kind: 'members' }, rule: 'advisory', durationMinutes: 60 };
  const input = { ...poll, question: { ru: 'Вопрос?', en: 'Question?' } };
  granted(await draftBallot(deps, { officerId, submissionId: submissionId(), input }));
  const title = { ru: 'Делегаты', en: 'Delegates' };
  granted(await createList(deps, { officerId, submissionId: submissionId(), title }));
  const texts = { texts: { ru: 'Встреча', en: 'Meeting' }, class: 'news', audience: { who: 'members' } };
  granted(await draftBroadcast(deps, { officerId, submissionId: submissionId(), input: texts }));
  const asked = { personId: await alliance.addSigned(), submissionId: submissionId(), text: 'Как быть?' };
  granted(await askLetter(deps, asked));
  granted(await requestAdmission(deps, { personId: asked.personId, words: 'Меня знают по работе.' }));
  const now = await clock.now();
  await db.transaction(async (tx) => {
    const hour = now.toISOString();
    await insertAlarm(tx, deps, { kind: 'hour', subject: hour, facts: { hour, count: 9 }, now });
    const times = { openedAt: now, hearingUntil: now, dueAt: now };
    const parties = [{ personId: me, role: 'voucher' as const }];
    await insertVouchCase(tx, deps, { raisedBy: me, grounds: 'Неправда.', parties, ...times });
  });
};

it('a button that no version knows leads home', async () => {
  expect(await shows('zz:1')).toBe(true);
  expect(phone.shown()).toContain(plainSpaces(ruCommon.stale));
});

/** They open a thing, whose screen begins with its name. */
const openers =
  'ago:1 agi:1:0 agko:1 bm:1 brm:1 kao:1 lo:1 mv:1 pjo:1 plo:1 pvo:1 qt:1:0 secp:1:0 sth:1'.split(' ');

it('a button of what is there opens it, and none is dead', async () => {
  await oneOfEach();
  const opened: string[] = [];
  for (const data of openers) opened.push(`${data}: ${(await pressed(data)).split('\n')[0]}`);
  expect(opened.filter((line) => !line.includes('№ 1'))).toEqual([]);
  const dead: string[] = [];
  for (const data of new Set([...numbered(1), ...withoutNumber()]))
    if ((await pressed(data)).includes(plainSpaces(ruCommon.stale))) dead.push(data);
  expect(dead).toEqual([]);
  bot.isWell();
  // What was pressed last of all settings is kept.
  const account = await findAccount(alliance.deps.db, alliance.deps.vault, me);
  expect(account?.profile).toMatchObject({ keepMessages: true });
  // No session is open: its floor was looked at, and nobody is kept up to date or counted as present.
  expect(await alliance.deps.db.$count(attendanceBoard)).toBe(0);
});
