import { defineCallback } from './callback.ts';

export const openStatistics = defineCallback('stat', {});
export const showStatisticsPicture = defineCallback('statp', {});
