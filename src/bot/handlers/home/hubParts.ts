import { openCongress } from '../../../messages/congress/congressCallbacks.ts';
import { openRegister } from '../../../messages/decision/decisionCallbacks.ts';
import { press } from '../../../messages/kit/screen.ts';
import type { HubPart } from '../session/sessionPart.ts';

const compositionPart: HubPart = async ({ plain }) => ({
  rows: [[press(plain, openCongress.pack({ day: 'now' }), ($) => $.congress.open)]],
});

const registerPart: HubPart = async ({ plain }) => ({
  rows: [[press(plain, openRegister.pack({ page: 0 }), ($) => $.decision.openRegister)]],
});

/** Added to the entry of the Congress, whether or not a session is planned; a noun adds its line. */
export const hubParts: readonly HubPart[] = [compositionPart, registerPart];
