import { type Button, button, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { openNotices } from '../notice/noticeCallbacks.ts';
import { openMe } from '../person/meCallbacks.ts';
import { openLeave } from './leavingCallbacks.ts';
import { openMyData } from './myDataCallbacks.ts';
import {
  openMessages,
  openPanic,
  openPanicPhrase,
  openRecoveryCode,
  openSafety,
  pressPanic,
  removePanicPhrase,
  setKeepMessages,
  typePanicPhrase,
} from './safetyCallbacks.ts';

export type SafetyFacts = { readonly hasCode: boolean; readonly line?: string | undefined };

const backButton = ({ translator: { plain } }: Reader, data: string): Button =>
  press(plain, data, ($) => $.common.back);

export const safetyButton = ({ translator: { plain } }: Reader): Button =>
  press(plain, openSafety.pack({}), ($) => $.safety.open);

export const recoveryCodeButton = ({ translator: { plain } }: Reader, hasCode: boolean): Button =>
  press(plain, openRecoveryCode.pack({}), ($) => (hasCode ? $.safety.code.replace : $.safety.code.create));

/** What is protected and what is not, and the ways to everything a person can do about it. */
export const renderSafety = (reader: Reader, { hasCode, line }: SafetyFacts): Screen => {
  const { t, plain } = reader.translator;
  const ways = [
    { label: plain(($) => $.safety.panic.open), data: openPanic.pack({}) },
    { label: plain(($) => $.safety.phrase.open), data: openPanicPhrase.pack({}) },
    { label: plain(($) => $.safety.messages.open), data: openMessages.pack({}) },
    { label: plain(($) => $.safety.notices), data: openNotices.pack({}) },
    { label: plain(($) => $.safety.mydata.open), data: openMyData.pack({}) },
    { label: plain(($) => $.safety.leave.open), data: openLeave.pack({}) },
  ];
  return {
    text: paragraphs(
      t(($) => $.safety.heading),
      line,
      t(($) => $.safety.protected),
      t(($) => $.safety.notProtected),
      t(($) => (hasCode ? $.safety.code.has : $.safety.code.none)),
    ),
    keyboard: [
      [recoveryCodeButton(reader, hasCode)],
      ...ways.map(({ label, data }) => [button(label, data)]),
      [backButton(reader, openMe.pack({}))],
    ],
  };
};

/** The phrase that works like `/panic`: whether there is one, never which. */
export const renderPhraseState = (reader: Reader, hasPhrase: boolean): Screen => {
  const { t, plain } = reader.translator;
  const remove = press(plain, removePanicPhrase.pack({}), ($) => $.safety.phrase.remove);
  return {
    text: paragraphs(
      t(($) => $.safety.phrase.heading),
      t(($) => $.safety.phrase.what),
      t(($) => (hasPhrase ? $.safety.phrase.has : $.safety.phrase.none)),
    ),
    keyboard: [
      [
        press(plain, typePanicPhrase.pack({}), ($) =>
          hasPhrase ? $.safety.phrase.change : $.safety.phrase.set,
        ),
      ],
      ...(hasPhrase ? [[remove]] : []),
      [backButton(reader, openSafety.pack({}))],
    ],
  };
};

/** Whether the bot's messages stay in the chat, and what that means. */
export const renderMessagesState = (reader: Reader, areKept: boolean): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.safety.messages.heading),
      t(($) => (areKept ? $.safety.messages.kept : $.safety.messages.deleted)),
    ),
    keyboard: [
      [
        press(plain, setKeepMessages.pack({ keep: areKept ? 'no' : 'yes' }), ($) =>
          areKept ? $.safety.messages.delete : $.safety.messages.keep,
        ),
      ],
      [backButton(reader, openSafety.pack({}))],
    ],
  };
};

/** What `/panic` does and what it does not, before it is needed. */
export const renderPanic = (reader: Reader): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.safety.panic.heading),
      t(($) => $.safety.panic.what),
      t(($) => $.safety.panic.does),
      t(($) => $.safety.panic.doesNot),
      t(($) => $.safety.panic.back),
      t(($) => $.safety.panic.notInMenu),
    ),
    keyboard: [
      [press(plain, pressPanic.pack({}), ($) => $.safety.panic.now)],
      [backButton(reader, openSafety.pack({}))],
    ],
  };
};

/** After the phrase was typed; `problem` when it can't be taken. */
export const renderPanicPhrase = (reader: Reader, problem?: string): Screen => {
  const { t, plain } = reader.translator;
  const again = press(plain, typePanicPhrase.pack({}), ($) => $.safety.phrase.again);
  return {
    text: paragraphs(
      t(($) => (problem === undefined ? $.safety.phrase.chosen : $.safety.phrase.notChosen)),
      problem,
    ),
    keyboard: [...(problem === undefined ? [] : [[again]]), [safetyButton(reader)]],
  };
};

/** What a sensitive message is edited into when it is the last of its chat: it says nothing. */
export const renderLeftover = ({ translator: { t } }: Reader): Screen => ({
  text: t(($) => $.safety.leftover),
  keyboard: [],
  harmless: true,
});
