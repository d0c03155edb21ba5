import { inTransaction, type Tx } from '../../db/client.ts';
import { findAlarm } from '../../db/read/alarm/alarm.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { findAccountByNumber } from '../../db/read/member/member.ts';
import { findVouchersOf } from '../../db/read/verification/voucher.ts';
import { endAlarm } from '../../db/write/alarm/alarm.ts';
import { insertVouchCase } from '../../db/write/case/vouchCase.ts';
import type { Deps } from '../../deps.ts';
import type { AlarmRefusal } from '../../governance/alarm/alarm.ts';
import type { SearchRefusal } from '../../governance/audit/trace.ts';
import { type FindingRefusal, groundsLimits } from '../../governance/case/finding.ts';
import { type CodeRefusal, memberNumberLength, parseCode } from '../../governance/kit/code.ts';
import { cleanText, type TextRefusal } from '../../governance/kit/text.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { lockAndTakeAlarm } from '../alarm/handleAlarm.ts';
import { traceLookUp } from '../audit/traceLookUp.ts';
import { lockPerson } from '../person/lockPerson.ts';
import { hasPower } from '../person/officerPower.ts';
import { tellParties } from './tellParties.ts';

const DAY_MS = 86_400_000;
const after = (now: Date, days: number): Date => new Date(now.getTime() + days * DAY_MS);

export type OpenVouchCase = {
  readonly officerId: string;
  /** Of the person admitted. Absent: of the voucher whom the alarm is about. */
  readonly memberNumber?: string;
  readonly grounds: string;
  /** The case closes this alarm. */
  readonly alarm?: number;
};

type Refused = SearchRefusal | FindingRefusal | AlarmRefusal | CodeRefusal | TextRefusal;
type Accused = { readonly personId: string; readonly role: 'candidate' | 'voucher' };

/** The right, and for a number that the officer typed the trace of a search: the answer tells whether somebody has it. */
const lookUp = async (
  tx: Tx,
  deps: Pick<Deps, 'vault' | 'clock'>,
  { officerId, memberNumber }: OpenVouchCase,
): Promise<Result<null, Refused>> => {
  if (!(await hasPower(tx, deps, officerId, 'finding.propose'))) return refuse('finding.noPower');
  const typed = memberNumber === undefined ? undefined : parseCode(memberNumber, memberNumberLength);
  if (typed?.ok !== true) return ok(null);
  await lockPerson(tx, deps, officerId);
  const now = await deps.clock.now(tx);
  return traceLookUp(tx, deps, { officerId, maySearch: true, memberNumber: typed.value, now });
};

const findAccused = async (
  deps: Deps,
  { memberNumber, alarm }: OpenVouchCase,
): Promise<Result<Accused, Refused>> => {
  const found = alarm === undefined ? undefined : await findAlarm(deps.db, deps.vault, alarm);
  const fromAlarm =
    found !== undefined && 'memberNumber' in found.facts ? found.facts.memberNumber : undefined;
  const given = memberNumber ?? fromAlarm;
  if (given === undefined) return refuse({ code: 'finding.personUnknown', path: 'memberNumber' });
  const number = parseCode(given, memberNumberLength);
  if (!number.ok) return refuse({ ...number.refusals[0], path: 'memberNumber' });
  const personId = (await findAccountByNumber(deps.db, deps.vault, number.value))?.id;
  return personId === undefined
    ? refuse({ code: 'finding.personUnknown', path: 'memberNumber' })
    : ok({ personId, role: memberNumber === undefined ? 'voucher' : 'candidate' });
};

/**
 * An officer opens a case of false vouching on a member number. Its parties are that person and, while still known, those who vouched for
 * them; from an alarm about a voucher, the voucher. Each is told and reads the grounds; nothing else happens by itself. Source: M5.
 * Refusals: search.tooMany {max, seconds}, finding.noPower, .ownCase, .personUnknown, code.unreadable, alarm.*, text.* at `grounds`.
 */
export const openVouchCase = async (
  deps: Deps,
  command: OpenVouchCase,
): Promise<Result<{ number: number; parties: number }, Refused>> => {
  const { officerId, alarm } = command;
  const grounds = cleanText(command.grounds, groundsLimits);
  if (!grounds.ok) return refuse({ ...grounds.refusals[0], path: 'grounds' });
  const mayOpen = await inTransaction(deps, 'openVouchCase', (tx) => lookUp(tx, deps, command));
  if (!mayOpen.ok) return mayOpen;
  const accused = await findAccused(deps, command);
  if (!accused.ok) return accused;
  // Marks over every member take a while: not inside the transaction. The vouchings themselves can't change meanwhile.
  const vouchers =
    accused.value.role === 'candidate'
      ? await findVouchersOf(deps.db, deps.vault, accused.value.personId)
      : [];
  const parties = [accused.value, ...vouchers.map((personId) => ({ personId, role: 'voucher' as const }))];
  if (parties.some(({ personId }) => personId === officerId)) return refuse('finding.ownCase');
  return inTransaction(deps, 'openVouchCase', async (tx) => {
    const taken =
      alarm === undefined ? undefined : await lockAndTakeAlarm(tx, deps, { officerId, number: alarm });
    if (taken?.ok === false) return taken;
    const now = await deps.clock.now(tx);
    const { bylaws } = await currentBylaws(tx, now);
    const hearingUntil = after(now, bylaws.hearingDays);
    const { number, personIds } = await insertVouchCase(tx, deps, {
      raisedBy: officerId,
      grounds: grounds.value,
      parties,
      openedAt: now,
      hearingUntil,
      dueAt: after(now, bylaws.caseDays),
    });
    if (taken?.ok === true) await endAlarm(tx, deps.vault, taken.value.id, `№ ${number}`);
    await tellParties(tx, deps, { personIds, kind: 'finding.opened', number, until: hearingUntil, now });
    return ok({ number, parties: personIds.length });
  });
};
