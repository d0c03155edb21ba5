import type { Reader, Screen } from '../../../messages/kit/screen.ts';
import type { Result } from '../../../result.ts';
import type { Form, FormParams } from './form.ts';

type Given = {
  readonly name: string;
  readonly title: (reader: Reader) => string;
  readonly label: (reader: Reader) => string;
  readonly question: (reader: Reader, params: FormParams) => string;
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
export const oneQuestion = ({
  name,
  title,
  label,
  question,
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
      question: () => ({ text: question(reader, params) }),
      parse: (text) => parse(text),
      sensitive,
    },
  ],
  submit: ({ personId, submissionId, reader, answers, params }) =>
    submit({ personId, submissionId, reader, params, answer: answers.answer ?? '' }),
});
