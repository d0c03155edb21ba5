import type { HallFacts, PresenceFacts, SeatFacts } from '../../db/read/sitting/hall.ts';
import type { SessionState } from '../../governance/session/session.ts';
import { formatNumber } from '../../i18n/format.ts';
import { deadlineText } from '../ballot/ballot.ts';
import { openBallotScreen } from '../ballot/ballotCallbacks.ts';
import { openSessionRegister } from '../decision/decisionCallbacks.ts';
import { type Keyboard, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { homeButton } from '../kit/ways.ts';
import { leaveSeat, openHall, planSeat, setVoteAway, takeSeat } from './sittingCallbacks.ts';

/** «Присутствуют 61 из 104, кворум 52: есть.» */
export const presenceText = (
  { translator: { t, locale } }: Reader,
  { all, present, needed, met }: PresenceFacts,
): string =>
  t(($) => $.sitting.presence, {
    present: formatNumber(present, locale),
    all: formatNumber(all, locale),
    needed: formatNumber(needed, locale),
    met: t(($) => (met ? $.sitting.met : $.sitting.notMet)),
  });

const hereText = (reader: Reader, seat: SeatFacts): string => {
  const { t } = reader.translator;
  const { presentAs, as, until } = seat;
  if (presentAs === undefined || until === null) return t(($) => $.sitting.notHere);
  if (presentAs !== as) return t(($) => $.sitting.otherHere[presentAs]);
  return t(($) => $.sitting.here, { deadline: deadlineText(reader, until) });
};

const seatText = (reader: Reader, { state }: HallFacts, seat: SeatFacts): string => {
  const { t } = reader.translator;
  const { plan } = seat;
  const planned = plan === null ? t(($) => $.sitting.noPlan) : t(($) => $.sitting.plan[plan]);
  return [
    t(($) => $.sitting.seat[seat.as], { name: seat.name }),
    state === 'open' ? hereText(reader, seat) : seat.as === 'delegate' && isAhead(state) && planned,
    seat.away && t(($) => $.sitting.away),
  ]
    .filter((part) => typeof part === 'string')
    .join(' ');
};

const isAhead = (state: SessionState): boolean =>
  state === 'planned' || state === 'frozen' || state === 'called';

const planRows = ({ translator: { plain } }: Reader, number: number, seat: SeatFacts): Keyboard =>
  (['comes', 'absent', ...(seat.hasSubstitute ? (['substitute'] as const) : [])] as const).map((plan) => [
    press(plain, planSeat.pack({ number, plan }), ($) => $.sitting.button[plan]),
  ]);

const roomRows = ({ translator: { plain } }: Reader, number: number, seat: SeatFacts): Keyboard => {
  const isHere = seat.presentAs === seat.as;
  return [
    [
      isHere
        ? press(plain, leaveSeat.pack({ number }), ($) => $.sitting.button.checkOut)
        : press(plain, takeSeat.pack({ number }), ($) => $.sitting.button.checkIn),
    ],
  ];
};

const awayRow = ({ translator: { plain } }: Reader, number: number, seat: SeatFacts): Keyboard =>
  seat.as === 'delegate' && seat.hasSubstitute
    ? [
        [
          press(plain, setVoteAway.pack({ number, away: seat.away ? 'no' : 'yes' }), ($) =>
            seat.away ? $.sitting.button.takeVote : $.sitting.button.giveVote,
          ),
        ],
      ]
    : [];

const seatRows = (reader: Reader, { state, number }: HallFacts, seat: SeatFacts): Keyboard => {
  if (state === 'open') return roomRows(reader, number, seat);
  if (!isAhead(state)) return [];
  const plans = seat.as === 'delegate' ? planRows(reader, number, seat) : [];
  return [...plans, ...awayRow(reader, number, seat)];
};

const voteRows = ({ translator: { plain } }: Reader, { votes }: HallFacts): Keyboard =>
  votes.map((number) => [
    press(plain, openBallotScreen.pack({ number }), ($) => $.sitting.button.vote, { number }),
  ]);

const hallText = (reader: Reader, facts: HallFacts): string => {
  const { t, locale } = reader.translator;
  const { state, plans, item, chair, presence } = facts;
  const open = state === 'open';
  return paragraphs(
    [
      t(($) => $.sitting.state[state], { deadline: deadlineText(reader, facts.startsAt) }),
      chair !== undefined && t(($) => $.sitting.chair, { name: chair }),
    ]
      .filter((part) => typeof part === 'string')
      .join(' '),
    open && `<b>${presenceText(reader, presence)}</b>`,
    open && !presence.met && t(($) => $.sitting.lost),
    isAhead(state) && t(($) => $.sitting.plans, plans),
    open &&
      item !== undefined &&
      t(($) => $.sitting.current, { position: item.position, title: item.title[locale] }),
  );
};

/** The floor: who is there, what is under way, my seat and what I can do with it. `line` says what just happened. */
export const renderHall = (
  reader: Reader,
  facts: HallFacts,
  seat: SeatFacts | undefined,
  line?: string,
): Screen => {
  const { t, plain } = reader.translator;
  const { number, state } = facts;
  return {
    text: paragraphs(
      t(($) => $.sitting.title, { number }),
      line,
      hallText(reader, facts),
      seat === undefined ? t(($) => $.sitting.guest) : seatText(reader, facts, seat),
      state === 'open' && t(($) => $.sitting.live),
    ),
    keyboard: [
      ...voteRows(reader, facts),
      ...(seat === undefined ? [] : seatRows(reader, facts, seat)),
      ...(facts.decisions > 0
        ? [
            [
              press(
                plain,
                openSessionRegister.pack({ session: number, page: 0 }),
                ($) => $.sitting.button.decisions,
              ),
            ],
          ]
        : []),
      [press(plain, openHall.pack({ number }), ($) => $.sitting.button.refresh)],
      [homeButton(reader)],
    ],
  };
};
