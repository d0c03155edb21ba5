import { turnButtons } from '../office/office.ts';
import {
  formBack,
  formCancel,
  formChoose,
  formEdit,
  formPick,
  formSend,
  formSummary,
} from './formCallbacks.ts';
import { button, type Keyboard, paragraphs, press, type Reader, type Screen } from './screen.ts';

export type FormPlace = {
  readonly run: string;
  readonly title: string;
  /** Which question it is among all of the form: what buttons refer to. */
  readonly step: number;
  /** Where it stands among those that this person is asked, from 1, and how many these are. */
  readonly position: number;
  readonly steps: number;
  /** Whether there is a question before it, or a summary behind it. */
  readonly hasBack: boolean;
};

export type StepPrompt = {
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
  ...(at.hasBack
    ? [[press(plain, formBack.pack({ run: at.run, step: at.step }), ($) => $.common.back)]]
    : []),
  [press(plain, formCancel.pack({}), ($) => $.common.cancel)],
];

export const renderPrompt = (
  reader: Reader,
  at: FormPlace,
  prompt: StepPrompt,
  problem?: string,
): Screen => ({
  text: paragraphs(place(reader, at), problem, prompt.text),
  keyboard: [
    ...(prompt.choices ?? []).map((choice, index) => [
      button(choice.label, formChoose.pack({ run: at.run, step: at.step, choice: index })),
    ]),
    ...wayOut(reader, at),
  ],
});

/** More answers than this are changed from a list of their own: a wall of buttons hides the first one. */
const EDITS_BESIDE = 6;
const EDITS_A_PAGE = 7;

/** An answer that can be changed. */
export type FormEdit = { readonly step: number; readonly label: string };

const editRows = ({ translator: { plain } }: Reader, run: string, edits: readonly FormEdit[]): Keyboard =>
  edits.map(({ step, label }) => [
    press(plain, formEdit.pack({ run, step }), ($) => $.common.formChange, { what: label }),
  ]);

/** Which answer to change. */
export const renderPick = (
  reader: Reader,
  at: Pick<FormPlace, 'run' | 'title'>,
  edits: readonly FormEdit[],
  page: number,
): Screen => {
  const { t, plain } = reader.translator;
  const pages = Math.ceil(edits.length / EDITS_A_PAGE);
  const shown = Math.min(page, pages - 1);
  return {
    text: paragraphs(
      pages === 1
        ? t(($) => $.common.heading, { title: at.title })
        : t(($) => $.common.formPlace, { title: at.title, step: shown + 1, steps: pages }),
      t(($) => $.common.formPick),
    ),
    keyboard: [
      ...editRows(reader, at.run, edits.slice(shown * EDITS_A_PAGE, (shown + 1) * EDITS_A_PAGE)),
      ...turnButtons(reader, shown, pages, (to) => formPick.pack({ run: at.run, page: to })),
      [press(plain, formSummary.pack({ run: at.run }), ($) => $.common.back)],
    ],
  };
};

/** Everything that was answered, once more, before it is sent. */
export const renderSummary = (
  reader: Reader,
  at: Pick<FormPlace, 'run' | 'title'>,
  summary: { readonly text: string; readonly confirm: string; readonly edits: readonly FormEdit[] },
): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.common.heading, { title: at.title }),
      summary.text,
    ),
    keyboard: [
      [button(summary.confirm, formSend.pack({ run: at.run }))],
      ...(summary.edits.length <= EDITS_BESIDE
        ? editRows(reader, at.run, summary.edits)
        : [[press(plain, formPick.pack({ run: at.run, page: 0 }), ($) => $.common.formChangeOne)]]),
      [press(plain, formCancel.pack({}), ($) => $.common.cancel)],
    ],
  };
};
