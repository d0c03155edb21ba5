import { showCode } from '../../governance/kit/code.ts';
import type { FoundMember } from '../../governance/member/foundMember.ts';
import type { Power } from '../../governance/person/role.ts';
import { formatMonth } from '../../i18n/format.ts';
import { type Button, type Keyboard, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { deskButton } from '../office/office.ts';
import { openPeople } from '../office/officeCallbacks.ts';
import { askErasure, pressCaseOf } from '../safety/erasureCallbacks.ts';

const againButton = ({ translator: { plain } }: Reader): Button =>
  press(plain, openPeople.pack({}), ($) => $.office.search.again);

const ways = (
  { translator: { plain } }: Reader,
  { memberNumber }: FoundMember,
  powers: ReadonlySet<Power>,
): Keyboard => {
  const erase = press(plain, askErasure.pack({ memberNumber }), ($) => $.office.erasure.propose);
  const open = press(plain, pressCaseOf.pack({ memberNumber }), ($) => $.office.search.openCase);
  return [
    ...(powers.has('finding.propose') ? [[open]] : []),
    ...(powers.has('erasure.propose') ? [[erase]] : []),
  ];
};

/** One member as an officer may know them, with the ways on that the officer's powers allow. */
export const renderFoundMember = (reader: Reader, found: FoundMember, powers: ReadonlySet<Power>): Screen => {
  const { t, locale } = reader.translator;
  const { memberNumber, state, verifiedSince, signature, reachable } = found;
  return {
    text: paragraphs(
      t(($) => $.office.search.title, { number: showCode(memberNumber) }),
      [
        t(($) => $.office.search.state[state]),
        verifiedSince === null
          ? t(($) => $.office.search.neverVerified)
          : t(($) => $.office.search.since, { month: formatMonth(verifiedSince, locale) }),
        t(($) => $.office.search.signature[signature]),
        t(($) => (reachable ? $.office.search.reachable : $.office.search.unreachable)),
      ].join('\n'),
      t(($) => $.office.search.traced),
    ),
    keyboard: [...ways(reader, found, powers), [againButton(reader)], [deskButton(reader)]],
    protect: true,
  };
};

/** Nobody has this number, or the search is not allowed now. */
export const renderSearchLine = (reader: Reader, text: string): Screen => ({
  text,
  keyboard: [[againButton(reader)], [deskButton(reader)]],
});
