import type { Composition } from '../../governance/congress/composition.ts';
import { formatNumber } from '../../i18n/format.ts';
import type { Reader } from '../kit/screen.ts';
import { congressDay } from './congress.ts';

/** What the picture shows; all its numbers stand in the text as well. */
export const congressPicture = (reader: Reader, at: Date, composition: Composition) => {
  const { plain, locale } = reader.translator;
  const { all, ofProjects, ofMembers, strategicNeeds: needed, bylawsVersion: version } = composition;
  const part = (
    kind: 'projectFilled' | 'projectVacant' | 'memberFilled' | 'memberVacant',
    count: number,
  ) => ({
    kind,
    count,
    label: plain(($) => $.congress.card[kind]),
    countText: formatNumber(count, locale),
  });
  return {
    title: plain(($) => $.congress.title),
    subtitle: congressDay(reader, at),
    middle: plain(($) => $.congress.card.middle, all),
    below: plain(($) => $.congress.card.below),
    seats: [
      part('projectFilled', ofProjects.filled),
      part('projectVacant', ofProjects.entitled - ofProjects.filled),
      part('memberFilled', ofMembers.filled),
      part('memberVacant', ofMembers.entitled - ofMembers.filled),
    ],
    footer: plain(($) => $.congress.card.footer, { needed, version }),
  };
};
