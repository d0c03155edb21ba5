import type { Json } from '../../../canonical.ts';
import type { Reader } from '../../client.ts';
import type { Vault } from '../../vault.ts';
import type { Account } from '../person/person.ts';
import { accountSources } from './myData/account.ts';
import { congressSources } from './myData/congress.ts';
import { correspondenceSources } from './myData/correspondence.ts';
import { delegatingSources } from './myData/delegating.ts';
import { membershipSources } from './myData/membership.ts';
import { officeSources } from './myData/office.ts';
import { projectSources } from './myData/project.ts';
import { sittingSources } from './myData/sitting.ts';
import { type MyDataSection, myDataSections } from './myData/source.ts';

/** Everything that is told to a person about themselves, by section. */
export const myDataSources = [
  ...accountSources,
  ...membershipSources,
  ...delegatingSources,
  ...congressSources,
  ...projectSources,
  ...correspondenceSources,
  ...sittingSources,
  ...officeSources,
] as const;

/** Raised when a section or a field changes its name or meaning. */
const FORMAT = 'veche-mydata/1';

export type MyData = {
  readonly format: string;
  readonly takenAt: string;
  readonly sections: Readonly<Record<MyDataSection, Json>>;
};

/** Everything there is about a person, opened; never another person's data. Source: security.md, "a person controls their data". */
export const readMyData = async (
  reader: Reader,
  vault: Vault,
  account: Account,
  now: Date,
): Promise<MyData> => {
  const sections: Partial<Record<MyDataSection, Json>> = {};
  for (const { section, read } of myDataSources) sections[section] = await read({ reader, vault, account });
  const sorted = Object.fromEntries(myDataSections.map((name) => [name, sections[name] ?? null]));
  return {
    format: FORMAT,
    takenAt: now.toISOString(),
    sections: sorted as Record<MyDataSection, Json>,
  };
};
