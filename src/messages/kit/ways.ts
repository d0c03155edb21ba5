import { goHome } from '../home/homeCallbacks.ts';
import { openJoin } from '../joining/joinCallbacks.ts';
import { openHall } from '../sitting/sittingCallbacks.ts';
import { type Button, type Keyboard, press, type Reader } from './screen.ts';

export const homeButton = ({ translator: { plain } }: Reader): Button =>
  press(plain, goHome.pack({}), ($) => $.common.home);

/** Goes on with joining at the first missing step. */
export const continueButton = ({ translator: { plain } }: Reader): Button =>
  press(plain, openJoin.pack({}), ($) => $.join.continue);

/** The way into a session's floor, for the screens of the session. */
export const hallRow = ({ translator: { plain } }: Reader, number: number): Keyboard[number] => [
  press(plain, openHall.pack({ number }), ($) => $.sitting.open),
];
