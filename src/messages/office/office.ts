import type { Role } from '../../governance/person/role.ts';
import { formatDeadline } from '../../i18n/format.ts';
import { type Button, type Keyboard, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { homeButton } from '../kit/ways.ts';
import { openSecretariat, takeOffice } from './officeCallbacks.ts';

const DAY_MS = 86_400_000;

/** How long something has waited, in whole days. */
export const ageText = ({ translator: { t } }: Reader, since: Date, now: Date): string => {
  const days = Math.floor((now.getTime() - since.getTime()) / DAY_MS);
  return days < 1 ? t(($) => $.office.ageToday) : t(($) => $.office.age, { count: days });
};

export const deskButton = ({ translator: { plain } }: Reader): Button =>
  press(plain, openSecretariat.pack({}), ($) => $.office.backToDesk);

/** For somebody without a role: what the secretariat is and how one comes into it. */
export const renderNoRole = (reader: Reader): Screen => ({
  text: paragraphs(
    reader.translator.t(($) => $.office.title),
    reader.translator.t(($) => $.office.noRole),
  ),
  keyboard: [[homeButton(reader)]],
});

/** What the office is, before it is taken. */
export const renderOfficeInvitation = (
  reader: Reader,
  given: { readonly role: Role; readonly ref: string; readonly expiresAt: Date },
): Screen => {
  const { t, plain, locale } = reader.translator;
  const facts = {
    role: t(($) => $.office.role[given.role]),
    about: t(($) => $.office.roleAbout[given.role]),
    until: formatDeadline(given.expiresAt, locale, reader.zone),
  };
  return {
    text: paragraphs(
      t(($) => $.office.invitationTitle),
      t(($) => $.office.invitation, facts),
    ),
    keyboard: [
      [press(plain, takeOffice.pack({ ref: given.ref }), ($) => $.office.takeOffice)],
      [homeButton(reader)],
    ],
  };
};

export const renderOfficeTaken = (reader: Reader, role: Role): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.office.takenTitle),
      t(($) => $.office.taken, { role: t(($) => $.office.role[role]) }),
    ),
    keyboard: [[press(plain, openSecretariat.pack({}), ($) => $.office.openDesk)], [homeButton(reader)]],
  };
};

/** Forwards and backwards through pages, words on each button; none where there is one page. */
export const turnButtons = (
  { translator: { plain } }: Reader,
  page: number,
  pages: number,
  open: (page: number) => string,
): Keyboard => [
  ...(page + 1 < pages
    ? [[press(plain, open(page + 1), ($) => $.office.nextPage, { page: page + 2, pages })]]
    : []),
  ...(page > 0 ? [[press(plain, open(page - 1), ($) => $.office.previousPage)]] : []),
];
