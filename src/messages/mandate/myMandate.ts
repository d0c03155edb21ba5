import { deadlineText } from '../ballot/ballot.ts';
import { type Button, type Keyboard, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { homeButton } from '../kit/ways.ts';
import { askResigning, openMyMandate, openNamed, resign } from './delegateCallbacks.ts';

/** The way from what I am to the mandate I hold or am asked to take. */
export const myMandateButton = ({ translator: { plain } }: Reader): Button =>
  press(plain, openMyMandate.pack({}), ($) => $.protocol.mandate.open);

export type MyMandate = {
  readonly as: 'delegate' | 'substitute';
  readonly number: number;
  readonly publicName: string;
  readonly substituteName?: string;
  readonly projectNumber: number | null;
  readonly projectName: string | null;
  readonly seat: number;
  readonly term: number;
  readonly ends: Date;
};

const mandateText = (reader: Reader, mandate: MyMandate): string => {
  const { t } = reader.translator;
  const { as, publicName: name, substituteName, projectNumber, projectName, seat } = mandate;
  const substitute =
    substituteName === undefined
      ? t(($) => $.protocol.mandate.noSubstitute)
      : t(($) => $.protocol.mandate.substitute, { name: substituteName });
  return paragraphs(
    t(($) => $.protocol.mandate.title, { number: mandate.number }),
    t(($) => (as === 'delegate' ? $.protocol.mandate.delegate : $.protocol.mandate.substituteOf), { name }),
    projectNumber === null
      ? t(($) => $.protocol.mandate.members)
      : t(($) => $.protocol.mandate.project, { number: projectNumber, project: projectName ?? '', seat }),
    t(($) => $.protocol.mandate.term, { until: deadlineText(reader, mandate.ends), term: mandate.term }),
    as === 'delegate' && substitute,
  );
};

/** My mandate: until when, which term, who stands in for me; and protocols that wait for my answer. */
export const renderMyMandate = (
  reader: Reader,
  mandate: MyMandate | undefined,
  asked: readonly number[],
  line?: string,
): Screen => {
  const { t, plain } = reader.translator;
  const resignRow: Keyboard =
    mandate === undefined
      ? []
      : [
          [
            press(plain, askResigning.pack({}), ($) =>
              mandate.as === 'delegate' ? $.protocol.mandate.resign : $.protocol.mandate.stepDown,
            ),
          ],
        ];
  return {
    text: paragraphs(
      mandate === undefined ? t(($) => $.protocol.mandate.none) : mandateText(reader, mandate),
      line,
      ...asked.map((number) => t(($) => $.protocol.mandate.asked, { number })),
    ),
    keyboard: [
      ...asked.map((number) => [
        press(plain, openNamed.pack({ number }), ($) => $.protocol.mandate.openAsked, { number }),
      ]),
      ...resignRow,
      [homeButton(reader)],
    ],
    protect: true,
  };
};

/** Before a mandate is resigned for good. */
export const renderResigning = (reader: Reader, as: 'delegate' | 'substitute'): Screen => {
  const { t, plain } = reader.translator;
  const isDelegate = as === 'delegate';
  return {
    text: t(($) => (isDelegate ? $.protocol.mandate.resignAsk : $.protocol.mandate.stepDownAsk)),
    keyboard: [
      [
        press(plain, resign.pack({}), ($) =>
          isDelegate ? $.protocol.mandate.resignYes : $.protocol.mandate.stepDownYes,
        ),
      ],
      [press(plain, openMyMandate.pack({}), ($) => $.common.back)],
    ],
  };
};
