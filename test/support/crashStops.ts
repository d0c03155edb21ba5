import type { Callback } from '../../src/messages/kit/callback.ts';
import { formChoose, formSend } from '../../src/messages/kit/formCallbacks.ts';
import { becomeParticipant, inviteOne } from '../../src/messages/project/projectCallbacks.ts';
import { type Stop, shownButton, type Walk } from './crashWalk.ts';

type Fields = Record<string, string | number>;

/** Somebody types. */
export const typed = (name: string, who: string, text: string): Stop => ({
  name,
  act: ({ person }) => person(who).send(text),
});

/** A press of a button known beforehand. */
export const pressed = (name: string, who: string, data: string): Stop => ({
  name,
  act: ({ person, press }) => press(person(who), data),
});

/** A press of a button that the chat shows. */
export const pressedShown = <Given extends Fields>(
  name: string,
  who: string,
  callback: Callback<Given>,
  wanted: Partial<Given> = {},
): Stop => ({
  name,
  act: ({ person, press }) => press(person(who), shownButton(person(who), callback, wanted)),
});

/** An answer of a form by its place among the choices. */
export const chosen = (name: string, who: string, choice: number): Stop =>
  pressedShown(name, who, formChoose, { choice });

/** The form's last button. */
export const sent = (name: string, who: string): Stop => pressedShown(name, who, formSend);

const linkOf = ({ person }: Walk): string => {
  const texts = person('first')
    .chat()
    .map(({ text = '' }) => text)
    .join('\n');
  return /project_[\w-]{22}/.exec(texts)?.[0] ?? 'no link';
};

/** The leader of project 1 takes part in it and invites the second, who follows. */
export const joinProjectStops: readonly Stop[] = [
  pressed('takes part', 'first', becomeParticipant.pack({ number: 1 })),
  typed('own name', 'first', 'Первая'),
  sent('joins', 'first'),
  pressed('invites', 'first', inviteOne.pack({ number: 1 })),
  { name: 'the second follows', act: (walk) => walk.person('second').open(linkOf(walk)) },
  typed('second name', 'second', 'Второй'),
  sent('the second joins', 'second'),
];
