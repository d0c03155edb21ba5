import { goHome } from '../home/homeCallbacks.ts';
import { openJoin } from '../joining/joinCallbacks.ts';
import { openHall } from '../sitting/sittingCallbacks.ts';
import { type Button, button, type Keyboard, type Reader } from './screen.ts';

export const homeButton = ({ translator: { plain } }: Reader): Button =>
  button(
    plain(($) => $.common.home),
    goHome.pack({}),
  );

/** Goes on with joining at the first missing step. */
export const continueButton = ({ translator: { plain } }: Reader): Button =>
  button(
    plain(($) => $.join.continue),
    openJoin.pack({}),
  );

/** The way into a session's floor, for the screens of the session. */
export const hallRow = ({ translator: { plain } }: Reader, number: number): Keyboard[number] => [
  button(
    plain(($) => $.sitting.open),
    openHall.pack({ number }),
  ),
];
