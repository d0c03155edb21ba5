import type { ContentLocale } from '../../governance/kit/text.ts';
import { formCancel, formContinue } from '../kit/formCallbacks.ts';
import { button, press, type Reader, type Screen } from '../kit/screen.ts';
import { carriedPayload, chooseLanguage } from './startCallbacks.ts';

/** The first screen of all: each language calls itself by its own name. */
export const renderLanguages = (
  { translator: { t } }: Reader,
  languages: readonly { readonly locale: ContentLocale; readonly name: string }[],
  payload: string,
): Screen => ({
  text: t(($) => $.common.chooseLanguage),
  keyboard: languages.map(({ locale, name }) => [
    button(name, chooseLanguage.pack({ locale, payload: carriedPayload(payload) })),
  ]),
  harmless: true,
});

/** `/start` in the middle of a form: go on or leave, and what leaving keeps. */
export const renderFormOpen = ({ translator: { t, plain } }: Reader): Screen => ({
  text: t(($) => $.common.formOpen),
  keyboard: [
    [press(plain, formContinue.pack({}), ($) => $.common.formContinue)],
    [press(plain, formCancel.pack({}), ($) => $.common.leaveForm)],
  ],
});
