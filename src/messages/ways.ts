import { goHome } from './homeCallbacks.ts';
import { openJoin } from './joinCallbacks.ts';
import { type Button, button, type Reader } from './screen.ts';

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
