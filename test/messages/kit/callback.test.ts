import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineCallback } from '../../../src/messages/kit/callback.ts';
import { button, shorten } from '../../../src/messages/kit/screen.ts';

const cast = defineCallback('v', {
  number: z.coerce.number().int().positive(),
  choice: z.enum(['yes', 'no']),
});

describe('defineCallback', () => {
  it('packs fields in their order and reads them back', () => {
    expect(cast.pack({ number: 14, choice: 'yes' })).toBe('v:14:yes');
    expect(cast.unpack('v:14:yes')).toEqual({ number: 14, choice: 'yes' });
  });

  it.each(['v:14', 'v:14:yes:no', 'w:14:yes', 'v:x:yes', 'v:14:maybe', 'v:-1:yes', '', 'v'])(
    'does not read %s',
    (data) => {
      expect(cast.unpack(data)).toBeUndefined();
    },
  );

  it('refuses data that Telegram would refuse', () => {
    const free = defineCallback('f', { text: z.string() });
    expect(() => free.pack({ text: 'x'.repeat(60) })).toThrow(RangeError);
    expect(() => free.pack({ text: 'да' })).toThrow(RangeError);
  });
});

describe('shorten', () => {
  it('cuts between what people see as characters', () => {
    const family = '👨‍👩‍👧‍👦';
    expect(shorten(family.repeat(3), 2)).toBe(`${family}…`);
    expect(shorten('коротко', 30)).toBe('коротко');
  });

  it('keeps a label within a phone’s width', () => {
    expect([...button('Очень длинная надпись, которая никуда не помещается', 'x').label]).toHaveLength(30);
  });
});

it('no two kinds of buttons share a name: a press would lead somewhere else', () => {
  const folder = join('src', 'messages');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('Callbacks.ts'))
    .flatMap((name) => [
      ...readFileSync(join(folder, name), 'utf8').matchAll(/defineCallback\(\s*'([^']+)'/g),
    ])
    .map(([, name]) => name);
  expect(names.length).toBeGreaterThan(100);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
