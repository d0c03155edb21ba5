import type { Message } from 'grammy/types';
import type { Account } from '../../../db/read/person/person.ts';
import type { StepPrompt } from '../../../messages/kit/form.ts';
import type { Reader, Screen } from '../../../messages/kit/screen.ts';
import type { Result } from '../../../result.ts';
import type { TextDocument } from './readDocument.ts';

/** Answers by step key; plain text, because they pass through JSON at every step. */
export type Answers = Readonly<Record<string, string>>;

/** What a form is opened with, such as the token of an invitation. */
export type FormParams = Readonly<Record<string, string>>;

export type FormStep = {
  readonly key: string;
  /** Short name of the answer, for the summary's "change" buttons. */
  readonly label: string;
  readonly prompt: (answers: Answers) => StepPrompt;
  /** Checks and normalises what was typed. Absent: only the choices count. */
  readonly parse?: (text: string, answers: Answers, from: 'message' | 'document') => Result<string>;
  /** Also takes a document of these kinds; its text then goes through `parse`. */
  readonly document?: TextDocument;
  /** Reads the whole message instead: its formatting, or a file that is fetched by the action. */
  readonly read?: (message: Message, answers: Answers) => Result<string>;
  /** Asked only when this holds for the earlier answers. */
  readonly when?: (answers: Answers) => boolean;
  /** The person's message is deleted after reading: it must not stay in the chat. */
  readonly sensitive?: boolean;
};

export type Form = {
  /** Also the draft's name: letters only. */
  readonly name: string;
  readonly title: (reader: Reader) => string;
  /** Facts that the questions need, read once at entry, also when the form is continued from its draft. */
  readonly prepare?: (about: {
    readonly personId: Account['id'];
    readonly params: FormParams;
  }) => Promise<FormParams>;
  readonly steps: (reader: Reader, params: FormParams) => readonly FormStep[];
  /** Looks up what the summary needs of the answers, anew each time it is shown; it gets them among its params. */
  readonly beforeSummary?: (answers: Answers) => Promise<FormParams>;
  /** Absent: the only answer is sent at once. */
  readonly summary?: (
    reader: Reader,
    answers: Answers,
    params: FormParams,
  ) => { readonly text: string; readonly confirm: string };
  /**
   * The one action at the end. It runs again after a crash, so `submissionId` must make it idempotent where a second
   * run would do a second thing. Answers with the receipt, or the refusal, as a screen.
   */
  readonly submit: (input: {
    readonly personId: Account['id'];
    readonly reader: Reader;
    readonly answers: Answers;
    readonly params: FormParams;
    readonly submissionId: string;
  }) => Promise<Screen>;
};
