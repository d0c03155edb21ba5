import { answerProtocol } from '../../src/actions/protocol/answerProtocol.ts';
import { attachScan } from '../../src/actions/protocol/attachScan.ts';
import { acceptProtocol } from '../../src/actions/protocol/checkProtocol.ts';
import { readPaper } from '../../src/actions/protocol/readPaper.ts';
import { askSigningCode, signProtocol } from '../../src/actions/protocol/signProtocol.ts';
import { submitProtocol } from '../../src/actions/protocol/submitProtocol.ts';
import { dayOf } from '../../src/governance/kit/day.ts';
import type { ProtocolDraft } from '../../src/governance/protocol/protocol.ts';
import { type ProtocolPaper, textHash } from '../../src/governance/protocol/protocolPaper.ts';
import { granted } from './officers.ts';
import type { ProjectAlliance, VerifiedProject } from './projectAlliance.ts';

export const render = (paper: ProtocolPaper) => ({
  ru: JSON.stringify(paper),
  en: `en ${JSON.stringify(paper)}`,
});
export const pdf = new TextEncoder().encode('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

/** Protocols about delegates of an Alliance's projects, brought as far as a test needs. */
export const protocolSteps = ({ deps }: Pick<ProjectAlliance, 'deps'>, officer: string) => {
  const draftFor = async (
    { people }: VerifiedProject,
    change: Partial<ProtocolDraft> & { readonly size?: number } = {},
  ): Promise<ProtocolDraft> => {
    const { size = 12, ...rest } = change;
    return {
      numbers: { participants: size, active: size },
      delegates: people.slice(0, 2),
      begins: 'acceptance',
      vote: {
        kind: 'elsewhere',
        day: dayOf(await deps.clock.now()),
        place: 'Берлин',
        present: 10,
        for: 8,
        against: 1,
        abstained: 1,
      },
      ...rest,
    };
  };

  const submit = async (
    project: VerifiedProject,
    draft: ProtocolDraft,
    more: { readonly personId?: string; readonly replaces?: number; readonly submissionId?: string } = {},
  ) =>
    submitProtocol(deps, {
      personId: project.leader,
      projectNumber: project.number,
      submissionId: deps.random.uuid(),
      draft,
      ...more,
    });

  let names = 0;
  const confirm = async (number: number, ...people: string[]): Promise<void> => {
    for (const personId of people) {
      names += 1;
      granted(await answerProtocol(deps, { personId, number, publicName: `Делегат ${names}` }));
    }
  };
  const sign = async (
    project: VerifiedProject,
    number: number,
    personId = project.leader,
  ): Promise<string> => {
    const read = textHash(render(await readPaper(deps, { personId, number }))).slice(0, 12);
    const { code } = granted(await askSigningCode(deps, { personId, number, read, render }));
    return granted(await signProtocol(deps, { personId, number, code, render })).hash;
  };
  /** From the record to the secretariat. */
  const submitted = async (
    project: VerifiedProject,
    draft: ProtocolDraft,
    more: { readonly replaces?: number } = {},
  ): Promise<number> => {
    const { number } = granted(await submit(project, draft, more));
    await confirm(number, ...draft.delegates);
    granted(await attachScan(deps, { personId: project.leader, number, bytes: pdf, name: 'скан.PDF' }));
    await sign(project, number);
    return number;
  };
  const accepted = async (
    project: VerifiedProject,
    draft: ProtocolDraft,
    more: { readonly replaces?: number } = {},
  ): Promise<number> => {
    const number = await submitted(project, draft, more);
    granted(await acceptProtocol(deps, { officerId: officer, number }));
    return number;
  };

  return { draftFor, submit, confirm, sign, submitted, accepted };
};
