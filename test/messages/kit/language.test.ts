import { expect, it } from 'vitest';
import { dissentHeading } from '../../../src/messages/decision/decision.ts';
import { onlyLanguage } from '../../../src/messages/kit/language.ts';
import { i18n } from '../../support/texts.ts';

const reader = (locale: 'ru' | 'en') => ({ translator: i18n.translatorFor(locale), zone: undefined });

it('a text in one language says so to whoever reads the other', () => {
  expect(onlyLanguage(reader('ru'), 'en')).toBe('Текст есть только по-английски.');
  expect(onlyLanguage(reader('en'), 'ru')).toBe('The text is in Russian only.');
  for (const same of ['ru', null, undefined] as const)
    expect(onlyLanguage(reader('ru'), same)).toBeUndefined();
});

it('G6 a dissenting opinion too', () => {
  const one = { id: '1', by: 'delegate', name: 'Анна', text: 'Нет.', locale: 'ru', declines: true } as const;
  expect(dissentHeading(reader('en'), one)).toContain('The text is in Russian only.');
  expect(dissentHeading(reader('ru'), one)).not.toContain('Текст есть');
});
