import { approveCase, openCase } from './admission.ts';
import { inviteToList, openBallotDesk } from './officeWork.ts';
import { asShown, beginning, type Walker } from './walker.ts';

// Ids as wide as Telegram's may be, words that stand nowhere else; Latin and Cyrillic, because they are written differently.
/** The Telegram ids of those whom nothing may name. */
export const ids = {
  vouched: 4_123_986_547_031_977,
  admitted: 4_398_761_205_934_113,
  stranger: 4_256_190_873_455_129,
};
/** Everything private that is typed or sent. */
export const words = {
  firstName: 'Жъюквафирст',
  lastName: 'Щэълнаменик',
  username: 'zqxwusernamevkj',
  strangerName: 'Ыъгзнезнакомц',
  phrase: 'ъпшфразажгя',
  request: 'щъзявкаыфх zqrequestvxj',
  secondRequest: 'жфявканеды',
  reason: 'цъпричинащж',
  questionRu: 'ъжвопросфщю',
  questionEn: 'zqquestionxvj',
  unsaved: 'фъчерновикжщ',
  publicName: 'Ъшименемщ',
  halfName: 'Гъпсевдонимжф',
  smallTalk: 'бъразговорщж zqtalkxjv',
  command: 'zqcommandvxw',
  voteWord: 'ъголосщжф',
  payload: 'zqpayloadxwj',
  caption: 'хъподписьжщ',
  edited: 'эъправкащжю',
  zone: 'Kiritimati',
  phone: '+79997351846',
  panicPhrase: 'ъфусловнщжя',
  otherPanicPhrase: 'zqinnocuouswxj',
  country: 'Тувалу',
  letter: 'ъшписьмощжк',
  answer: 'гъответжщю',
  room: 'zqroomxvwj',
  note: 'ъзаметкажщф',
  grounds: 'ъжоснованиящф бкъподозренийщж',
  statement: 'ъобъяснениежщ',
  finding: 'жъпричинищрешф',
  appeal: 'ъщжалобафю',
  broadcastRu: 'ъжрассылкащф',
  broadcastEn: 'zqbroadcastxvj',
  buttonLabel: 'zqlabelwvx',
  documentName: 'zqfilenamexvj',
  documentBytes: 'zqpdfbytesxwv',
  projectName: 'Ъжназваниещф',
  projectGoals: 'ъжцелищфюж',
  projectBudget: 'ъжбюджетщфю',
  projectPeople: 'ъжлюдищфюж',
  projectRegion: 'Ъжкрайщфю',
  advice: 'ъжсоветщфюж',
  participant: 'Ъжучастникщф',
  votePlace: 'ъжместощфюж',
  scanBytes: 'zqscanbytesxwv',
  scanName: 'zqscannamexwv',
  delegateName: 'Ъжделегатщф',
  unsentPetition: 'ъжнепосланощф',
  report: 'ъжобвинениещф',
  jurorReason: 'ъжповодщфюж',
  sessionPlace: 'ъжзалщфюжъ',
  draftRu: 'ъпроектщжтекста',
  draftEn: 'zqdrafttextvxj',
  draftName: 'zqdraftnamevx',
} as const;

/** A ballot that stays a draft, and a form left half filled in. */
export const draftBallot = async (walker: Walker): Promise<void> => {
  const { say, go, plain, t } = walker;
  await openBallotDesk(walker);
  const begin = async (): Promise<void> => {
    await go(
      plain(($) => $.ballot.desk.new),
      beginning(t(($) => $.ballot.form.class.ask)),
    );
    await go(
      plain(($) => $.ballot.form.class.strawPoll),
      t(($) => $.ballot.form.choices.ask),
    );
    await go(
      plain(($) => $.ballot.form.choices.yesNo),
      beginning(t(($) => $.ballot.form.questionRu.ask)),
    );
  };
  await begin();
  await say(`${words.questionRu}?`, beginning(t(($) => $.ballot.form.questionEn.ask)));
  await say(`${words.questionEn}?`, beginning(t(($) => $.ballot.form.duration.ask)));
  await go(
    plain(($) => $.ballot.form.duration.day),
    words.questionEn,
  );
  await go(
    plain(($) => $.ballot.form.save),
    words.questionRu,
  );
  await go(
    plain(($) => $.ballot.desk.toDesk),
    t(($) => $.ballot.desk.title),
  );
  await begin();
  await say(`${words.unsaved}?`, beginning(t(($) => $.ballot.form.questionEn.ask)));
  await say(
    '/cancel',
    t(($) => $.common.formLeft),
  );
};

/** A public name that nothing has published: agreed to, confirmed by the other officer. */
export const takePublicName = async (walker: Walker, inviting: Walker, confirming: Walker): Promise<void> => {
  const { say, go, plain, t } = walker;
  const [link = 'no link'] = /list_[\w-]{22}/.exec(await inviteToList(inviting)) ?? [];
  const asked = beginning(t(($) => $.list.form.ask));
  await say(`/start ${link}`, asked);
  await say(words.halfName, words.halfName);
  await say(
    '/cancel',
    t(($) => $.common.formLeft),
  );
  await say(`/start ${link}`, asked);
  await say(words.publicName, words.publicName);
  await go(
    plain(($) => $.list.form.confirm),
    beginning(t(($) => $.list.form.sent)),
  );
  await approveCase(
    confirming,
    'proposals',
    words.publicName,
    confirming.t(($) => $.office.done.listEntry),
  );
};

/** Everything that nobody asked for. */
export const prattle = async ({ say, person, sees, t, heard }: Walker): Promise<void> => {
  const home = t(($) => $.common.homeTitle);
  const unknown = t(($) => $.common.unknownText);
  await say(words.smallTalk, unknown);
  await say(
    `/${words.command} ${words.command}`,
    t(($) => $.common.unknownCommand),
  );
  await say(`/vote 1 ${words.voteWord}`, ' ');
  await say(`/start ${words.payload}`, home);
  await say(`/start vouch_${words.payload}`, ' ');
  const since = heard.length;
  await person.sendMedia('photo', { caption: words.caption });
  await sees(
    t(($) => $.verification.unwanted),
    since,
  );
  await person.sendMedia('contact', { text: words.phone });
  const typed = person.chat().findLast(({ from, text }) => !from.is_bot && text !== undefined);
  await person.editText(typed?.message_id ?? 0, words.edited);
  await sees(
    t(($) => $.common.editedIgnored),
    since,
  );
};

/** A zone by its name, sealed with the profile. */
export const chooseZone = async ({ say, go, plain, t }: Walker): Promise<void> => {
  await say('/me', beginning(t(($) => $.join.me.heading)));
  await go(
    plain(($) => $.join.me.openSettings),
    t(($) => $.join.settings.heading),
  );
  await go(
    plain(($) => $.join.settings.chooseZone),
    beginning(t(($) => $.join.settings.cities)),
  );
  await go(
    plain(($) => $.join.settings.typeZone),
    beginning(t(($) => $.join.settings.zoneQuestion)),
  );
  await say(`Pacific/${words.zone}`, beginning(asShown(t(($) => $.join.settings.zoneSaved))));
};

/** The first request is declined with a reason. */
export const decline = async (officer: Walker, applicant: Walker): Promise<void> => {
  await openCase(officer, 'admissions', words.secondRequest);
  await officer.go(
    officer.plain(($) => $.office.decline),
    officer.plain(($) => $.office.declineFormTitle),
  );
  await officer.say(
    words.reason,
    officer.t(($) => $.office.declinedAdmission),
  );
  await applicant.sees(words.reason);
};
