import { keepDraft } from '../../../actions/kit/keepDialogue.ts';
import { findMandateNumber } from '../../../db/read/mandate/mandateTerm.ts';
import { listParticipants } from '../../../db/read/project/project.ts';
import { listNamed, type Protocol } from '../../../db/read/protocol/protocol.ts';
import { findDraft } from '../../../db/read/safety/dialogue.ts';
import type { BotEnv } from '../../context.ts';
import type { Answers, FormParams } from '../kit/form.ts';
import { delegateKey, PROTOCOL_FORM } from './submitProtocol.ts';

/** What a returned record says, as answers of its form; who is no participant any more is asked for anew. */
const answersOf = async (
  { deps: { db, vault } }: BotEnv,
  { id, projectId, content: { vote, begins }, participants, active, replaces }: Protocol,
): Promise<Answers> => {
  if (vote.kind !== 'elsewhere') return {};
  const still = new Set((await listParticipants(db, vault, projectId)).map(({ personId }) => personId));
  const named = (await listNamed(db, vault, id)).filter(
    ({ role, personId }) => role === 'delegate' && still.has(personId),
  );
  const { present, against, abstained } = vote;
  return {
    ...(replaces === null ? { participants: String(participants), begins } : {}),
    // Where the limit of 50 is not passed nobody is asked, and the number follows the first one.
    ...(replaces === null && active !== participants ? { active: String(active) } : {}),
    day: vote.day,
    place: vote.place,
    ...{ present: String(present), for: String(vote.for) },
    ...{ against: String(against), abstained: String(abstained) },
    ...Object.fromEntries(
      // A replaced delegate's seat may be any; the form has one question then.
      named.map(({ seat, personId }) => [delegateKey(replaces === null ? seat : 1), personId]),
    ),
  };
};

/**
 * A record that was returned becomes the draft of the next one, unless some of it was written before and left: nothing is typed
 * twice. Answers with what the form is about.
 */
export const draftReturned = async (
  env: BotEnv,
  personId: string,
  protocol: Protocol,
): Promise<FormParams> => {
  const { db, vault } = env.deps;
  const mandate = protocol.replaces === null ? 0 : await findMandateNumber(db, protocol.replaces);
  const about = { project: String(protocol.projectNumber), mandate: String(mandate ?? 0) };
  const draft = await findDraft(db, vault, personId, PROTOCOL_FORM);
  const isBegun = draft?.['@project'] === about.project && draft['@mandate'] === about.mandate;
  if (isBegun) return about;
  const answers = await answersOf(env, protocol);
  await keepDraft(env.deps, {
    personId,
    form: PROTOCOL_FORM,
    answers: { ...answers, '@project': about.project, '@mandate': about.mandate },
  });
  return about;
};
