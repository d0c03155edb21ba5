import { randomUUID } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Deps } from '../../src/deps.ts';
import type { Result } from '../../src/result.ts';
import { createNewcomers, type Newcomers } from '../support/newcomers.ts';

let alliance: Newcomers;
beforeAll(async () => {
  alliance = await createNewcomers();
  await alliance.publish(1);
});
afterAll(() => alliance.close());

type Action = (deps: Deps, command: object) => Promise<Result<unknown>>;

/** Actions of an officer: what is exported as `(deps, command)` where the command has an `officerId`. */
const officersActions: { readonly name: string; readonly act: Action }[] = [];
for (const path of globSync('src/actions/**/*.ts').toSorted()) {
  const text = readFileSync(path, 'utf8');
  if (!text.includes('officerId')) continue;
  const module: Record<string, unknown> = await import(resolve(path));
  for (const [, name = ''] of text.matchAll(/^export const (\w+) = (?:async )?\(\s*deps: Deps,/gm)) {
    const act = module[name];
    if (typeof act === 'function') officersActions.push({ name, act: act as Action });
  }
}

/** Not asked: they have no officer, or look for the thing first and say that it is not there; its own tests have the rest. */
const findFirst = new Set([
  ...['takeItemBack', 'openDueBallot', 'acceptDueProtocol', 'takeAlarm', 'closeAlarm', 'approveProposal'],
  ...[
    'rejectProposal',
    'proposeFinding',
    'proposeRuling',
    'openVouchCase',
    'judgeProject',
    'withdrawProject',
  ],
  ...[
    'proposeProject',
    'giveBackApplication',
    'acceptProtocol',
    'returnProtocol',
    'openScan',
    'answerLetter',
  ],
  ...[
    'closeLetter',
    'handBackLetter',
    'enterInterviewOutcome',
    'takeInterview',
    'joinInterview',
    'handBackInterview',
  ],
  ...['proposeDismissal', 'proposeErasure', 'proposeDeclaration'],
]);

it('a member without a role is refused by every action of officers before anything is looked for', async () => {
  const officerId = await alliance.addMember();
  const actions = officersActions.filter(({ name }) => !findFirst.has(name));
  expect(actions.length).toBeGreaterThan(30);
  const command = { officerId, number: 1, submissionId: randomUUID(), input: {} };
  for (const { name, act } of actions) {
    const done = await act(alliance.deps, command);
    const codes = done.ok ? ['done'] : done.refusals.map(({ code }) => code);
    expect({ name, codes }).toEqual({ name, codes: [expect.stringMatching(/\.noPower$/)] });
  }
});
