import { pageLength } from '../../governance/kit/paginate.ts';
import type { ContentLocale } from '../../governance/kit/text.ts';
import type { Renewal } from '../../governance/member/rights.ts';
import { formatDay } from '../../i18n/format.ts';
import { changesHtml } from '../kit/changes.ts';
import { type Button, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { type ChangedParagraph, pageChanges } from '../kit/textDiff.ts';
import { homeButton } from '../kit/ways.ts';
import {
  openChanges,
  openChangesPage,
  openDeclarationPage,
  openSigning,
  signLater,
} from './declarationCallbacks.ts';

export type ChangesFacts = {
  readonly version: number;
  /** The version that the reader signed. */
  readonly before: number;
  readonly decision: string | null;
  readonly locale: ContentLocale;
  readonly changes: readonly ChangedParagraph[];
  readonly page: number;
  /** Null: nothing to sign again. */
  readonly renewal: Renewal | null;
  /** Others have no rights yet that could rest. */
  readonly isMember: boolean;
  readonly line?: string | undefined;
};

/** Until when a member's rights go on, or that they rest. */
export const renewalText = ({ translator: { t, locale } }: Reader, { until, resting }: Renewal): string => {
  const day = formatDay(until, locale);
  return t(($) => (resting ? $.join.declaration.changes.resting : $.join.declaration.changes.until), { day });
};

const whatFollows = (reader: Reader, { renewal, isMember }: ChangesFacts): string => {
  const { t } = reader.translator;
  if (renewal === null) return t(($) => $.join.declaration.changes.editorial);
  return isMember ? renewalText(reader, renewal) : t(($) => $.join.declaration.changes.newcomer);
};

const turnButton = ({ translator: { plain } }: Reader, version: number, page: number, pages: number) =>
  press(plain, openChangesPage.pack({ version, page }), ($) => $.join.declaration.changes.next, {
    page: page + 1,
    pages,
  });

/** After the last page of what changed: signing, or leaving it for now. */
const signRows = (reader: Reader, { version, locale, renewal }: ChangesFacts): Button[] => {
  const { plain } = reader.translator;
  if (renewal === null) return [];
  return [
    press(plain, openSigning.pack({ version, locale }), ($) => $.join.declaration.toSigning),
    press(plain, signLater.pack({}), ($) => $.join.declaration.changes.later),
  ];
};

/** What the version in force changed against the one that the reader signed, page by page (rule M4). */
export const renderChanges = (reader: Reader, facts: ChangesFacts): Screen => {
  const { t, plain } = reader.translator;
  const { version, before, decision, locale } = facts;
  const pages = pageChanges(facts.changes, pageLength);
  const count = Math.max(pages.length, 1);
  const page = Math.min(facts.page, count - 1);
  const shown = pages[page];
  const buttons = [
    ...(page < count - 1 ? [turnButton(reader, version, page + 1, count)] : signRows(reader, facts)),
    ...(page === 0
      ? []
      : [
          press(plain, openChangesPage.pack({ version, page: page - 1 }), ($) => $.join.declaration.previous),
        ]),
    press(
      plain,
      openDeclarationPage.pack({ version, locale, page: 0 }),
      ($) => $.join.declaration.changes.readWhole,
    ),
    homeButton(reader),
  ];
  return {
    text: paragraphs(
      facts.line,
      t(($) => $.join.declaration.changes.heading, { version, before, page: page + 1, pages: count }),
      decision !== null && t(($) => $.join.declaration.changes.decision, { number: decision }),
      t(($) =>
        shown === undefined ? $.join.declaration.changes.nothing : $.join.declaration.changes.legend,
      ),
      shown && changesHtml(shown),
      whatFollows(reader, facts),
    ),
    keyboard: buttons.map((one) => [one]),
  };
};

const laterText = ({ translator: { t, locale } }: Reader, { until, resting }: Renewal): string =>
  resting
    ? t(($) => $.join.declaration.changes.laterResting)
    : t(($) => $.join.declaration.changes.laterUntil, { day: formatDay(until, locale) });

/** What happens to somebody's rights who does not sign now. */
export const renderSignLater = (reader: Reader, renewal: Renewal, isMember: boolean): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.join.declaration.changes.laterHeading),
      isMember ? laterText(reader, renewal) : t(($) => $.join.declaration.changes.laterNewcomer),
    ),
    keyboard: [
      [press(plain, openChanges.pack({}), ($) => $.join.declaration.changes.see)],
      [homeButton(reader)],
    ],
  };
};
