import type { Reader, Screen } from '../../../messages/kit/screen.ts';
import type { Result } from '../../../result.ts';
import type { Form, FormParams } from './form.ts';

type Given = {
  readonly name: string;
  readonly title: (reader: Reader) => string;
  readonly label: (reader: Reader) => string;
  readonly prompt: (reader: Reader, params: FormParams) => string;
  readonly parse: (text: string) => Result<string>;
  /** The typed words go from the chat once they are read. */
  readonly sensitive?: boolean;
  readonly submit: (input: {
    readonly personId: string;
    readonly submissionId: string;
    readonly reader: Reader;
    readonly answer: string;
    readonly params: FormParams;
  }) => Promise<Screen>;
};

/** A form of one question: no summary, no draft. Its action must be safe to repeat. */
export const oneStep = ({
  name,
  title,
  label,
  prompt: step,
  parse,
  sensitive = false,
  submit,
}: Given): Form => ({
  name,
  title,
  steps: (reader, params) => [
    {
      key: 'answer',
      label: label(reader),
      prompt: () => ({ text: step(reader, params) }),
      parse: (text) => parse(text),
      sensitive,
    },
  ],
  submit: ({ personId, submissionId, reader, answers, params }) =>
    submit({ personId, submissionId, reader, params, answer: answers.answer ?? '' }),
});
