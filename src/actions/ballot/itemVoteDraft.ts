import type { AgendaItem } from '../../db/read/agenda/agenda.ts';
import type { Ballot } from '../../db/read/ballot/ballot.ts';
import type { BallotDraft } from '../../governance/ballot/ballotDraft.ts';

/** The question is the item's title, what is proposed stands below it: nobody words a question anew. */
const contentOf = ({
  title,
  text,
}: AgendaItem): Pick<BallotDraft, 'question' | 'choices' | 'description'> => ({
  question: title,
  choices: { kind: 'yesNo' },
  ...(text.ru === '' || text.en === '' ? {} : { description: text }),
});

/** The Congress's vote on an item, judged by the class that the item has (G11). */
export const congressDraft = (item: AgendaItem, durationMinutes: number): BallotDraft => ({
  class: 'rollCall',
  electorate: { kind: 'congress', itemId: item.id },
  rule: item.class,
  plan: { durationMinutes },
  ...contentOf(item),
});

/** The members' advisory vote before it: a straw poll, which binds nobody (M7). */
export const advisoryDraft = (item: AgendaItem, durationMinutes: number): BallotDraft => ({
  class: 'strawPoll',
  electorate: { kind: 'members' },
  rule: 'advisory',
  plan: { durationMinutes },
  ...contentOf(item),
});

/** The draft as a ballot that was not opened yet, under its id and number. */
export const ballotOf = (
  { id, number }: { readonly id: string; readonly number: number },
  draft: BallotDraft,
  item: AgendaItem,
): Ballot => {
  const { question, description, choices } = draft;
  return {
    id,
    number,
    class: draft.class,
    electorate: draft.electorate.kind,
    item: { id: item.id, number: item.number },
    session: undefined,
    list: undefined,
    rule: draft.rule,
    state: 'draft',
    content: {
      question,
      choices: choices.kind === 'yesNo' ? choices : { ...choices, options: [...choices.options] },
      ...(description === undefined ? {} : { description }),
    },
    plan: draft.plan,
    openedAt: null,
    closesAt: null,
    bylawsVersion: null,
    rollSize: null,
    rollHash: null,
    base: null,
    result: null,
    resultHash: null,
    decision: null,
    decidedAt: null,
  };
};
