import { searchMember } from '../../../actions/member/searchMember.ts';
import { findAccount } from '../../../db/read/person/person.ts';
import { memberNumberLength, parseCode } from '../../../governance/kit/code.ts';
import { powersOf } from '../../../governance/person/role.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { renderFoundMember, renderSearchLine } from '../../../messages/member/member.ts';
import type { BotEnv } from '../../context.ts';
import type { Form } from '../kit/form.ts';

export const SEARCH_MEMBER_FORM = 'searchMember';

/** A member number, and what an officer may know of whose it is. Every submission is a search, and is traced as one. */
export const searchMemberForm = ({ deps }: BotEnv): Form => ({
  name: SEARCH_MEMBER_FORM,
  title: ({ translator: { t } }) => t(($) => $.office.search.formTitle),
  steps: ({ translator: { t, plain } }) => [
    {
      key: 'number',
      label: plain(($) => $.office.search.formLabel),
      prompt: () => ({ text: t(($) => $.office.search.formQuestion) }),
      parse: (text) => parseCode(text, memberNumberLength),
      sensitive: true,
    },
  ],
  submit: async ({ personId: officerId, reader, answers }) => {
    const found = await searchMember(deps, { officerId, memberNumber: answers.number ?? '' });
    if (!found.ok) return renderSearchLine(reader, renderRefusals(reader, found.refusals));
    const officer = await findAccount(deps.db, deps.vault, officerId);
    return renderFoundMember(reader, found.value, powersOf(officer?.roles ?? []));
  },
});
