import { z } from 'zod';
import { defineCallback } from '../kit/callback.ts';

/** 16 bytes in base64url, as the deep link carries them. */
export const vouchToken = z.string().regex(/^[\w-]{22}$/);

export const pressNewVouchLink = defineCallback('vl', {});
export const pressVouch = defineCallback('va', { token: vouchToken });
export const pressNotAcquainted = defineCallback('vd', {});
