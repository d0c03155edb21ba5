import { z } from 'zod';
import { okUnless, type Refusal, type Result, refuse } from '../../result.ts';
import { cleanTextAt, type TextLimits, type TextRefusal, type Texts } from '../kit/text.ts';
import { itemClasses } from './item.ts';

export const agendaChangeRefusals = ['agenda.reasonMissing'] as const;
export type AgendaChangeRefusal = (typeof agendaChangeRefusals)[number];

const texts = z.strictObject({ ru: z.string(), en: z.string() });
const item = z.int();
const reason = texts;
const time = z.strictObject({
  startsAt: z.iso.datetime(),
  zone: z.string(),
  lengthMinutes: z.int(),
});

/** What may change after the freeze, each with its reason; everybody reads them. The place itself is not told. Source: G11, H2. */
export const agendaChangeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('added'), item, title: texts, class: z.enum(itemClasses), reason }),
  z.strictObject({ kind: z.literal('withdrawn'), item, title: texts, reason }),
  z.strictObject({ kind: z.literal('reordered'), item, title: texts, place: z.int(), reason }),
  z.strictObject({ kind: z.literal('time'), from: time, to: time, reason }),
  z.strictObject({ kind: z.literal('place'), reason }),
  z.strictObject({ kind: z.literal('cancelled'), reason }),
]);
export type AgendaChange = z.infer<typeof agendaChangeSchema>;

/** Why what was announced changes: everybody reads it. */
export const changeReasonLimits: TextLimits = { min: 3, max: 300 };

/** The reason of a change, in every language. Refusals: agenda.reasonMissing at `reason`, text.* at `reason.<language>`. */
export const parseChangeReason = (
  given: Texts | undefined,
): Result<Texts, AgendaChangeRefusal | TextRefusal> => {
  if (given === undefined) return refuse({ code: 'agenda.reasonMissing', path: 'reason' });
  const refusals: Refusal<TextRefusal>[] = [];
  const ru = cleanTextAt('reason.ru', given.ru, changeReasonLimits, refusals);
  const en = cleanTextAt('reason.en', given.en, changeReasonLimits, refusals);
  return okUnless(refusals, { ru, en });
};
