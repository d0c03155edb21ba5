import { readDelegatePart } from '../mandate/delegatePart.ts';
import type { ReadProjectPart } from './projectPart.ts';

/** In the order of the screen; a noun that belongs to a project (votes, protocols, mandates) adds its line. */
export const projectParts: readonly ReadProjectPart[] = [readDelegatePart];
