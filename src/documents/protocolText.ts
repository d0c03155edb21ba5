import type { Texts } from '../governance/kit/text.ts';
import type { PaperSeat, ProtocolPaper } from '../governance/protocol/protocolPaper.ts';
import { formatDay } from '../i18n/format.ts';
import type { I18n, Translator } from '../i18n/translator.ts';

const voteText = ({ plain, locale }: Translator, { vote }: ProtocolPaper): string[] => {
  const day = formatDay(vote.day, locale);
  if (vote.kind === 'elsewhere') {
    const { place, present, against, abstained } = vote;
    return [
      plain(($) => $.protocol.paper.elsewhere, { day, place }),
      plain(($) => $.protocol.paper.counts, { present, for: vote.for, against, abstained }),
    ];
  }
  return [
    plain(($) => $.protocol.paper.internal, { day, number: vote.number }),
    plain(($) => $.protocol.paper.turnout, { roll: vote.rollSize, voted: vote.voted }),
  ];
};

const seatText = ({ plain }: Translator, one: PaperSeat): string => {
  const { seat, publicName: name, term, votes, substitute } = one;
  if (name === null) return plain(($) => $.protocol.paper.empty, { seat });
  return [
    plain(($) => $.protocol.paper.seat, { seat, name, term }),
    votes === null ? undefined : plain(($) => $.protocol.paper.votes, { votes }),
    substitute === null ? undefined : plain(($) => $.protocol.paper.substitute, { name: substitute }),
  ]
    .filter((part) => part !== undefined)
    .join(' ');
};

const textIn = (translator: Translator, paper: ProtocolPaper): string => {
  const { plain } = translator;
  const { numbers, seats, size, scanHash } = paper;
  return [
    plain(($) => $.protocol.paper.title, { number: paper.number }),
    plain(($) => $.protocol.paper.project, paper.project),
    ...voteText(translator, paper),
    plain(($) => $.protocol.paper.size, {
      ...numbers,
      seats,
      size: plain(($) => $.protocol.size[size]),
      bylaws: paper.bylawsVersion,
    }),
    ...(paper.isReplacement ? [plain(($) => $.protocol.paper.replacement)] : []),
    ...paper.delegates.map((one) => seatText(translator, one)),
    ...(paper.isReplacement ? [] : [plain(($) => $.protocol.paper[paper.begins])]),
    ...(scanHash === null ? [] : [plain(($) => $.protocol.paper.scan, { hash: scanHash })]),
    plain(($) => $.protocol.paper.statement),
    plain(($) => $.protocol.paper[paper.signer]),
  ].join('\n\n');
};

/** The exact text of a protocol about delegates in both languages: what is read, signed, hashed and printed. Source: rule D3. */
export const protocolTexts = (i18n: Pick<I18n, 'translatorFor'>, paper: ProtocolPaper): Texts => ({
  ru: textIn(i18n.translatorFor('ru'), paper),
  en: textIn(i18n.translatorFor('en'), paper),
});
