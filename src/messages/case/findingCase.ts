import type { AppealRuling, FindingOutcome } from '../../governance/case/finding.ts';
import { paragraphs, type Reader } from '../kit/screen.ts';

type About = { readonly number: number; readonly role: 'candidate' | 'voucher' };

/** What two officers agree to about a party of a case of false vouching, and about founders. */
export type FindingCase =
  | (About & {
      readonly kind: 'finding';
      readonly outcome: FindingOutcome;
      readonly reason: string;
      readonly grounds: string;
      readonly statement: string | undefined;
    })
  | (About & {
      readonly kind: 'appeal';
      readonly outcome: FindingOutcome;
      readonly verdict: AppealRuling;
      readonly session: string;
      readonly words: string;
    })
  | { readonly kind: 'founder' };

/** Such a case in words; one page. */
export const findingCaseText = (reader: Reader, content: FindingCase): string => {
  const { t } = reader.translator;
  if (content.kind === 'founder') return t(($) => $.verification.proposal.founder);
  const { number } = content;
  const role = t(($) => $.verification.case.role[content.role]);
  const outcome = t(($) => $.verification.case.outcome[content.outcome]);
  if (content.kind === 'appeal') {
    const { session, words } = content;
    const verdict = t(($) => $.verification.case.verdict[content.verdict]);
    return paragraphs(
      t(($) => $.verification.proposal.appeal, { number, role, outcome, session, verdict }),
      t(($) => $.verification.proposal.appealWords, { words }),
    );
  }
  const { reason, grounds, statement } = content;
  return paragraphs(
    t(($) => $.verification.proposal.finding, { number, role, outcome, reason, grounds }),
    statement === undefined
      ? t(($) => $.verification.proposal.silent)
      : t(($) => $.verification.proposal.statement, { words: statement }),
  );
};
