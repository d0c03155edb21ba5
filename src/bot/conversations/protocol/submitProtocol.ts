import { submitProtocol } from '../../../actions/protocol/submitProtocol.ts';
import { sizeClass } from '../../../governance/congress/seats.ts';
import { foldPublicName } from '../../../governance/list/list.ts';
import {
  type Beginning,
  beginnings,
  type ProtocolDraft,
  parseDay,
  parsePeople,
  parsePlace,
} from '../../../governance/protocol/protocol.ts';
import { formatDay } from '../../../i18n/format.ts';
import { deadlineText } from '../../../messages/ballot/ballot.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import type { Reader } from '../../../messages/kit/screen.ts';
import { renderDelegateLine } from '../../../messages/mandate/delegates.ts';
import { renderProtocolLine } from '../../../messages/protocol/protocol.ts';
import { ok, type Result, refuse } from '../../../result.ts';
import type { BotEnv } from '../../context.ts';
import type { Answers, Form, FormStep } from '../kit/form.ts';
import {
  numberSteps,
  numbersFrom,
  type Prepared,
  prepareDelegating,
  preparedFrom,
  seatsFrom,
} from '../mandate/delegateSteps.ts';

export const PROTOCOL_FORM = 'submitProtocol';

/** More buttons are a wall; anybody else is named by typing. */
const PEOPLE_OFFERED = 12;
const counts = ['present', 'for', 'against', 'abstained'] as const;

const recordSteps = ({ translator: { t, plain } }: Reader): FormStep[] => [
  {
    key: 'day',
    label: plain(($) => $.protocol.form.record.dayLabel),
    prompt: () => ({ text: t(($) => $.protocol.form.record.day) }),
    parse: parseDay,
  },
  {
    key: 'place',
    label: plain(($) => $.protocol.form.record.placeLabel),
    prompt: () => ({ text: t(($) => $.protocol.form.record.place) }),
    parse: parsePlace,
  },
  ...counts.map((key) => ({
    key,
    label: plain(($) => $.protocol.form.record[`${key}Label`]),
    prompt: () => ({ text: t(($) => $.protocol.form.record[key]) }),
    parse: parsePeople,
  })),
];

export const delegateKey = (seat: number): string => `delegate${seat}`;
const delegatesFrom = (answers: Answers, prepared: Prepared): string[] =>
  Array.from({ length: seatsFrom(answers, prepared) }, (_, at) => answers[delegateKey(at + 1)] ?? '');

const parseName =
  ({ people }: Prepared) =>
  (text: string): Result<string> => {
    const found = people.filter(({ name }) => foldPublicName(name) === foldPublicName(text));
    return found.length === 1 ? ok(found[0]?.personId ?? '') : refuse('protocol.nameUnknown');
  };

const delegateSteps = ({ translator: { t, plain } }: Reader, prepared: Prepared): FormStep[] => {
  const { delegatesSmall, delegatesMedium, delegatesLarge } = prepared.bylaws;
  const most = prepared.isReplacing ? 1 : Math.max(delegatesSmall, delegatesMedium, delegatesLarge);
  return Array.from({ length: most }, (_, at) => at + 1).map((seat) => ({
    key: delegateKey(seat),
    label: plain(($) => $.protocol.form.record.delegateLabel, { seat }),
    when: (answers) => seatsFrom(answers, prepared) >= seat,
    prompt: (answers) => {
      const named = new Set(
        Array.from({ length: seat - 1 }, (_, before) => answers[delegateKey(before + 1)]),
      );
      return {
        text: t(($) => $.protocol.form.record.delegate, { seat, seats: seatsFrom(answers, prepared) }),
        choices: prepared.people
          .filter(({ personId }) => !named.has(personId))
          .slice(0, PEOPLE_OFFERED)
          .map(({ personId, name }) => ({ label: name, value: personId })),
      };
    },
    parse: parseName(prepared),
  }));
};

const beginStep = (reader: Reader, { until, isReplacing }: Prepared): FormStep => {
  const { t, plain } = reader.translator;
  return {
    key: 'begins',
    label: plain(($) => $.protocol.form.record.beginsLabel),
    when: () => until !== '' && !isReplacing,
    prompt: () => ({
      text: t(($) => $.protocol.form.record.begins, {
        until: until === '' ? '' : deadlineText(reader, until),
      }),
      choices: beginnings.map((value) => ({ label: plain(($) => $.protocol.form.record[value]), value })),
    }),
  };
};

const draftFrom = (answers: Answers, prepared: Prepared): ProtocolDraft => {
  const people = (key: (typeof counts)[number]) => Number(answers[key]);
  // Of a returned record it may be left from a time when there were mandates to wait for.
  const waits = prepared.until !== '' && answers.begins === 'afterCurrent';
  const begins: Beginning = waits ? 'afterCurrent' : 'acceptance';
  return {
    numbers: numbersFrom(answers, prepared),
    delegates: delegatesFrom(answers, prepared),
    begins,
    vote: {
      kind: 'elsewhere',
      day: answers.day ?? '',
      place: answers.place ?? '',
      present: people('present'),
      for: people('for'),
      against: people('against'),
      abstained: people('abstained'),
    },
  };
};

/**
 * The record of a vote held elsewhere. `params.project` is the project's number, `params.mandate` the one that is replaced or 0. The scan
 * and the answers of the people named come after it, on the protocol's own screen.
 */
export const submitProtocolForm = (env: BotEnv): Form => ({
  name: PROTOCOL_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.protocol.form.record.title),
  prepare: prepareDelegating(env),
  steps: (reader, params) => {
    const prepared = preparedFrom(params);
    return [
      ...numberSteps(reader, prepared),
      ...recordSteps(reader),
      ...delegateSteps(reader, prepared),
      beginStep(reader, prepared),
    ];
  },
  summary: ({ translator: { t, plain, locale } }, answers, params) => {
    const prepared = preparedFrom(params);
    const { numbers, vote, delegates } = draftFrom(answers, prepared);
    const nameOf = (id: string) => prepared.people.find(({ personId }) => personId === id)?.name ?? '';
    return {
      text: t(($) => $.protocol.form.record.summary, {
        ...numbers,
        ...vote,
        day: formatDay(vote.day, locale),
        size: t(($) => $.protocol.size[sizeClass(numbers, prepared.bylaws)]),
        seats: seatsFrom(answers, prepared),
        delegates: delegates.map(nameOf).join(', '),
      }),
      confirm: plain(($) => $.protocol.form.record.confirm),
    };
  },
  submit: async ({ personId, reader, answers, params, submissionId }) => {
    const prepared = preparedFrom(params);
    const projectNumber = Number(params.project);
    const submitted = await submitProtocol(env.deps, {
      personId,
      projectNumber,
      submissionId,
      draft: draftFrom(answers, prepared),
      ...(prepared.isReplacing ? { replaces: Number(params.mandate) } : {}),
    });
    if (!submitted.ok)
      return renderDelegateLine(reader, renderRefusals(reader, submitted.refusals), projectNumber);
    const { number } = submitted.value;
    return renderProtocolLine(
      reader,
      reader.translator.t(($) => $.protocol.createdNext, { number }),
      number,
    );
  },
});
