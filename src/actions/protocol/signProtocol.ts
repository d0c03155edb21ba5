import { inTransaction, type Tx } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { isDisputed } from '../../db/read/project/project.ts';
import { listNamed, type Protocol, signingCodeIndex } from '../../db/read/protocol/protocol.ts';
import { equalBytes } from '../../db/vault.ts';
import { tellPeople } from '../../db/write/notice/notice.ts';
import { findCodeIndex, lockProtocol, updateProtocol } from '../../db/write/protocol/protocol.ts';
import type { Deps } from '../../deps.ts';
import { dayOf } from '../../governance/kit/day.ts';
import type { Texts } from '../../governance/kit/text.ts';
import { headOf } from '../../governance/mandate/delegating.ts';
import { textHash } from '../../governance/protocol/protocolPaper.ts';
import {
  checkDeadline,
  codeDigits,
  codeLifeMs,
  decideCode,
  decideSigning,
  type ProtocolStepsRefusal,
} from '../../governance/protocol/protocolSteps.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { tellHolders } from '../person/officerPower.ts';
import { noCode } from './answerProtocol.ts';
import { gatherPaper, type RenderPaper } from './protocolPaper.ts';

type Refusals = ProtocolStepsRefusal | 'protocol.notHead' | 'protocol.disputed';

type Act = { readonly personId: string; readonly number: number; readonly render: RenderPaper };
type Ready = {
  readonly protocol: Protocol;
  readonly texts: Texts;
  readonly hash: string;
  readonly now: Date;
};

/** Locks the protocol, renders its text from what is known now and judges whether it may be signed. */
const readyToSign = async (
  tx: Tx,
  deps: Deps,
  { personId, number, render }: Act,
  isRead: (protocol: Protocol, hash: string) => boolean,
): Promise<Result<Ready, Refusals>> => {
  const protocol = await lockProtocol(tx, deps.vault, number);
  const head = protocol === undefined ? null : headOf(protocol, personId);
  if (protocol === undefined || head === null) return refuse('protocol.unknown');
  const now = await deps.clock.now(tx);
  const named = await listNamed(tx, deps.vault, protocol.id);
  const texts = render(await gatherPaper(tx, deps, { protocol, named, head, now }));
  const hash = textHash(texts);
  const decided = decideSigning({
    head,
    state: protocol.state,
    disputed: await isDisputed(tx, protocol.projectId),
    source: protocol.source,
    hasScan: protocol.fileType !== null,
    waiting: named.filter(({ answer }) => answer === 'waiting').length,
    confirmed: named.filter((one) => one.role === 'delegate' && one.answer === 'confirmed').length,
    isSameText: isRead(protocol, hash),
  });
  return decided.ok ? ok({ protocol, texts, hash, now }) : decided;
};

/** Decimal digits, each equally likely: 250 is the largest multiple of ten that a byte holds. */
const makeDigits = ({ random }: Pick<Deps, 'random'>): string => {
  let digits = '';
  while (digits.length < codeDigits) {
    for (const byte of random.bytes(codeDigits)) if (byte < 250) digits += String(byte % 10);
  }
  return digits.slice(0, codeDigits);
};

/**
 * A head who read the text asks for the code to sign it; an earlier code is void. `read`: the beginning of the hash of what was read.
 * The code is answered once and kept as a keyed index. Source: rule D3. Refusals: protocol.unknown, those of decideSigning.
 */
export const askSigningCode = (
  deps: Deps,
  command: Act & { readonly read: string },
): Promise<Result<{ readonly code: string; readonly until: Date; readonly hash: string }, Refusals>> =>
  inTransaction(deps, 'askSigningCode', async (tx) => {
    const ready = await readyToSign(tx, deps, command, (_, hash) => hash.startsWith(command.read));
    if (!ready.ok) return ready;
    const { protocol, hash, now } = ready.value;
    const code = makeDigits(deps);
    const until = new Date(now.getTime() + codeLifeMs);
    await updateProtocol(tx, deps, protocol.id, {
      codeIndex: Buffer.from(signingCodeIndex(deps.vault, protocol.id, code)),
      codeUntil: until,
      codeTries: 0,
      textHash: hash,
    });
    return ok({ code, until, hash });
  });

const submit = async (tx: Tx, deps: Deps, personId: string, ready: Ready): Promise<Date> => {
  const { protocol, texts, hash, now } = ready;
  const { bylaws } = await currentBylaws(tx, now);
  const dueAt = checkDeadline(now, bylaws);
  const signedBy = headOf(protocol, personId) === 'leader' ? 'leader' : 'deputy';
  await updateProtocol(tx, deps, protocol.id, {
    ...noCode,
    state: 'submitted',
    content: { ...protocol.content, texts },
    textHash: hash,
    signedBy,
    signedOn: dayOf(now),
    submittedAt: now,
    dueAt,
  });
  const subject = `protocol:${protocol.number}`;
  await tellHolders(tx, 'protocol.check', { subject, now });
  if (signedBy === 'deputy')
    await tellPeople(tx, {
      kind: 'protocol.news',
      subject: `${subject}:signed`,
      personIds: [protocol.leaderId],
      now,
    });
  return dueAt;
};

/**
 * A head signs the exact text with the one-time code; with that the protocol is with the secretariat. Signed already, it
 * says so. A wrong code counts. Source: rule D3. Refusals: protocol.unknown, those of decideSigning and decideCode.
 */
export const signProtocol = (
  deps: Deps,
  command: Act & { readonly code: string },
): Promise<Result<{ readonly hash: string; readonly dueAt: Date }, Refusals>> =>
  inTransaction(deps, 'signProtocol', async (tx) => {
    const { personId } = command;
    const done = await lockProtocol(tx, deps.vault, command.number);
    const isSigned = done?.state === 'submitted' && headOf(done, personId) !== null;
    if (isSigned && done.textHash !== null && done.dueAt !== null)
      return ok({ hash: done.textHash, dueAt: done.dueAt });
    const ready = await readyToSign(tx, deps, command, ({ textHash: asked }, hash) =>
      // Without a code there is no text that was asked for; that is said below.
      asked === null ? true : asked === hash,
    );
    if (!ready.ok) return ready;
    const { protocol, hash, now } = ready.value;
    const kept = await findCodeIndex(tx, protocol.id);
    const typed = signingCodeIndex(deps.vault, protocol.id, command.code.replace(/\D/gu, ''));
    const matches = kept !== null && equalBytes(kept, typed);
    const { codeUntil: until, codeTries: tries } = protocol;
    const decided = decideCode({ until, tries, matches, now });
    if (!decided.ok) {
      await updateProtocol(tx, deps, protocol.id, { codeTries: tries + 1 });
      return decided;
    }
    return ok({ hash, dueAt: await submit(tx, deps, personId, ready.value) });
  });
