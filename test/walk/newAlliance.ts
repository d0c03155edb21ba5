import { expect } from 'vitest';
import { type Installation, openInstallation } from '../support/installation.ts';
import { createWalker, type Walker } from './walker.ts';

/** A new installation and who came to it so far; each part of the walk stands on the ones before. */
export type NewAlliance = {
  readonly installation: Installation;
  run: { readonly end: (signal: NodeJS.Signals) => Promise<unknown> };
  officers: readonly [Walker, Walker] | undefined;
  readonly members: Walker[];
  token: string;
  tokenId: string;
  /** A command that must succeed; answers with what it printed. */
  readonly done: (...args: readonly string[]) => Promise<string>;
};

/** The program runs, and nobody is there yet. */
export const startNewAlliance = async (): Promise<NewAlliance> => {
  const installation = await openInstallation();
  return {
    installation,
    run: await installation.start(),
    officers: undefined,
    members: [],
    token: '',
    tokenId: '',
    done: async (...args) => {
      const printed = await installation.veche(...args);
      expect({ args, code: printed.code, err: printed.err }).toMatchObject({ code: 0 });
      return printed.out;
    },
  };
};

export const officersOf = ({ officers }: NewAlliance): readonly [Walker, Walker] => {
  if (officers === undefined) throw new Error('There are no officers yet.');
  return officers;
};

/** Somebody who never wrote to the bot. */
export const fresh = (installation: Installation, firstName: string, languageCode: 'ru' | 'en'): Walker =>
  createWalker(installation, installation.api.createPerson({ firstName, languageCode }));

export const linkIn = (text: string): string => /https:\S+/.exec(text)?.[0] ?? 'no link';
export const proposalIn = (text: string): number => Number(/Proposal (\d+)/.exec(text)?.[1]);
