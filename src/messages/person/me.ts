import type { JoinStep } from '../../governance/joining/joining.ts';
import { showCode } from '../../governance/kit/code.ts';
import type { Texts } from '../../governance/kit/text.ts';
import { type Renewal, type Right, type RightState, rights } from '../../governance/member/rights.ts';
import type { MemberStatus } from '../../governance/person/membership.ts';
import { formatDay } from '../../i18n/format.ts';
import { type SignedFacts, signatureText } from '../declaration/declaration.ts';
import { renewalText } from '../declaration/declarationChanges.ts';
import { openJoin } from '../joining/joinCallbacks.ts';
import { renderRefusals } from '../kit/refusal.ts';
import { type Keyboard, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { homeButton } from '../kit/ways.ts';
import { openMyList } from '../list/listCallbacks.ts';
import { myMandateButton } from '../mandate/myMandate.ts';
import { openNotices } from '../notice/noticeCallbacks.ts';
import { leaveButton } from '../safety/leaving.ts';
import { openMyData } from '../safety/myDataCallbacks.ts';
import { safetyButton } from '../safety/safety.ts';
import { openSettings } from './meCallbacks.ts';

export type MeFacts = {
  readonly status: MemberStatus;
  /** UTC day of verification, of members. */
  readonly verifiedOn: string | undefined;
  /** Without dashes. */
  readonly memberNumber: string | undefined;
  readonly step: JoinStep;
  /** A new version of the Declaration waits for the signature; null when nothing does. */
  readonly renewal?: Renewal | null;
  readonly rights: Readonly<Record<Right, RightState>>;
  readonly signature: SignedFacts | undefined;
  /** A mandate is held, stood in for, or offered in a protocol. */
  readonly hasMandate?: boolean;
  readonly lists: readonly { readonly number: number; readonly title: Texts; readonly publicName: string }[];
};

const statusText = ({ translator: { t, locale } }: Reader, { status, verifiedOn }: MeFacts): string => {
  if (status !== 'member') return t(($) => $.join.me.status[status]);
  return verifiedOn === undefined
    ? t(($) => $.join.me.status.member)
    : t(($) => $.join.me.status.memberSince, { day: formatDay(verifiedOn, locale) });
};

const rightText = (reader: Reader, right: Right, state: RightState): string => {
  const { t } = reader.translator;
  if (state.granted) return t(($) => $.join.me.granted[right]);
  return `${t(($) => $.join.me.missing[right])}\n${renderRefusals(reader, state.missing)}`;
};

const listsText = ({ translator: { t, locale } }: Reader, { lists }: MeFacts): string | undefined =>
  lists.length === 0
    ? undefined
    : lists
        .map(({ number, title, publicName }) =>
          t(($) => $.join.me.list, { number, title: title[locale], name: publicName }),
        )
        .join('\n');

const numberText = ({ translator: { t } }: Reader, { memberNumber }: MeFacts): string | undefined =>
  memberNumber && t(($) => $.join.me.number, { memberNumber: showCode(memberNumber) });

/** What the state asks for next; a member's is told by the rights themselves. */
const nextText = ({ translator: { t } }: Reader, { status }: MeFacts): string | undefined =>
  status === 'member' ? undefined : t(($) => $.join.me.next[status]);

const stepRow = ({ translator: { plain } }: Reader, { step }: MeFacts): Keyboard =>
  step === 'done' ? [] : [[press(plain, openJoin.pack({}), ($) => $.join.me.step[step])]];

/** Status, rights, and for each right that is missing exactly what brings it (rules M2 to M5). */
export const renderMe = (reader: Reader, facts: MeFacts): Screen => {
  const { t, plain, locale } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.join.me.heading),
      statusText(reader, facts),
      nextText(reader, facts),
      facts.status === 'member' && facts.renewal != null && renewalText(reader, facts.renewal),
      ...rights.map((right) => rightText(reader, right, facts.rights[right])),
      facts.signature && signatureText(reader, facts.signature),
      numberText(reader, facts),
      listsText(reader, facts),
    ),
    keyboard: [
      ...stepRow(reader, facts),
      ...(facts.hasMandate === true ? [[myMandateButton(reader)]] : []),
      ...facts.lists.map(({ number, title }) => [
        press(plain, openMyList.pack({ number }), ($) => $.join.me.openList, {
          number,
          title: title[locale],
        }),
      ]),
      [press(plain, openNotices.pack({}), ($) => $.notice.settings.open)],
      [press(plain, openSettings.pack({}), ($) => $.join.me.openSettings)],
      [press(plain, openMyData.pack({}), ($) => $.safety.mydata.open)],
      [safetyButton(reader)],
      [leaveButton(reader)],
      [homeButton(reader)],
    ],
  };
};
