import { describe, expect, it, test } from 'vitest';
import { decideDissent, dissentUntil, rightsToDissent } from '../../../src/governance/decision/dissent.ts';
import { codesOf } from '../codes.ts';

const decidedAt = new Date('2026-11-24T12:00:00.000Z');
const later = (hours: number) => new Date(decidedAt.getTime() + hours * 3_600_000);
const alone = { decidedAt, session: null, dissentHours: 48 };
const facts = { ...alone, rights: ['delegate'], otherWrote: false, now: later(1) } as const;
const given = { as: 'delegate', text: 'Не согласен.' } as const;

describe('G6 until when', () => {
  test.each([
    ['outside a session', null, 48],
    ['while it goes on', { open: true, dissentUntil: null }, 48],
    ['after it', { open: false, dissentUntil: later(50) }, 50],
    ['48 hours at least', { open: false, dissentUntil: later(47) }, 48],
  ] as const)('%s', (_, session, hours) => {
    expect(dissentUntil({ ...alone, session })).toEqual(later(hours));
  });

  it('is taken a millisecond before the end and not at it, and as long as the session goes on', () => {
    const end = later(48);
    expect(decideDissent({ ...facts, now: new Date(end.getTime() - 1) }, given).ok).toBe(true);
    expect(decideDissent({ ...facts, now: end }, given)).toEqual({
      ok: false,
      refusals: [{ code: 'dissent.closed', facts: { at: end.toISOString() } }],
    });
    const session = { open: true, dissentUntil: null };
    expect(decideDissent({ ...facts, session, now: later(100) }, given).ok).toBe(true);
    expect(decideDissent({ ...facts, session: { ...session, open: false }, now: later(100) }, given).ok).toBe(
      false,
    );
  });
});

describe('G5, G6 who', () => {
  test.each([
    [true, true, 'statement', ['delegate', 'project']],
    [true, true, 'current', ['delegate']],
    [false, true, 'statement', ['project']],
    [false, true, 'strategic', []],
    [false, false, 'statement', []],
  ] as const)('delegate %s, leader %s, %s: %s', (isDelegate, leadsProject, rule, rights) => {
    expect(rightsToDissent({ isDelegate, leadsProject, rule })).toEqual(rights);
  });

  it('says everything that is wrong at once', () => {
    const refused = decideDissent({ ...facts, rights: [], now: later(49) }, { as: 'project', text: ' ' });
    expect(codesOf(refused)).toEqual(['dissent.noRight', 'dissent.closed', 'text.empty']);
  });

  it('G13 one opinion a seat: the other of delegate and substitute does not write over it, a project is another', () => {
    const written = { ...facts, rights: ['delegate', 'project'], otherWrote: true } as const;
    expect(codesOf(decideDissent(written, given))).toEqual(['dissent.otherWrote']);
    expect(decideDissent(written, { ...given, as: 'project' }).ok).toBe(true);
  });

  it('keeps the words as they are read, up to 2,000 graphemes', () => {
    expect(decideDissent(facts, { ...given, text: '  Нет,\r\nне так.  ' })).toEqual({
      ok: true,
      value: { text: 'Нет,\nне так.' },
    });
    expect(decideDissent(facts, { ...given, text: 'а'.repeat(2000) }).ok).toBe(true);
    expect(codesOf(decideDissent(facts, { ...given, text: 'а'.repeat(2001) }))).toEqual(['text.tooLong']);
  });
});
