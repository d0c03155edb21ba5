import { words } from './canaries.ts';
import { approveAlone, headOf, numberIn, openDesk, openQueue, openRest } from './canaryDesk.ts';
import { asShown, beginning, type Walker } from './walker.ts';

/** Takes the one letter that waits, and answers. */
export const answerLetter = async (officer: Walker): Promise<void> => {
  const { go, say, plain, t } = officer;
  await openQueue(officer, 'questions');
  await go(
    plain(($) => $.office.takeNext),
    words.letter,
  );
  await go(
    plain(($) => $.question.desk.answer),
    beginning(t(($) => $.question.desk.formTitle)),
  );
  await say(words.answer, words.answer);
  await go(
    plain(($) => $.question.desk.send),
    beginning(asShown(t(($) => $.question.desk.answered, { number: 1 }))),
  );
};

const pdf = (mark: string) => Buffer.from(`%PDF-1.7\n1 0 obj\n<<>>\nendobj\n% ${mark}\n%%EOF\n`);

/** A broadcast to the officers, with a document; `isSent` has it approved, else it stays a draft. */
export const writeBroadcast = async (writer: Walker, second: Walker, isSent: boolean): Promise<void> => {
  const { go, say, plain, t, person, sees } = writer;
  const ask = (step: 'en' | 'buttons' | 'class' | 'who' | 'language' | 'country' | 'when'): string =>
    headOf(t(($) => $.broadcast.form[step].ask, { max: '?' }));
  await openDesk(writer);
  await go(
    plain(($) => $.office.openBroadcasts),
    headOf(t(($) => $.broadcast.form.document.ask)),
  );
  const since = writer.heard.length;
  await person.sendMedia('document', {
    bytes: pdf(words.documentBytes),
    fileName: `${words.documentName}.pdf`,
    mimeType: 'application/pdf',
  });
  await sees('1024', since);
  await say(words.broadcastRu, ask('en'));
  await say(words.broadcastEn, ask('buttons'));
  await say(
    `${words.buttonLabel} | ${words.buttonLabel} | https://${words.buttonLabel}.example.org/`,
    ask('class'),
  );
  await go(
    plain(($) => $.broadcast.form.class.binding),
    ask('who'),
  );
  await go(
    plain(($) => $.broadcast.form.who.officers),
    ask('language'),
  );
  await go(
    plain(($) => $.broadcast.form.language.any),
    ask('country'),
  );
  await go(
    plain(($) => $.broadcast.form.country.any),
    ask('when'),
  );
  await go(
    plain(($) => $.broadcast.form.when.now),
    words.broadcastRu,
  );
  await go(
    plain(($) => $.broadcast.form.save),
    beginning(t(($) => $.broadcast.form.saved)),
  );
  if (!isSent) return;
  const propose = plain(($) => $.broadcast.propose);
  await go(propose, headOf(asShown(t(($) => $.broadcast.proposeAsk, { number: 1 }))));
  const proposed = asShown(t(($) => $.broadcast.proposed, { case: '|' })).split('|')[0] ?? '';
  const { text } = await go(propose, proposed);
  await approveAlone(second, 'broadcast', Number(new RegExp(`${proposed}(\\d+)`).exec(text)?.[1]));
  await second.sees(words.broadcastEn);
};

/** A new Declaration, its texts sent as files; it waits for a second officer. */
export const proposeDeclaration = async (officer: Walker): Promise<void> => {
  const { go, say, plain, t, person, sees } = officer;
  await openDesk(officer);
  await openRest(officer);
  await go(
    plain(($) => $.office.openDeclaration),
    headOf(t(($) => $.office.declaration.decision.ask)),
  );
  await say('7-К', headOf(t(($) => $.office.declaration.editorial.ask)));
  await go(
    plain(($) => $.office.declaration.editorial.no),
    beginning(t(($) => $.office.declaration.text.ru.ask)),
  );
  const send = async (text: string, wanted: string): Promise<void> => {
    const since = officer.heard.length;
    await person.sendMedia('document', {
      bytes: Buffer.from(`${text}\n\n${'Слово word. '.repeat(80)}`),
      fileName: `${words.draftName}.txt`,
      mimeType: 'text/plain',
    });
    await sees(wanted, since);
  };
  await send(words.draftRu, beginning(t(($) => $.office.declaration.text.en.ask)));
  await send(words.draftEn, '7-К');
  await go(
    plain(($) => $.office.declaration.confirm),
    'SHA-256',
  );
};

/** Somebody is found by their number, and proposed to be erased; the other officer approves. */
export const eraseFound = async (
  [first, second]: readonly [Walker, Walker],
  memberNumber: string,
): Promise<void> => {
  const { go, say, plain, t } = first;
  await openDesk(first);
  await go(
    plain(($) => $.office.openPeople),
    beginning(t(($) => $.office.search.formQuestion)),
  );
  await say(memberNumber, memberNumber);
  const erase = plain(($) => $.office.erasure.propose);
  await go(erase, memberNumber);
  const { text } = await go(
    erase,
    asShown(t(($) => $.office.erasure.proposed, { number: '|' })).split('|')[0] ?? '',
  );
  await approveAlone(second, 'erasure', numberIn(text));
};
