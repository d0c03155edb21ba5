import { afterAll, beforeAll, expect, it } from 'vitest';
import ruOffice from '../../../../locales/ru/office.json' with { type: 'json' };
import ruRefusals from '../../../../locales/ru/refusal.json' with { type: 'json' };
import { type Power, powersOf, type Role } from '../../../../src/governance/person/role.ts';
import * as ballot from '../../../../src/messages/ballot/ballotCallbacks.ts';
import * as broadcast from '../../../../src/messages/broadcast/broadcastCallbacks.ts';
import { proposeVersion } from '../../../../src/messages/declaration/declarationCallbacks.ts';
import * as question from '../../../../src/messages/letter/letterCallbacks.ts';
import * as list from '../../../../src/messages/list/listCallbacks.ts';
import * as protocol from '../../../../src/messages/mandate/delegateCallbacks.ts';
import * as office from '../../../../src/messages/office/officeCallbacks.ts';
import * as project from '../../../../src/messages/project/projectCallbacks.ts';
import * as session from '../../../../src/messages/session/sessionCallbacks.ts';
import * as sitting from '../../../../src/messages/sitting/sittingCallbacks.ts';
import * as verification from '../../../../src/messages/verification/verificationCallbacks.ts';
import { type Chat, quiet } from '../../../support/chat.ts';
import { createNewcomers, type Newcomers } from '../../../support/newcomers.ts';
import { appoint } from '../../../support/officers.ts';
import { presser } from '../../../support/presses.ts';
import { storedIn } from '../../../support/stored.ts';
import { startTestBot, type TestBot } from '../../../support/testBot.ts';
import { plainSpaces } from '../../../support/texts.ts';

/** Every button of the secretariat's desks, pressed by somebody whose power it is not: an old message, or a forged one, gives nobody a power. */
const one = { number: 1 };
const first = { page: 0 };
const live = { at: 'live' } as const;
const id = '7b1f6c1e-5d0a-4c53-9f0e-2d6c1a4b8e90';
const minutes = 60;

const buttons: Readonly<Partial<Record<Power, readonly string[]>>> = {
  'question.answer': [
    question.openLetterQueue.pack(first),
    question.takeNextLetter.pack({}),
    question.openThread.pack({ ...one, ...first }),
    question.takeLetter.pack(one),
    question.handBackLetter.pack(one),
    question.answerLetter.pack(one),
    question.closeThread.pack(one),
  ],
  'ballot.manage': [
    ballot.openBallotQueue.pack({}),
    ballot.turnBallotQueue.pack(first),
    ballot.newBallot.pack({}),
    ballot.manageBallot.pack(one),
    ballot.askOpening.pack(one),
    ballot.confirmOpening.pack(one),
    ballot.planBallot.pack(one),
    ballot.moveScheduled.pack(one),
    ballot.askWithdrawal.pack(one),
    ballot.confirmWithdrawal.pack(one),
    sitting.openSittingDesk.pack({}),
    sitting.askSessionOpening.pack(one),
    sitting.confirmSessionOpening.pack(one),
    sitting.askSessionClosing.pack(one),
    sitting.confirmSessionClosing.pack(one),
    sitting.openSittingItem.pack(one),
    sitting.callItemUp.pack(one),
    sitting.putItemAside.pack(one),
    sitting.chooseVoteTime.pack(one),
    sitting.previewVote.pack({ ...one, minutes }),
    sitting.confirmVote.pack({ ...one, minutes }),
    sitting.choosePollTime.pack(one),
    sitting.previewPoll.pack({ ...one, minutes }),
    sitting.confirmPoll.pack({ ...one, minutes }),
    sitting.askDecline.pack(one),
    sitting.confirmDecline.pack(one),
  ],
  'list.manage': [
    list.openListQueue.pack({}),
    list.turnListQueue.pack(first),
    list.newList.pack({}),
    list.manageList.pack(one),
    list.makeListLink.pack(one),
  ],
  'session.manage': [
    session.openSessionDesk.pack(first),
    session.planNewSession.pack({}),
    session.manageSession.pack(one),
    session.previewAgenda.pack(one),
    session.confirmSending.pack(one),
    session.enterAgendaItem.pack(one),
    session.openChairs.pack({ ...one, ...first }),
    session.setChair.pack({ ...one, mandate: 1 }),
    session.manageItem.pack(one),
    session.orderItemBy.pack({ ...one, to: 1 }),
    session.askWithdrawing.pack(one),
    session.confirmWithdrawing.pack(one),
  ],
  'protocol.check': [
    protocol.openProtocolQueue.pack(first),
    protocol.openChecked.pack({ ...one, ...first }),
    protocol.askAcceptance.pack(one),
    protocol.acceptChecked.pack(one),
    protocol.returnChecked.pack(one),
  ],
  'broadcast.propose': [
    broadcast.openBroadcastQueue.pack(first),
    broadcast.newBroadcast.pack({}),
    broadcast.manageBroadcast.pack(one),
    broadcast.previewBroadcast.pack({ ...one, of: 0 }),
    broadcast.askProposing.pack(one),
    broadcast.confirmProposing.pack(one),
    broadcast.changeBroadcast.pack(one),
    broadcast.askDiscarding.pack(one),
    broadcast.confirmDiscarding.pack(one),
    broadcast.steerBroadcastBy.pack({ ...one, act: 'paused', at: 'desk' }),
    broadcast.askStopping.pack({ ...one, ...live }),
    broadcast.confirmStopping.pack({ ...one, ...live }),
    broadcast.correctBroadcast.pack(one),
  ],
  'admission.approve': [
    verification.openInterviews.pack(first),
    verification.openCaseInterview.pack(one),
    verification.pressTakeTime.pack({ ...one, at: 1 }),
    verification.pressJoinInterview.pack(one),
    verification.pressHandBack.pack(one),
    verification.pressOutcome.pack({ ...one, outcome: 'known' }),
  ],
  'alarm.manage': [
    verification.openAlarms.pack(first),
    verification.openAlarm.pack(one),
    verification.pressTakeAlarm.pack(one),
    verification.pressCloseAlarm.pack(one),
  ],
  'finding.propose': [
    verification.openCases.pack(first),
    verification.openCase.pack(one),
    verification.pressNewCase.pack({}),
  ],
  'founder.propose': [verification.askFounder.pack({}), verification.confirmFounder.pack({})],
  'project.judge': [
    project.takeNextApplication.pack({}),
    project.giveBackApplication.pack(one),
    project.judgeApplication.pack(one),
  ],
  'project.propose': [
    project.openProjectQueue.pack(first),
    project.openApplication.pack({ ...one, ...first }),
    project.withdrawVerification.pack(one),
    project.openClaim.pack(one),
    project.openAppeal.pack(one),
  ],
  'declaration.propose': [proposeVersion.pack({})],
  'member.search': [office.openPeople.pack({})],
  'trace.read': [office.openTraces.pack(first), office.openOutcomes.pack({})],
  'token.propose': [
    office.openTokens.pack(first),
    office.askRevokeToken.pack({ id }),
    office.confirmRevokeToken.pack({ id }),
  ],
  'role.propose': [
    office.chooseRole.pack({}),
    office.askRole.pack({ role: 'auditor' }),
    office.confirmRole.pack({ role: 'auditor' }),
  ],
  'dismissal.propose': [
    office.chooseDismissal.pack(first),
    office.askDismissal.pack({ officer: 1, role: 'secretary' }),
    // The last press says first what stands against the dismissal itself; test/actions/office has it.
  ],
};

