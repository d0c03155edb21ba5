import type { MediaKind, Person } from '../../src/playground/types.ts';
import { actingWords, oddTexts } from './screens.ts';

/** Answers that a form should cope with, one way or the other. */
export const oddAnswers: readonly ((person: Person) => Promise<unknown>)[] = [
  ...(['sticker', 'voice', 'photo', 'location', 'contact', 'poll', 'forward'] as const).map(
    (kind: MediaKind) => (person: Person) => person.sendMedia(kind),
  ),
  ...[
    'x'.repeat(4_096),
    'я'.repeat(5_000),
    '\u200b\u200d\u2060',
    ...oddTexts,
    '\u202eabc\u202d',
    '/unknown',
    '👩‍👩‍👧‍👦',
  ].map((text) => (person: Person) => person.send(text)),
];

/** For whatever takes any words. */
export const actingAnswer = `Ответ со словами ${actingWords}`;
/** Something for every form; the first that the form takes carries it on. */
export const typicalAnswers = [
  'Обычный ответ из нескольких слов',
  'В мае | In May\nВ июне | In June',
  'https://meet.example.org/room',
  '48 ч',
  '24.11.2030 19:00',
  'UTC+3',
  'Gr',
  '1',
];

/** Every command that anybody may type; `/panic` is for the very end. */
export const commands = [
  '/join',
  '/vote',
  '/me',
  '/verify',
  '/mydata',
  '/leave',
  '/help',
  '/recover',
  '/secretariat',
  '/petitions',
  '/congress',
  '/cancel',
  '/start',
] as const;
