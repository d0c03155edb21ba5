import { type ProjectApplication, projectTexts } from '../../governance/project/project.ts';
import { formatNumber } from '../../i18n/format.ts';
import { paragraphs, type Reader, shorten } from '../kit/screen.ts';

/** All answers fit on one screen: of the long ones the beginning, they were read when they were written. */
const SHOWN = 220;

/** The answers of an application with their names, in the order of the questions. */
export const applicationAnswers = (
  { translator: { plain, locale } }: Reader,
  application: ProjectApplication,
): { readonly label: string; readonly text: string }[] => {
  const { kind, region, participants, active } = application;
  const none = plain(($) => $.project.form.none);
  return [
    ...projectTexts.map((field) => ({
      label: plain(($) => $.project.field[field]),
      text: application[field],
    })),
    {
      label: plain(($) => $.project.field.kind),
      text: kind === null ? none : plain(($) => $.project.kind[kind]),
    },
    { label: plain(($) => $.project.field.region), text: region ?? none },
    { label: plain(($) => $.project.field.participants), text: formatNumber(participants, locale) },
    { label: plain(($) => $.project.field.active), text: formatNumber(active, locale) },
  ];
};

/** Everything once more, before it is sent. */
export const applicationSummary = (
  { translator: { t } }: Reader,
  answers: ReturnType<typeof applicationAnswers>,
): string => {
  const lines = answers.map(({ label, text }) =>
    t(($) => $.project.form.line, { label, text: shorten(text, SHOWN) }),
  );
  return paragraphs(
    [...lines, t(($) => $.project.form.confirmedBoth)].join('\n'),
    t(($) => $.project.form.summary),
  );
};
