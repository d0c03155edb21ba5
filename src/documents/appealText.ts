import type { AppealMatter, AppealWords } from '../governance/agenda/appeal.ts';
import type { I18n, Translator } from '../i18n/translator.ts';

const titleIn = ({ plain }: Translator, { kind, number }: AppealMatter): string =>
  plain(($) => (kind === 'petition' ? $.session.appeal.petitionTitle : $.session.appeal.projectTitle), {
    number,
  });

const textIn = ({ plain }: Translator, matter: AppealMatter): string => {
  switch (matter.kind) {
    case 'petition':
      return plain(($) => $.session.appeal.petition, matter);
    case 'refused':
      return plain(($) => $.session.appeal.refused, matter);
    case 'withdrawn':
      return plain(($) => $.session.appeal.withdrawn, matter);
  }
};

/** Title and text of an appeal's item, in both languages; its movers are not named. Source: K5. */
export const appealWords = (i18n: Pick<I18n, 'translatorFor'>, matter: AppealMatter): AppealWords => {
  const [ru, en] = [i18n.translatorFor('ru'), i18n.translatorFor('en')];
  return {
    title: { ru: titleIn(ru, matter), en: titleIn(en, matter) },
    text: { ru: textIn(ru, matter), en: textIn(en, matter) },
  };
};
