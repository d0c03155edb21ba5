import type { TakenWork } from '../../db/read/office/handOver.ts';
import { type Role, roles } from '../../governance/person/role.ts';
import {
  type Button,
  button,
  type Keyboard,
  paragraphs,
  press,
  type Reader,
  type Screen,
} from '../kit/screen.ts';
import { homeButton } from '../kit/ways.ts';
import { deskButton, turnButtons } from './office.ts';
import {
  askDismissal,
  askResigning,
  askRole,
  chooseDismissal,
  chooseRole,
  confirmDismissal,
  confirmResigning,
  confirmRole,
  openRoles,
} from './officeCallbacks.ts';

const PAGE = 7;

const roleText = ({ translator: { t } }: Reader, role: Role): string => t(($) => $.office.role[role]);
const roleLabel = ({ translator: { plain } }: Reader, role: Role): string =>
  plain(($) => $.office.role[role]);

const backToRoles = ({ translator: { plain } }: Reader): Button =>
  press(plain, openRoles.pack({}), ($) => $.office.backToRoles);

export type RolesFacts = {
  readonly counts: readonly { readonly role: Role; readonly count: number }[];
  /** The reader's own. */
  readonly held: readonly Role[];
  readonly number: number | undefined;
  readonly mayPropose: boolean;
  readonly line?: string | undefined;
};

/** How many hold each role; never who. Giving and taking one needs two, leaving one's own does not. */
export const renderRoles = (reader: Reader, facts: RolesFacts): Screen => {
  const { t, plain } = reader.translator;
  const { counts, held, number, mayPropose } = facts;
  const proposing: Keyboard = [
    [press(plain, chooseRole.pack({}), ($) => $.office.proposeRole)],
    [press(plain, chooseDismissal.pack({ page: 0 }), ($) => $.office.proposeDismissal)],
  ];
  return {
    text: paragraphs(
      t(($) => $.office.rolesTitle),
      facts.line,
      counts
        .map(({ role, count }) => t(($) => $.office.roleLine, { role: roleText(reader, role), count }))
        .join('\n'),
      number !== undefined && t(($) => $.office.yourNumber, { number }),
      t(($) => $.office.rolesHint),
    ),
    keyboard: [
      ...(mayPropose ? proposing : []),
      ...held.map((role) => [
        press(plain, askResigning.pack({ role }), ($) => $.office.resign, { role: roleLabel(reader, role) }),
      ]),
      [deskButton(reader)],
    ],
  };
};

/** Which role somebody should be invited to, and what it is. */
export const renderRoleChoice = (reader: Reader): Screen => {
  const { t } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.office.roleChoiceTitle),
      ...roles.map((role) => t(($) => $.office.roleAbout[role])),
    ),
    keyboard: [
      ...roles.map((role) => [button(roleLabel(reader, role), askRole.pack({ role }))]),
      [backToRoles(reader)],
    ],
  };
};

type Question = { readonly text: string; readonly label: string; readonly data: string };

/** What will happen, one button to do it and one to go back. */
const renderConfirmation = (reader: Reader, { text, label, data }: Question): Screen => ({
  text,
  keyboard: [[button(label, data)], [backToRoles(reader)]],
});

export const renderRoleQuestion = (reader: Reader, role: Role): Screen =>
  renderConfirmation(reader, {
    text: reader.translator.t(($) => $.office.roleAsk, { role: roleText(reader, role) }),
    label: reader.translator.plain(($) => $.office.proposeRole),
    data: confirmRole.pack({ role }),
  });

/** Officers by their numbers, a role a line; names stand nowhere. */
export const renderOfficers = (
  reader: Reader,
  offices: readonly { readonly number: number; readonly role: Role }[],
  wanted: number,
): Screen => {
  const { t, plain } = reader.translator;
  const pages = Math.max(1, Math.ceil(offices.length / PAGE));
  const page = Math.min(wanted, pages - 1);
  return {
    text: paragraphs(
      t(($) => $.office.dismissalTitle),
      offices.length === 0 && t(($) => $.office.dismissalNobody),
    ),
    keyboard: [
      ...offices.slice(page * PAGE, (page + 1) * PAGE).map(({ number, role }) => [
        press(plain, askDismissal.pack({ officer: number, role }), ($) => $.office.officerRole, {
          number,
          role: roleLabel(reader, role),
        }),
      ]),
      ...turnButtons(reader, page, pages, (to) => chooseDismissal.pack({ page: to })),
      [backToRoles(reader)],
    ],
  };
};

export const renderDismissalQuestion = (
  reader: Reader,
  { officer: number, role }: { readonly officer: number; readonly role: Role },
): Screen =>
  renderConfirmation(reader, {
    text: reader.translator.t(($) => $.office.dismissalAsk, { number, role: roleText(reader, role) }),
    label: reader.translator.plain(($) => $.office.proposeDismissal),
    data: confirmDismissal.pack({ officer: number, role }),
  });

/** What is handed over, in numbers. */
const takenText = ({ translator: { t } }: Reader, { questions, calls, alarms }: TakenWork): string => {
  const parts = [
    ...(questions > 0 ? [t(($) => $.office.takenQuestions, { count: questions })] : []),
    ...(calls > 0 ? [t(($) => $.office.takenCalls, { count: calls })] : []),
    ...(alarms > 0 ? [t(($) => $.office.takenAlarms, { count: alarms })] : []),
  ];
  return parts.length === 0
    ? t(($) => $.office.takenNothing)
    : t(($) => $.office.takenReturns, { what: parts.join(', ') });
};

export const renderResignQuestion = (reader: Reader, role: Role, taken: TakenWork): Screen =>
  renderConfirmation(reader, {
    text: paragraphs(
      reader.translator.t(($) => $.office.resignAsk, { role: roleText(reader, role) }),
      takenText(reader, taken),
    ),
    label: reader.translator.plain(($) => $.office.resign, { role: roleLabel(reader, role) }),
    data: confirmResigning.pack({ role }),
  });

/** The receipt of who left a role; with the last one they leave the desk. */
export const renderResigned = (reader: Reader, role: Role, isOfficer: boolean): Screen => ({
  text: reader.translator.t(($) => $.office.resigned, { role: roleText(reader, role) }),
  keyboard: [[isOfficer ? deskButton(reader) : homeButton(reader)]],
});
