import { z } from 'zod';
import type { NoticeText } from '../../governance/notice/notice.ts';
import { deadlineText } from '../ballot/ballot.ts';
import type { QueuedNotice, Saying } from '../kit/saying.ts';
import type { Reader } from '../kit/screen.ts';
import {
  openDelegates,
  openMyMandate,
  openNamed,
  openProjectVoteScreen,
  openProtocol,
} from './delegateCallbacks.ts';

const untilFact = z.object({ until: z.iso.datetime() });
const numberOf = ({ subject }: QueuedNotice): number => Number(/^\w+:(\d+)/.exec(subject)?.[1]);

type Say = (reader: Reader, notice: QueuedNotice) => Saying;
type Timed = 'waitsUntil' | 'answerUntil' | 'decideUntil' | 'ending';
type Plain = 'decided' | 'answer' | 'ready' | 'news' | 'mandateNews' | 'vacant';

const open = ({ translator: { plain } }: Reader): string => plain(($) => $.notice.delegates.open);

const timed =
  (text: Timed, dataOf: (number: number) => string): Say =>
  (reader, notice) => {
    const until = new Date(untilFact.parse(JSON.parse(notice.facts ?? '{}')).until);
    const deadline = deadlineText(reader, until);
    return {
      text: reader.translator.t(($) => $.notice.delegates[text], { deadline }),
      label: open(reader),
      data: dataOf(numberOf(notice)),
      until,
    };
  };

const plainly =
  (text: Plain, dataOf: (number: number) => string): Say =>
  (reader, notice) => ({
    text: reader.translator.t(($) => $.notice.delegates[text]),
    label: open(reader),
    data: dataOf(numberOf(notice)),
  });

const toVote = (number: number) => openProjectVoteScreen.pack({ number });
const toProtocol = (number: number) => openProtocol.pack({ number });
const toProject = (number: number) => openDelegates.pack({ number });
const toMandate = () => openMyMandate.pack({});

/** What delegates, their projects and the people whom protocols name are told; neutral, like everything on a lock screen. */
export const delegateSayings = {
  voteNominating: timed('waitsUntil', toVote),
  voteProposed: timed('answerUntil', toVote),
  projectVoteOpened: timed('decideUntil', toVote),
  projectVoteClosed: plainly('decided', toVote),
  protocolConfirm: plainly('answer', (number) => openNamed.pack({ number })),
  protocolReady: plainly('ready', toProtocol),
  protocolNews: plainly('news', toProtocol),
  mandateNews: plainly('mandateNews', toMandate),
  mandateEnding: timed('ending', toMandate),
  mandateRotation: timed('ending', toProject),
  mandateVacant: plainly('vacant', toProject),
} as const satisfies Partial<Record<NoticeText, Say>>;
