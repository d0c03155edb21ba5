import { formBack, formCancel, formChoose, formEdit, formSend } from './formCallbacks.ts';
import { button, type Keyboard, paragraphs, type Reader, type Screen } from './screen.ts';

export type FormPlace = {
  readonly run: string;
  readonly title: string;
  /** Which question it is among all of the form: what buttons refer to. */
  readonly step: number;
  /** Where it stands among those that this person is asked, from 1, and how many these are. */
  readonly position: number;
  readonly steps: number;
};

export type FormQuestion = {
  /** What is asked, what for, an example. */
  readonly text: string;
  readonly choices?: readonly { readonly label: string; readonly value: string }[];
};

/** Where the person is: «Заявка проекта · 3 из 9»; a single question needs no count. */
const place = ({ translator: { t } }: Reader, { title, position, steps }: FormPlace): string =>
  steps === 1
    ? t(($) => $.common.heading, { title })
    : t(($) => $.common.formPlace, { title, step: position, steps });

const wayOut = ({ translator: { plain } }: Reader, at: FormPlace): Keyboard => [
  ...(at.position > 1
    ? [
        [
          button(
            plain(($) => $.common.back),
            formBack.pack({ run: at.run, step: at.step }),
          ),
        ],
      ]
    : []),
  [
    button(
      plain(($) => $.common.cancel),
      formCancel.pack({}),
    ),
  ],
];

export const renderQuestion = (
  reader: Reader,
  at: FormPlace,
  question: FormQuestion,
  problem?: string,
): Screen => ({
  text: paragraphs(place(reader, at), problem, question.text),
  keyboard: [
    ...(question.choices ?? []).map((choice, index) => [
      button(choice.label, formChoose.pack({ run: at.run, step: at.step, choice: index })),
    ]),
    ...wayOut(reader, at),
  ],
});

/** Everything that was answered, once more, before it is sent. */
export const renderSummary = (
  reader: Reader,
  at: Pick<FormPlace, 'run' | 'title'>,
  summary: {
    readonly text: string;
    readonly confirm: string;
    readonly edits: readonly { readonly step: number; readonly label: string }[];
  },
): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.common.heading, { title: at.title }),
      summary.text,
    ),
    keyboard: [
      [button(summary.confirm, formSend.pack({ run: at.run }))],
      ...summary.edits.map(({ step, label }) => [
        button(
          plain(($) => $.common.formChange, { what: label }),
          formEdit.pack({ run: at.run, step }),
        ),
      ]),
      [
        button(
          plain(($) => $.common.cancel),
          formCancel.pack({}),
        ),
      ],
    ],
  };
};