let alliance: Newcomers;
let bot: TestBot;
let press: ReturnType<typeof presser>;
const people = new Map<Role | 'member', Chat>();

beforeAll(async () => {
  alliance = await createNewcomers();
  await alliance.publish(1);
  bot = await startTestBot(alliance);
  press = presser(alliance.deps);
  for (const role of ['member', 'evaluator', 'auditor', 'secretary'] as const) {
    const personId = await alliance.addMember();
    if (role !== 'member') await appoint(alliance.deps, personId, role);
    const phone = await bot.chatOf(personId);
    await phone.say('/start', 'Вече');
    people.set(role, phone);
  }
});
afterAll(() => bot?.close());

/** What comes with being pressed: receipts, sent messages, what a form was left at. */
const ofPresses = ['update_receipt', 'update_queue', 'sent_message', 'conversation_state', 'draft'];
const stored = () => storedIn(alliance.deps.db, ofPresses);

/** What everybody is told who may not: what the secretariat is, or whose work this is. */
const refusals = [
  ruOffice.noRole,
  ...Object.values(ruRefusals).map((group) => ('noPower' in group ? group.noPower : '')),
]
  .filter((text) => text !== '')
  .map((text) => plainSpaces(text));

/** Who has no power at this desk: a member, and an officer with another task. */
const strangersTo = (power: Power): Chat[] =>
  [...people]
    .filter(([role]) => role === 'member' || !powersOf([role]).has(power))
    .slice(0, 2)
    .map(([, phone]) => phone);

it.each(Object.entries(buttons))(
  'who lacks %s is refused by every button of the desk, and nothing changes',
  async (power, datas) => {
    const before = await stored();
    const answers: string[] = [];
    for (const phone of strangersTo(power as Power))
      for (const data of datas) {
        await press(phone, data);
        await quiet(bot);
        answers.push(`${data}: ${phone.shown()}`);
      }
    expect(answers.filter((answer) => !refusals.some((refusal) => answer.includes(refusal)))).toEqual([]);
    expect(await stored()).toBe(before);
  },
);
