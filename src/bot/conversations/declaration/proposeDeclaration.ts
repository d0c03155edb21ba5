import { proposeDeclaration } from '../../../actions/declaration/proposeDeclaration.ts';
import { findCurrentDeclaration } from '../../../db/read/declaration/declaration.ts';
import { parseDecisionNumber, parseDeclarationText } from '../../../governance/declaration/declaration.ts';
import { type ContentLocale, contentLocales } from '../../../governance/kit/text.ts';
import {
  renderDeclarationProposed,
  renderDeclarationRefused,
} from '../../../messages/declaration/declarationDesk.ts';
import type { Reader } from '../../../messages/kit/screen.ts';
import { refuse } from '../../../result.ts';
import { MAX_TEXT } from '../../../telegram/limits.ts';
import type { BotEnv } from '../../context.ts';
import type { Form, FormStep } from '../kit/form.ts';

export const PROPOSE_DECLARATION_FORM = 'proposeDeclaration';

/** Room for the longest text in Cyrillic, twice over. */
const DOCUMENT = { extensions: ['.txt', '.md'], maxBytes: 100_000 } as const;
/**
 * Telegram cuts a longer text into messages of at most 4096: the rest would come as the answer to the next question. Its cuts fall at
 * spaces, so that a cut message may be a little shorter than that.
 */
const SURELY_WHOLE = MAX_TEXT - 300;

const textStep = ({ translator: { t, plain } }: Reader, locale: ContentLocale): FormStep => ({
  key: locale,
  label: plain(($) => $.office.declaration.text[locale].label),
  prompt: () => ({ text: t(($) => $.office.declaration.text[locale].ask) }),
  document: DOCUMENT,
  parse: (text, _answers, from) =>
    from === 'message' && text.length > SURELY_WHOLE
      ? refuse('form.textCut')
      : parseDeclarationText(locale, text),
});

const steps = (reader: Reader, isFirst: boolean): FormStep[] => {
  const { t, plain } = reader.translator;
  const decision: FormStep = {
    key: 'decision',
    label: plain(($) => $.office.declaration.decision.label),
    prompt: () => ({ text: t(($) => $.office.declaration.decision.ask) }),
    parse: parseDecisionNumber,
  };
  const editorial: FormStep = {
    key: 'editorial',
    label: plain(($) => $.office.declaration.editorial.label),
    prompt: () => ({
      text: t(($) => $.office.declaration.editorial.ask),
      choices: [
        { label: plain(($) => $.office.declaration.editorial.no), value: 'no' },
        { label: plain(($) => $.office.declaration.editorial.yes), value: 'yes' },
      ],
    }),
  };
  const texts = contentLocales.map((locale) => textStep(reader, locale));
  return isFirst ? texts : [decision, editorial, ...texts];
};

/** A new version of the Declaration: the Congress's decision, whether it is editorial, the text in both languages (rule M4). */
export const proposeDeclarationForm = ({ deps }: BotEnv): Form => ({
  name: PROPOSE_DECLARATION_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.office.declaration.title),
  prepare: async () => ({ version: String(((await findCurrentDeclaration(deps.db))?.version ?? 0) + 1) }),
  steps: (reader, { version = '1' }) => steps(reader, version === '1'),
  summary: ({ translator: { t, plain } }, { decision, editorial, ru = '', en = '' }, { version = '1' }) => ({
    text:
      decision === undefined
        ? t(($) => $.office.declaration.summaryFirst, { ru: ru.length, en: en.length })
        : t(($) => $.office.declaration.summary, {
            version,
            decision,
            ru: ru.length,
            en: en.length,
            kind: plain(($) =>
              editorial === 'yes' ? $.office.declaration.editorial.yes : $.office.declaration.editorial.no,
            ),
          }),
    confirm: plain(($) => $.office.declaration.confirm),
  }),
  submit: async ({ personId, reader, answers, params }) => {
    const { decision, editorial, ru = '', en = '' } = answers;
    const input = {
      version: Number(params.version),
      texts: { ru, en },
      editorial: editorial === 'yes',
      ...(decision === undefined ? {} : { decisionNumber: decision }),
    };
    const proposed = await proposeDeclaration(deps, { input, proposedBy: personId, once: true });
    return proposed.ok
      ? renderDeclarationProposed(reader, proposed.value)
      : renderDeclarationRefused(reader, proposed.refusals);
  },
});
