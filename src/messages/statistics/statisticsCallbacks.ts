import { defineCallback } from '../kit/callback.ts';

export const openStatistics = defineCallback('stat', {});
export const showStatisticsPicture = defineCallback('statp', {});
