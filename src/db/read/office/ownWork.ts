import { z } from 'zod';
import type { Reader } from '../../client.ts';
import { casesOf } from '../case/vouchCase.ts';
import { readTogether } from '../kit/together.ts';
import { returnedApplications } from '../project/project.ts';
import { decidableVotes } from '../projectVote/projectVote.ts';
import { namedIn, returnedTo, signableBy } from '../protocol/protocol.ts';
import { draftForms } from '../safety/dialogue.ts';
import { sittingsOf } from '../sitting/hall.ts';

const number = z.int();
const workSchema = z.object({
  drafts: z.array(z.object({ form: z.string() })),
  named: z.array(z.object({ number, answer: z.enum(['waiting', 'confirmed', 'declined']) })),
  votes: z.array(z.object({ number, closes_at: z.coerce.date(), arrival: z.number().nullable() })),
  signable: z.array(z.object({ number })),
  sittings: z.array(z.object({ number })),
  cases: z.array(z.object({ number })),
  applications: z.array(z.object({ id: z.string(), number })),
  protocols: z.array(z.object({ number })),
});

/** What one person's desk has on it besides ballots and duties. */
export type OwnWork = {
  /** Names of forms in which answers were left. */
  readonly drafts: readonly string[];
  /** Protocols that wait for the person's answer. */
  readonly asked: readonly number[];
  /** Protocols that wait for their signature. */
  readonly signable: readonly number[];
  /** Sessions under way in which they have a seat. */
  readonly sittings: readonly number[];
  /** Open votes of their project, the nearest deadline first. */
  readonly votes: readonly { readonly number: number; readonly closesAt: Date; readonly voted: boolean }[];
  /** Cases of false vouching that they are a party of. */
  readonly cases: readonly number[];
  /** What came back to them as the head of a project. */
  readonly returned: {
    readonly applications: readonly { readonly id: string; readonly number: number }[];
    readonly protocols: readonly number[];
  };
};

/** In one round trip: the home screen is opened more often than anything else, and mostly none of this is there. */
export const readOwnWork = async (reader: Reader, personId: string, now: Date): Promise<OwnWork> => {
  const found = await readTogether(reader, workSchema, {
    drafts: draftForms(reader, personId),
    named: namedIn(reader, personId),
    signable: signableBy(reader, personId),
    sittings: sittingsOf(reader, personId, now),
    votes: decidableVotes(reader, personId, now),
    cases: casesOf(reader, personId),
    applications: returnedApplications(reader, personId),
    protocols: returnedTo(reader, personId),
  });
  return {
    drafts: found.drafts.map(({ form }) => form),
    asked: found.named.filter(({ answer }) => answer === 'waiting').map((named) => named.number),
    signable: found.signable.map((one) => one.number),
    sittings: found.sittings.map((one) => one.number),
    votes: found.votes.map(({ closes_at: closesAt, arrival, ...vote }) => ({
      ...vote,
      closesAt,
      voted: arrival !== null,
    })),
    cases: found.cases.map((one) => one.number),
    returned: {
      applications: found.applications,
      protocols: found.protocols.map((one) => one.number),
    },
  };
};
