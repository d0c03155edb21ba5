import { delegatesButton, delegatesText } from '../../../messages/mandate/delegates.ts';
import { readDelegates } from '../project/projectFacts.ts';
import type { ReadProjectPart } from '../project/projectPart.ts';

/** What a project's screen says of its delegates: how many, until when, what is under way; and the way to them. */
export const readDelegatePart: ReadProjectPart = async ({ deps, reader }, { project, roles }) => {
  if (project.state !== 'verified' && !project.supported) return undefined;
  const isHead = roles.includes('leader') || roles.includes('deputy');
  const isParticipant = roles.includes('participant');
  if (!isHead && !isParticipant) return undefined;
  const facts = await readDelegates(deps, { project, isHead, isParticipant });
  return { lines: [delegatesText(reader, facts)], rows: [[delegatesButton(reader, project.number)]] };
};
