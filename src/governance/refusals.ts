import { admissionRefusals } from './admission.ts';
import { admissionRequestRefusals } from './admissionRequest.ts';
import { ballotRefusals } from './ballot.ts';
import { deskRefusals } from './ballotDesk.ts';
import { draftRefusals } from './ballotDraft.ts';
import { bylawsRefusals } from './bylaws.ts';
import { castRefusals } from './cast.ts';
import { declarationRefusals } from './declaration.ts';
import { joiningRefusals } from './joining.ts';
import { listRefusals } from './list.ts';
import { momentRefusals } from './moment.ts';
import { officeRefusals } from './office.ts';
import { officeLinkRefusals } from './officeLink.ts';
import { rightRefusals } from './rights.ts';
import { textRefusals } from './text.ts';
import { tokenRefusals } from './token.ts';
import { zoneRefusals } from './zone.ts';

/** Every code by which a rule refuses: each needs a text in every language. Complete by construction. */
export const governanceRefusals = [
  ...admissionRefusals,
  ...admissionRequestRefusals,
  ...ballotRefusals,
  ...bylawsRefusals,
  ...castRefusals,
  ...declarationRefusals,
  ...deskRefusals,
  ...draftRefusals,
  ...joiningRefusals,
  ...listRefusals,
  ...momentRefusals,
  ...officeRefusals,
  ...officeLinkRefusals,
  ...rightRefusals,
  ...textRefusals,
  ...tokenRefusals,
  ...zoneRefusals,
] as const;
