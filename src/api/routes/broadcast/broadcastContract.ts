import { z } from '@hono/zod-openapi';
import { broadcastStates, correctionKinds } from '../../../governance/broadcast/broadcast.ts';
import {
  audienceKinds,
  broadcastClasses,
  maxButtons,
} from '../../../governance/broadcast/broadcastContent.ts';
import { contentLocales } from '../../../governance/kit/text.ts';
import { countries } from '../../../governance/statistics/country.ts';
import { instantSchema, textsSchema } from '../../contract.ts';

const country = z
  .string()
  .refine((code) => countries.includes(code))
  .openapi({ description: 'ISO 3166-1 alpha-2, as people declared it themselves', example: 'DE' });
export const audience = z
  .strictObject({
    who: z.enum(audienceKinds),
    locale: z.enum(contentLocales).optional(),
    country: country.optional(),
  })
  .openapi('Audience');
const buttons = z.array(z.strictObject({ label: textsSchema, url: z.string() })).max(maxButtons);
const fields = {
  texts: textsSchema.openapi({
    description: "Telegram's HTML: b, i, u, s, a (https), code, pre, blockquote, tg-spoiler",
  }),
  buttons: buttons.optional(),
  class: z.enum(broadcastClasses),
  audience,
  sendsAt: instantSchema.nullable().optional(),
};
export const draft = z
  .strictObject({
    ...fields,
    correction: z.strictObject({ corrects: z.int().min(1), kind: z.enum(correctionKinds) }).optional(),
  })
  .openapi('BroadcastDraft');
export const changes = z.strictObject(fields).partial().openapi('BroadcastChanges');
const counts = z
  .object({ sent: z.int(), unreachable: z.int(), failed: z.int(), leftOut: z.int() })
  .openapi('BroadcastCounts');

/** A broadcast as officers see it; nothing in it names a recipient. */
export const broadcastLine = z
  .object({
    number: z.int(),
    state: z.enum(broadcastStates),
    ...fields,
    buttons,
    sendsAt: z.string().nullable(),
    document: z.object({ name: z.string(), size: z.int(), sha256: z.string() }).nullable(),
    hash: z
      .string()
      .openapi({ description: 'SHA-256 of everything above: what the second officer approves' }),
    correction: z.object({ corrects: z.int(), kind: z.enum(correctionKinds) }).nullable(),
  })
  .openapi('Broadcast');
export const report = z
  .object({
    number: z.int(),
    state: z.enum(broadcastStates),
    size: z.int().openapi({ description: 'Of the snapshot; before it is taken, whom the filters mean now' }),
    waiting: z.int(),
    counts,
    corrections: z.array(z.int()),
  })
  .openapi('BroadcastReport');
export const numbered = z.object({ number: z.int() });
export const changed = numbered.extend({ hash: z.string() }).openapi('ChangedBroadcast');
export const attachment = z
  .strictObject({
    document: z
      .strictObject({ name: z.string(), base64: z.base64() })
      .nullable()
      .openapi({ example: { name: 'agenda.pdf', base64: 'JVBERi0xLjc=' } }),
  })
  .openapi('Attachment');
export const attached = numbered
  .extend({ document: broadcastLine.shape.document })
  .openapi('AttachedDocument');
export const proposed = numbered.extend({ case: z.int(), hash: z.string() }).openapi('ProposedBroadcast');
export const steered = numbered.extend({ state: z.enum(broadcastStates) }).openapi('SteeredBroadcast');
