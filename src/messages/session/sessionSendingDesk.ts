import { paragraphs, type Reader, type Screen } from '../kit/screen.ts';
import { confirmSending } from './sessionCallbacks.ts';
import { backToManaged, way } from './sessionDesk.ts';

/** Below the texts as recipients see them: what the press does. */
export const renderSendPreview = (
  reader: Reader,
  given: {
    readonly number: number;
    readonly kind: 'agenda' | 'changes' | 'cancelled';
    readonly closes: boolean;
    readonly size: number;
    readonly texts: Readonly<Record<'ru' | 'en', string>>;
  },
): Screen => {
  const { t, plain } = reader.translator;
  const { number, kind, closes, size, texts } = given;
  return {
    text: paragraphs(
      t(($) => $.session.desk.previewTitle, { number }),
      texts.ru,
      '——',
      texts.en,
      '——',
      t(($) => $.session.desk.previewWho, { size }),
      t(($) => (closes ? $.session.desk.previewAgenda : $.session.desk.previewNext)),
    ),
    keyboard: [
      way(
        plain(($) => $.session.desk.send[kind]),
        confirmSending.pack({ number }),
      ),
      [backToManaged(reader, number)],
    ],
  };
};
