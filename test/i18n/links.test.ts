import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** Links that somebody typed; in a calendar nothing is marked. */
const typed = [
  'broadcast.json buttonLine',
  'session.json calendarText',
  'verification.json open',
  'verification.json takenByYou',
  'verification.json agreed',
  'verification.json open',
];

it('a link of ours can be tapped: only typed ones are words like others', () => {
  for (const locale of ['ru', 'en']) {
    const found = globSync(`locales/${locale}/*.json`)
      .toSorted()
      .flatMap((path) =>
        [...readFileSync(path, 'utf8').matchAll(/"(\w+)": "[^"\n]*\{\{ ?(?:link|url)\}\}/g)].map(
          ([, key]) => `${path.split('/').at(-1)} ${key}`,
        ),
      );
    expect(found).toEqual(typed);
  }
});
