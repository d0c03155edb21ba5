import { createList, listTitleLimits } from '../../../actions/list/createList.ts';
import { findList } from '../../../db/read/list/list.ts';
import { cleanText, contentLocales } from '../../../governance/kit/text.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { renderListDeskLine, renderManagedList } from '../../../messages/list/listDesk.ts';
import type { BotEnv } from '../../context.ts';
import type { Form } from '../kit/form.ts';

export const CREATE_LIST_FORM = 'createList';

/** A new named list: its title in both languages. */
export const createListForm = ({ deps }: BotEnv): Form => ({
  name: CREATE_LIST_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.list.desk.form.title),
  steps: ({ translator: { t, plain } }) =>
    contentLocales.map((locale) => ({
      key: locale,
      label: plain(($) => $.list.desk.form[locale].label),
      prompt: () => ({ text: t(($) => $.list.desk.form[locale].ask) }),
      parse: (text: string) => cleanText(text, listTitleLimits),
    })),
  summary: ({ translator: { t, plain } }, { ru = '', en = '' }) => ({
    text: t(($) => $.list.desk.form.summary, { ru, en }),
    confirm: plain(($) => $.list.desk.form.save),
  }),
  submit: async ({ personId, reader, answers, submissionId }) => {
    const { ru = '', en = '' } = answers;
    const created = await createList(deps, { officerId: personId, submissionId, title: { ru, en } });
    if (!created.ok) return renderListDeskLine(reader, renderRefusals(reader, created.refusals));
    const { number } = created.value;
    const line = reader.translator.t(($) => $.list.desk.created, { number });
    const list = await findList(deps.db, number);
    return list === undefined
      ? renderListDeskLine(reader, line)
      : renderManagedList(reader, { ...list, size: 0 }, line);
  },
});
