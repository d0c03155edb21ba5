import { z } from '@hono/zod-openapi';
import { agendaChangeSchema } from '../../../governance/session/agendaChange.ts';
import { itemClasses, itemStates, itemSubjects, movers } from '../../../governance/session/item.ts';
import { lengthLimits, sessionStates } from '../../../governance/session/session.ts';
import { instantSchema, textsSchema } from '../../contract.ts';

export const session = z
  .object({
    number: z.int(),
    state: z.enum(sessionStates),
    startsAt: instantSchema,
    lengthMinutes: z.int(),
    zone: z.string(),
    place: z.string().openapi({ description: 'For delegates and officers; on no public page' }),
    agendaHash: z.string().nullable(),
    agendaFrozenAt: instantSchema.nullable(),
  })
  .openapi('Session');
const item = z
  .object({
    number: z.int(),
    state: z.enum(itemStates),
    class: z.enum(itemClasses),
    classDemanded: z.boolean(),
    subject: z.enum(itemSubjects),
    mover: z.enum(movers),
    enteredBy: z.enum(['mover', 'secretariat']),
    petition: z.int().nullable(),
    locale: z.enum(['ru', 'en']).nullable(),
    title: textsSchema,
    text: textsSchema,
  })
  .openapi('AgendaItem');
const change = z
  .object({ seq: z.int(), changedAt: instantSchema, change: agendaChangeSchema })
  .openapi('AgendaChange');
export const whole = session
  .extend({ items: z.array(item), changes: z.array(change) })
  .openapi('SessionWithAgenda');
export const numbered = z.object({ number: z.int() }).openapi('SessionNumber');

const plan = {
  startsAt: instantSchema,
  zone: z.string().openapi({ example: 'Europe/Berlin' }),
  lengthMinutes: z.int().min(lengthLimits.min).max(lengthLimits.max),
  place: z.string().openapi({ description: 'In words, or an https link' }),
};
const reason = textsSchema
  .optional()
  .openapi({ description: 'Needed once the agenda is frozen; everybody reads it' });
const words = z.strictObject({ ru: z.string().optional(), en: z.string().optional() });
export const newItem = z
  .strictObject({
    title: words,
    text: words,
    class: z.enum(itemClasses),
    subject: z.enum(itemSubjects).optional(),
    reason,
  })
  .openapi('NewAgendaItem');
export const sessionPlan = z.strictObject(plan).openapi('SessionPlan');
export const sessionChange = z
  .strictObject({ ...z.strictObject(plan).partial().shape, reason })
  .openapi('SessionChange');
export const chair = z.strictObject({ mandate: z.int().min(1) }).openapi('SessionChair');
export const cancelling = z.strictObject({ reason: textsSchema }).openapi('SessionCancelling');
export const frozen = numbered.extend({ hash: z.string() }).openapi('FrozenAgenda');
export const sent = z
  .object({
    kind: z.enum(['agenda', 'changes', 'cancelled']),
    broadcast: z.int(),
    case: z.int().nullable().openapi({ description: 'null: the same waits already' }),
  })
  .openapi('SentAgenda');
export const order = z
  .strictObject({ to: z.int().min(1).openapi({ description: 'The place from now on, from 1' }), reason })
  .openapi('AgendaOrder');
export const withdrawal = z.strictObject({ reason }).openapi('AgendaWithdrawal');
