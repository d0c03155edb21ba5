import { type Button, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { homeButton } from '../kit/ways.ts';
import { openMe } from '../person/meCallbacks.ts';
import { sendMyData } from './myDataCallbacks.ts';

const backToMe = ({ translator: { plain } }: Reader): Button =>
  press(plain, openMe.pack({}), ($) => $.join.openMe);

const sendRow = ({ translator: { plain } }: Reader, isAgain: boolean): readonly Button[] => [
  press(plain, sendMyData.pack({}), ($) => (isAgain ? $.safety.mydata.again : $.safety.mydata.send)),
];

/** What the files hold and where they end up, before they are sent. */
export const renderMyData = (reader: Reader): Screen => {
  const { t } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.safety.mydata.heading),
      t(($) => $.safety.mydata.warning),
      t(($) => $.safety.mydata.where),
    ),
    keyboard: [sendRow(reader, false), [backToMe(reader)], [homeButton(reader)]],
  };
};

/** After both files: below them, because they are new messages. */
export const renderMyDataSent = (reader: Reader): Screen => ({
  text: reader.translator.t(($) => $.safety.mydata.done),
  keyboard: [sendRow(reader, true), [backToMe(reader)], [homeButton(reader)]],
});
