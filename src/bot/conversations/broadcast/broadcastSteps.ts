import type { Message } from 'grammy/types';
import { z } from 'zod';
import {
  audienceKinds,
  maxButtons,
  parseButtonLines,
  textMax,
} from '../../../governance/broadcast/broadcastContent.ts';
import { documentMaxBytes } from '../../../governance/broadcast/broadcastDocument.ts';
import { parseBroadcastText } from '../../../governance/broadcast/broadcastText.ts';
import { parseMoment } from '../../../governance/kit/moment.ts';
import { parseCountry } from '../../../governance/statistics/country.ts';
import type { BroadcastPart } from '../../../messages/broadcast/broadcastCallbacks.ts';
import type { Reader } from '../../../messages/kit/screen.ts';
import { zoneText } from '../../../messages/kit/zone.ts';
import { ok, type Result, refuse } from '../../../result.ts';
import { entityHtml } from '../../../telegram/entityHtml.ts';
import type { Answers, FormParams, FormStep } from '../kit/form.ts';

/** The answer of a button that means "without": answers are text. */
export const NONE = 'none';
const BYTES_PER_MB = 1024 * 1024;

const chosenDocument = z.object({ fileId: z.string(), name: z.string(), size: z.number() });

/** The document that was sent, by Telegram's id: it is fetched when the draft is saved. */
export const documentOf = ({ document }: Answers): z.infer<typeof chosenDocument> | undefined =>
  document === undefined || document === NONE ? undefined : chosenDocument.parse(JSON.parse(document));

const readDocument = ({ document }: Message): Result<string> => {
  if (document === undefined) return refuse('broadcast.documentWanted');
  const { file_id: fileId, file_name: name = '', file_size: size = 0 } = document;
  if (size > documentMaxBytes) {
    return refuse({ code: 'broadcast.documentTooLarge', facts: { max: documentMaxBytes / BYTES_PER_MB } });
  }
  return ok(JSON.stringify({ fileId, name, size }));
};

const readText = (message: Message, max: number): Result<string> => {
  if (message.text === undefined) return refuse('form.textWanted');
  const parsed = parseBroadcastText(entityHtml(message.text, message.entities), { max });
  return parsed.ok ? ok(parsed.value.html) : parsed;
};

const textStep = (
  { translator: { t, plain } }: Reader,
  key: 'ru' | 'en',
  { corrects, hasDocument }: FormParams,
): FormStep => {
  const maxFor = (answers: Answers) =>
    textMax({
      hasDocument: documentOf(answers) !== undefined || hasDocument === 'yes',
      isCorrection: corrects !== undefined,
    });
  return {
    key,
    label: plain(($) => $.broadcast.form[key].label),
    prompt: (answers) => ({ text: t(($) => $.broadcast.form[key].ask, { max: maxFor(answers) }) }),
    read: (message, answers) => readText(message, maxFor(answers)),
  };
};

const readButtons = ({ text }: Message): Result<string> => {
  if (text === undefined) return refuse('form.textWanted');
  const parsed = parseButtonLines(text);
  return parsed.ok ? ok(JSON.stringify(parsed.value)) : parsed;
};

const contentSteps = (reader: Reader, params: FormParams): Partial<Record<BroadcastPart, FormStep>> => {
  const { t, plain } = reader.translator;
  return {
    document: {
      key: 'document',
      label: plain(($) => $.broadcast.form.document.label),
      prompt: () => ({
        text: t(($) => $.broadcast.form.document.ask),
        choices: [{ label: plain(($) => $.broadcast.form.document.none), value: NONE }],
      }),
      read: readDocument,
    },
    ru: textStep(reader, 'ru', params),
    en: textStep(reader, 'en', params),
    buttons: {
      key: 'buttons',
      label: plain(($) => $.broadcast.form.buttons.label),
      prompt: () => ({
        text: t(($) => $.broadcast.form.buttons.ask, { max: maxButtons }),
        choices: [{ label: plain(($) => $.broadcast.form.buttons.none), value: NONE }],
      }),
      read: readButtons,
    },
    class: {
      key: 'class',
      label: plain(($) => $.broadcast.form.class.label),
      prompt: () => ({
        text: t(($) => $.broadcast.form.class.ask),
        choices: (['binding', 'news'] as const).map((value) => ({
          label: plain(($) => $.broadcast.form.class[value]),
          value,
        })),
      }),
    },
  };
};

