import { z } from 'zod';
import { contentLocales } from '../../governance/kit/text.ts';
import { defineCallback } from '../kit/callback.ts';

/** Cities with large communities of exile; their zones are one press away. */
export const cityZones = {
  berlin: 'Europe/Berlin',
  warsaw: 'Europe/Warsaw',
  vilnius: 'Europe/Vilnius',
  prague: 'Europe/Prague',
  belgrade: 'Europe/Belgrade',
  paris: 'Europe/Paris',
  london: 'Europe/London',
  tbilisi: 'Asia/Tbilisi',
  yerevan: 'Asia/Yerevan',
  istanbul: 'Europe/Istanbul',
  telAviv: 'Asia/Jerusalem',
  newYork: 'America/New_York',
} as const;
export type City = keyof typeof cityZones;
export const cities = Object.keys(cityZones) as readonly City[];

export const openMe = defineCallback('me', {});
export const openSettings = defineCallback('st', {});
export const setLocale = defineCallback('sl', { locale: z.enum(contentLocales) });
export const setDiscreet = defineCallback('sd', { discreet: z.enum(['yes', 'no']) });
export const openCities = defineCallback('sz', {});
export const setCity = defineCallback('sc', { city: z.enum(cities) });
/** A zone that none of the cities is in. */
export const typeZone = defineCallback('sx', {});
