import { openCongress } from '../../../messages/congress/congressCallbacks.ts';
import { openRegister } from '../../../messages/decision/decisionCallbacks.ts';
import { button } from '../../../messages/kit/screen.ts';
import type { HubPart } from '../session/sessionPart.ts';

const compositionPart: HubPart = async (_env, { reader: { translator } }) => ({
  rows: [
    [
      button(
        translator.plain(($) => $.congress.open),
        openCongress.pack({ day: 'now' }),
      ),
    ],
  ],
});

const registerPart: HubPart = async (_env, { reader: { translator } }) => ({
  rows: [
    [
      button(
        translator.plain(($) => $.decision.openRegister),
        openRegister.pack({ page: 0 }),
      ),
    ],
  ],
});

/** Added to the entry of the Congress, whether or not a session is planned; a noun adds its line. */
export const hubParts: readonly HubPart[] = [compositionPart, registerPart];