const audienceSteps = ({ translator: { t, plain } }: Reader): Partial<Record<BroadcastPart, FormStep>> => ({
  who: {
    key: 'who',
    label: plain(($) => $.broadcast.form.who.label),
    prompt: () => ({
      text: t(($) => $.broadcast.form.who.ask),
      choices: audienceKinds.map((value) => ({
        label: plain(($) => $.broadcast.form.who[value]),
        value,
      })),
    }),
  },
  language: {
    key: 'language',
    label: plain(($) => $.broadcast.form.language.label),
    prompt: () => ({
      text: t(($) => $.broadcast.form.language.ask),
      choices: (['any', 'ru', 'en'] as const).map((value) => ({
        label: plain(($) => $.broadcast.form.language[value]),
        value: value === 'any' ? NONE : value,
      })),
    }),
  },
  country: {
    key: 'country',
    label: plain(($) => $.broadcast.form.country.label),
    prompt: () => ({
      text: t(($) => $.broadcast.form.country.ask),
      choices: [{ label: plain(($) => $.broadcast.form.country.any), value: NONE }],
    }),
    parse: (text) => parseCountry(text.trim().toUpperCase()),
  },
});

const whenStep = ({ translator, zone = 'UTC' }: Reader, { now = '' }: FormParams): FormStep => ({
  key: 'when',
  label: translator.plain(($) => $.broadcast.form.when.label),
  prompt: () => ({
    text: translator.t(($) => $.broadcast.form.when.ask, {
      zone: zoneText(translator, zone, new Date(now)),
    }),
    choices: [{ label: translator.plain(($) => $.broadcast.form.when.now), value: NONE }],
  }),
  parse: (text) => {
    const moment = parseMoment(text, zone);
    // Both in UTC, so that they compare as text.
    return moment.ok && moment.value <= now
      ? refuse({ code: 'broadcast.momentPast', facts: { moment: moment.value } })
      : moment;
  },
});

const order: readonly BroadcastPart[] = [
  // First: with a document the texts must be shorter.
  'document',
  'ru',
  'en',
  'buttons',
  'class',
  'who',
  'language',
  'country',
  'when',
];

/** The questions of a broadcast, all or one of them; a correction goes to whom the corrected one reached. */
export const broadcastSteps = (reader: Reader, params: FormParams, only?: string): readonly FormStep[] => {
  const steps: Partial<Record<BroadcastPart, FormStep>> = {
    ...contentSteps(reader, params),
    ...(params.corrects === undefined ? audienceSteps(reader) : {}),
    when: whenStep(reader, params),
  };
  return order.filter((part) => only === undefined || part === only).flatMap((part) => steps[part] ?? []);
};

/** What was answered, as the actions take it; of a single answer only that field. */
export const inputFrom = (answers: Answers): Record<string, unknown> => {
  const { ru, en, buttons, class: kind, who, language, country, when } = answers;
  const set = (value: string | undefined) => (value === undefined || value === NONE ? undefined : value);
  return {
    ...(ru === undefined || en === undefined ? {} : { texts: { ru, en } }),
    ...(buttons === undefined ? {} : { buttons: buttons === NONE ? [] : JSON.parse(buttons) }),
    ...(kind === undefined ? {} : { class: kind }),
    ...(who === undefined
      ? {}
      : {
          audience: {
            who,
            ...(set(language) === undefined ? {} : { locale: language }),
            ...(set(country) === undefined ? {} : { country }),
          },
        }),
    ...(when === undefined ? {} : { sendsAt: when === NONE ? null : when }),
  };
};
