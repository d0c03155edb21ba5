import { describe, expect, it } from 'vitest';
import { chooseNotices } from '../../src/actions/notice/chooseNotices.ts';
import { chooseZone } from '../../src/actions/person/chooseZone.ts';
import { findRecipient } from '../../src/db/read/person/person.ts';
import type { NewNotice } from '../../src/db/write/notice/notice.ts';
import type { Deps } from '../../src/deps.ts';
import type { NoticeKind } from '../../src/governance/notice/notice.ts';
import { past, type Somebody, say, setUpNotices } from '../support/notices.ts';

const { now, somebody, queue, unpaced, received, states, moveClock } = setUpNotices();

describe('what a person chose', () => {
  const HOUR_MS = 3_600_000;
  const at = (text: string): void => {
    moveClock(Date.parse(text) - Date.now());
  };
  const of = (person: Somebody, kind: NoticeKind, subject: string, notBefore = past): NewNotice => ({
    personId: person.id,
    kind,
    subject,
    notBefore,
  });
  const choose = async (person: Somebody, change: Parameters<typeof chooseNotices>[1]['change']) =>
    expect(await chooseNotices(now.deps, { personId: person.id, change })).toMatchObject({ ok: true });
  const inBerlin = async (): Promise<Somebody> => {
    const person = await somebody();
    await chooseZone(now.deps, { personId: person.id, zone: 'Europe/Berlin' });
    return person;
  };
  const due = async (): Promise<string[]> =>
    (await now.sql`select not_before from notice where state = 'queued' order by id`).map(
      ({ not_before: time }) => time.toISOString().slice(0, 16),
    );

  it('all that is due becomes one message, what binds first, and one mark', async () => {
    const anna = await somebody();
    await queue([
      of(anna, 'list.confirmed', 'mine'),
      of(anna, 'ballot.opened', 'vote'),
      of(anna, 'admission.done', 'in'),
    ]);
    const sender = unpaced();
    expect(await sender.drainOnce()).toBe(3);
    expect(received(anna)).toEqual(['vote + in + mine']);
    expect(await states()).toEqual(['sent', 'sent', 'sent']);
  });

  it('a crash repeats the one message, not each of what it said', async () => {
    const anna = await somebody();
    await queue([of(anna, 'ballot.opened', 'one'), of(anna, 'ballot.opened', 'two')]);
    const dying: Deps = {
      ...now.deps,
      failpoint: (step) => {
        if (step === 'commit.before:settleNotice') throw Object.assign(new Error(), { code: '57P01' });
      },
    };
    await unpaced({}, dying).drainOnce();
    await unpaced().drainOnce();
    expect(received(anna)).toEqual(['one + two', 'one + two']);
  });

  it('news waits for the evening, is one message there, and one a day', async () => {
    const anna = await inBerlin();
    at('2026-12-01T10:00:00Z');
    const morning = new Date('2026-12-01T10:00:00Z');
    await queue(['one', 'two'].map((subject) => of(anna, 'ballot.decided', subject, morning)));
    const sender = unpaced();
    expect(await sender.drainOnce()).toBe(2);
    expect([received(anna), await due()]).toEqual([[], ['2026-12-01T17:00', '2026-12-01T17:00']]);
    expect(await sender.drainOnce()).toBe(0);
    at('2026-12-01T17:00:01Z');
    await sender.drainOnce();
    expect(received(anna)).toEqual(['one + two']);
    await queue([of(anna, 'ballot.decided', 'three', new Date('2026-12-01T17:10:00Z'))]);
    at('2026-12-01T17:10:01Z');
    await sender.drainOnce();
    expect([received(anna), await due()]).toEqual([['one + two'], ['2026-12-02T17:00']]);
  });

  it('what is switched off is not sent, what binds is', async () => {
    const anna = await somebody();
    await choose(anna, { mine: 'off', news: 'off' });
    await queue([
      of(anna, 'list.confirmed', 'mine'),
      of(anna, 'ballot.decided', 'news'),
      of(anna, 'ballot.opened', 'vote'),
    ]);
    await unpaced().drainOnce();
    expect(received(anna)).toEqual(['vote']);
    expect(await states()).toEqual(['obsolete', 'obsolete', 'sent']);
  });

  it('quiet hours keep everything but what would be too late', async () => {
    const anna = await inBerlin();
    await choose(anna, { quiet: { from: 22, to: 8 }, news: 'now' });
    at('2026-12-01T23:00:00Z');
    const night = new Date('2026-12-01T23:00:00Z');
    await queue(['late', 'ends'].map((subject) => of(anna, 'ballot.closingSoon', subject, night)));
    await queue([of(anna, 'ballot.decided', 'news', night)]);
    const until = (hours: number) => new Date(night.getTime() + hours * HOUR_MS);
    const sender = unpaced({
      read: ({ subject }) => ({ ...say(subject), until: until(subject === 'late' ? 8 : 9) }),
    });
    await sender.drainOnce();
    expect([received(anna), await due()]).toEqual([['late'], ['2026-12-02T07:00', '2026-12-02T07:00']]);
    at('2026-12-02T07:00:01Z');
    await sender.drainOnce();
    expect(received(anna)).toEqual(['late', 'ends + news']);
    await choose(anna, { quiet: null });
    expect((await findRecipient(now.deps.db, now.deps.vault, anna.id))?.quiet).toBeUndefined();
  });

  it('quiet hours need a zone', async () => {
    const anna = await somebody();
    const chosen = await chooseNotices(now.deps, {
      personId: anna.id,
      change: { quiet: { from: 22, to: 8 } },
    });
    expect(chosen).toMatchObject({ ok: false, refusals: [{ code: 'notice.zoneMissing' }] });
  });
});
