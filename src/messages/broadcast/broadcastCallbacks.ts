import { z } from 'zod';
import { correctionKinds } from '../../governance/broadcast/broadcast.ts';
import { defineCallback } from '../kit/callback.ts';

const number = z.coerce.number().int().min(1).max(9_999_999);
const page = z.coerce.number().int().min(0).max(999);

/** What of a draft is changed on its own. */
export const broadcastParts = [
  'ru',
  'en',
  'buttons',
  'document',
  'class',
  'who',
  'language',
  'country',
  'when',
] as const;
export type BroadcastPart = (typeof broadcastParts)[number];

export const openBroadcastQueue = defineCallback('brq', { page });
export const newBroadcast = defineCallback('brn', {});
export const manageBroadcast = defineCallback('brm', { number });
/** `of`: the case from which it is looked at, 0 for the desk. */
export const previewBroadcast = defineCallback('brp', { number, of: z.coerce.number().int().min(0) });
export const askProposing = defineCallback('brpa', { number });
export const confirmProposing = defineCallback('brpx', { number });
export const changeBroadcast = defineCallback('bre', { number });
export const changeBroadcastPart = defineCallback('brep', { number, part: z.enum(broadcastParts) });
export const askDiscarding = defineCallback('brd', { number });
export const confirmDiscarding = defineCallback('brdx', { number });
/** `live`: pressed below the live progress, which goes on in its message. */
const at = z.enum(['desk', 'live']);
export const steerBroadcastBy = defineCallback('brs', { number, act: z.enum(['paused', 'resumed']), at });
/** Asks before it is done: what was stopped does not go on. */
export const askStopping = defineCallback('brt', { number, at });
export const confirmStopping = defineCallback('brtx', { number });
export const correctBroadcast = defineCallback('brc', { number });
export const correctBroadcastAs = defineCallback('brck', { number, kind: z.enum(correctionKinds) });
/** A recipient in discreet mode opens what was sent. */
export const openBroadcast = defineCallback('bro', { number });
