import { parseMoment } from '../../../governance/kit/moment.ts';
import { cleanText } from '../../../governance/kit/text.ts';
import { parseZone } from '../../../governance/kit/zone.ts';
import { changeReasonLimits } from '../../../governance/session/agendaChange.ts';
import { lengthLimits, parseLength, parsePlace, placeLimits } from '../../../governance/session/session.ts';
import { formatMoment } from '../../../i18n/format.ts';
import type { Reader } from '../../../messages/kit/screen.ts';
import { monthsText } from '../../../messages/kit/spans.ts';
import { zoneText } from '../../../messages/kit/zone.ts';
import { lengthText } from '../../../messages/session/session.ts';
import { ok, type Result, refuse } from '../../../result.ts';
import type { Answers, FormParams, FormStep } from '../kit/form.ts';

/** Where most delegates live; any other zone can be typed. */
const zonesOffered = ['Europe/Berlin', 'Europe/Warsaw', 'Europe/Vilnius', 'Asia/Tbilisi'] as const;
const lengthsOffered = [120, 180, 240, 480] as const;
const HOUR_MS = 3_600_000;

export const zoneStep = ({ translator, zone }: Reader, { lastZone, now = '' }: FormParams): FormStep => ({
  key: 'zone',
  label: translator.plain(($) => $.session.form.zone.label),
  prompt: () => ({
    text: translator.t(($) => $.session.form.zone.ask),
    choices: [...new Set([lastZone ?? zonesOffered[0], zone ?? zonesOffered[0], ...zonesOffered])].map(
      (name) => ({ label: zoneText(translator, name, new Date(now)), value: name }),
    ),
  }),
  parse: parseZone,
});

const parseStart = (text: string, zone: string, { now = '', hours = '0' }: FormParams): Result<string> => {
  const moment = parseMoment(text, zone);
  if (!moment.ok) return moment;
  const ahead = Date.parse(moment.value) - Date.parse(now);
  if (ahead <= 0) return refuse('session.past');
  return ahead < Number(hours) * HOUR_MS
    ? refuse({ code: 'session.tooSoon', facts: { hours: Number(hours) } })
    : moment;
};

/** The start, by the clocks of the zone that was answered before, or of `params.zone`. */
export const startStep = ({ translator }: Reader, params: FormParams): FormStep => {
  const { t, plain, locale } = translator;
  const zoneOf = (answers: Answers) => answers.zone ?? params.zone ?? 'UTC';
  const { now = '', proposed = '', hours = '0', months = '0' } = params;
  return {
    key: 'startsAt',
    label: plain(($) => $.session.form.startsAt.label),
    prompt: (answers) => {
      const zone = zoneText(translator, zoneOf(answers), new Date(now));
      if (proposed === '') return { text: t(($) => $.session.form.startsAt.ask, { zone, hours }) };
      const label = formatMoment(new Date(proposed), locale, zoneOf(answers));
      return {
        text: t(($) => $.session.form.startsAt.proposed, {
          zone,
          hours,
          months: monthsText(translator, Number(months)),
        }),
        choices: [{ label, value: proposed }],
      };
    },
    parse: (text, answers) => parseStart(text, zoneOf(answers), params),
  };
};

export const lengthStep = (reader: Reader): FormStep => {
  const { t, plain } = reader.translator;
  return {
    key: 'length',
    label: plain(($) => $.session.form.length.label),
    prompt: () => ({
      text: t(($) => $.session.form.length.ask, lengthLimits),
      choices: lengthsOffered.map((minutes) => ({
        label: lengthText(reader, minutes),
        value: String(minutes),
      })),
    }),
    parse: parseLength,
  };
};

export const placeStep = ({ translator: { t, plain } }: Reader): FormStep => ({
  key: 'place',
  label: plain(($) => $.session.form.place.label),
  prompt: () => ({ text: t(($) => $.session.form.place.ask, { max: placeLimits.max }) }),
  parse: (text) => {
    const place = parsePlace(text);
    return place.ok ? ok(place.value.text) : place;
  },
});

/** Why something that was announced changes, in both languages: everybody reads it. */
export const reasonSteps = ({ translator: { t, plain } }: Reader): FormStep[] =>
  (['reasonRu', 'reasonEn'] as const).map((key) => ({
    key,
    label: plain(($) => $.session.form[key].label),
    prompt: () => ({ text: t(($) => $.session.form[key].ask, { max: changeReasonLimits.max }) }),
    parse: (text) => cleanText(text, changeReasonLimits),
  }));

export const reasonOf = ({ reasonRu: ru, reasonEn: en }: Answers) =>
  ru === undefined || en === undefined ? undefined : { ru, en };
