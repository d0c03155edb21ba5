import { afterAll, beforeAll, expect, it } from 'vitest';
import { moveItem } from '../../src/actions/agenda/moveItem.ts';
import { closeAlarm } from '../../src/actions/alarm/handleAlarm.ts';
import { rejectProposal } from '../../src/actions/approval/rejectProposal.ts';
import { openVouchCase } from '../../src/actions/case/openVouchCase.ts';
import { answerLetter } from '../../src/actions/letter/answerLetter.ts';
import { askLetter } from '../../src/actions/letter/askLetter.ts';
import { takeLetter } from '../../src/actions/letter/takeLetter.ts';
import { createList } from '../../src/actions/list/createList.ts';
import { searchMember } from '../../src/actions/member/searchMember.ts';
import { appealPetition } from '../../src/actions/petition/appealPetition.ts';
import { judgePetition } from '../../src/actions/petition/judgePetition.ts';
import { openPetition } from '../../src/actions/petition/openPetition.ts';
import { reportPetition } from '../../src/actions/petition/reportPetition.ts';
import { appealProject } from '../../src/actions/project/appealProject.ts';
import { claimProject } from '../../src/actions/project/claimProject.ts';
import { withdrawProject } from '../../src/actions/project/judgeProject.ts';
import { answerProtocol } from '../../src/actions/protocol/answerProtocol.ts';
import { returnProtocol } from '../../src/actions/protocol/checkProtocol.ts';
import { proposeErasure } from '../../src/actions/safety/proposeErasure.ts';
import { requestAdmission } from '../../src/actions/verification/requestAdmission.ts';
import { takeInterview } from '../../src/actions/verification/takeInterview.ts';
import type { Result } from '../../src/result.ts';
import { addDelegates, itemInput } from '../support/agenda.ts';
import { appoint, granted } from '../support/officers.ts';
import { petitionTexts, startPetition } from '../support/petitions.ts';
import {
  createProjectAlliance,
  type ProjectAlliance,
  type VerifiedProject,
} from '../support/projectAlliance.ts';
import { protocolSteps } from '../support/protocols.ts';
import { storedIn } from '../support/stored.ts';

let alliance: ProjectAlliance;
let officerId: string;
let personId: string;
let project: VerifiedProject;
let petition: number;
let letter: number;
let admission: number;
let protocol: number;
beforeAll(async () => {
  alliance = await createProjectAlliance({ voteWaitDays: 0 });
  await alliance.publish(1);
  const { deps } = alliance;
  [officerId, personId] = [await alliance.addMember(), await alliance.addMember()];
  for (const role of ['secretary', 'verifier', 'evaluator', 'administrator'] as const)
    await appoint(deps, officerId, role);
  project = await alliance.addProject();
  petition = (await startPetition(deps, await alliance.addMember())).number;
  const candidate = await alliance.addSigned();
  const words = 'Меня знают по работе в фонде.';
  admission = granted(await requestAdmission(deps, { personId: candidate, words })).number;
  const asked = { personId: candidate, submissionId: deps.random.uuid(), text: 'Как быть?' };
  letter = granted(await askLetter(deps, asked)).number;
  granted(await takeLetter(deps, { officerId, number: letter }));
  const protocols = protocolSteps(alliance, officerId);
  protocol = await protocols.submitted(project, await protocols.draftFor(project));
  await addDelegates(deps, [personId, await alliance.addMember(), await alliance.addMember()]);
});
afterAll(() => alliance.close());

const submissionId = '7b1f6c1e-5d0a-4c53-9f0e-2d6c1a4b8e90';
const write = () => ({ title: itemInput.title, text: itemInput.text });

/** Each with words that are none in its place; by the field that has them. */
const texts: Readonly<Record<string, (words: string) => Promise<Result<unknown>>>> = {
  'closeAlarm note': (note) => closeAlarm(alliance.deps, { officerId, number: 1, note }),
  'rejectProposal reason': (reason) =>
    rejectProposal(alliance.deps, { officerId, number: admission, reason }),
  'openVouchCase grounds': (grounds) =>
    openVouchCase(alliance.deps, { officerId, grounds, memberNumber: '2345-6789-C' }),
  'openVouchCase memberNumber': (memberNumber) =>
    openVouchCase(alliance.deps, { officerId, grounds: 'Они никогда не были знакомы.', memberNumber }),
  'searchMember number': (memberNumber) => searchMember(alliance.deps, { officerId, memberNumber }),
  'proposeErasure memberNumber': (memberNumber) => proposeErasure(alliance.deps, { officerId, memberNumber }),
  'askLetter text': (text) => askLetter(alliance.deps, { personId, submissionId, text }),
  'answerLetter text': (text) =>
    answerLetter(alliance.deps, { officerId, number: letter, submissionId, text }),
  'createList title.en': (en) =>
    createList(alliance.deps, { officerId, submissionId, title: { ru: 'Делегаты', en } }),
  'moveItem title.ru': (ru) =>
    moveItem(alliance.deps, {
      personId,
      submissionId,
      input: { ...itemInput, title: { ...itemInput.title, ru } },
    }),
  'openPetition proposal': (proposal) =>
    openPetition(alliance.deps, {
      ...{ personId, submissionId, locale: 'ru', authorName: null },
      ...petitionTexts,
      proposal,
    }),
  'openPetition authorName': (authorName) =>
    openPetition(alliance.deps, { personId, submissionId, locale: 'ru', authorName, ...petitionTexts }),
  'reportPetition reason': (reason) =>
    reportPetition(alliance.deps, { personId, submissionId, number: petition, reason }),
  'appealPetition text': (text) => appealPetition(alliance.deps, { personId, number: petition, text, write }),
  'judgePetition reason': (reason) =>
    judgePetition(alliance.deps, { personId, number: petition, verdict: 'close', reason }),
  'claimProject grounds': (grounds) =>
    claimProject(alliance.deps, {
      personId: project.people[1] ?? '',
      number: project.number,
      submissionId,
      grounds,
    }),
  'withdrawProject reason': (reason) =>
    withdrawProject(alliance.deps, { officerId, number: project.number, submissionId, reason }),
  'appealProject words': (words) =>
    appealProject(alliance.deps, { personId: project.leader, number: project.number, words, write }),
  'answerProtocol publicName': (publicName) =>
    answerProtocol(alliance.deps, { personId: project.people[0] ?? '', number: protocol, publicName }),
  'returnProtocol reason': (reason) => returnProtocol(alliance.deps, { officerId, number: protocol, reason }),
  'takeInterview link': (link) =>
    takeInterview(alliance.deps, { officerId, number: admission, at: new Date(0), link }),
};

it.each(Object.keys(texts))(
  'words that are none are refused by their field, and nothing is written: %s',
  async (name) => {
    const before = await storedIn(alliance.deps.db);
    const done = await texts[name]?.(' \n ');
    if (done === undefined || done.ok) throw new Error('It was done.');
    expect(done.refusals.map(({ path }) => path)).toEqual([name.split(' ')[1]]);
    expect(await storedIn(alliance.deps.db)).toBe(before);
  },
);
