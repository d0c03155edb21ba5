import type { NewPerson } from '../types.ts';

/** What a person is in the sample Alliance; also a key of the chat page's texts. `named`: has a public name. */
export type CastRole = 'guest' | 'officer' | 'verifier' | 'auditor' | 'evaluator' | 'named' | 'member';

/** A part in the story that the page shows instead of the role: a key of its texts too. */
export type CastPart = 'chair' | 'delegate' | 'leader' | 'author';

export type CastPerson = NewPerson & {
  readonly id: number;
  readonly role: CastRole;
  readonly part?: CastPart;
};

/** Sample accounts have ids of their own range, far from those of people added on the page. */
const FIRST_ID = 7_000_001;

const guests: readonly Omit<NewPerson, 'id'>[] = [
  { firstName: 'Анна', languageCode: 'ru' },
  { firstName: 'Daniel', languageCode: 'en' },
];

const officers: readonly Omit<NewPerson, 'id'>[] = [
  { firstName: 'Ольга', lastName: 'из секретариата', languageCode: 'ru' },
  { firstName: 'Peter', lastName: 'of the secretariat', languageCode: 'en' },
];

/** One who talks to newcomers and may do little else, and one who reads what the others did. */
const verifier: Omit<NewPerson, 'id'> = { firstName: 'Тамара', lastName: 'по приёму', languageCode: 'ru' };
/** They judge projects by the Fund's criteria. */
const evaluators: readonly Omit<NewPerson, 'id'>[] = [
  { firstName: 'Рустам', lastName: 'эксперт Фонда', languageCode: 'ru' },
  { firstName: 'Helen', lastName: 'the evaluator', languageCode: 'en' },
];
const auditor: Omit<NewPerson, 'id'> = { firstName: 'Ingrid', lastName: 'the auditor', languageCode: 'en' };

const russianNames =
  'Борис Вера Глеб Дарья Егор Жанна Захар Инна Кирилл Лариса Максим Нина Олег Полина Роман Софья Тимур Ульяна Фёдор Хава Эльвира Юрий Яна Айдар Булат Гузель Дамир Зарема Ильяс Камила'.split(
    ' ',
  );
const englishNames = 'Alex Bella Conrad Dora Edgar Flora'.split(' ');
const initials = 'АБВГ';

/** Public names on the sample's named list, of which the first are delegates: some plain, some chosen, as rule G7 allows. */
export const publicNames: readonly string[] = [
  'Наталья Н.',
  'Северный ветер',
  'Р. Ахметов',
  'Ирина Соловьёва',
  'Делегат из Риги',
  'М. Цой',
  'Вереск',
  'Анатолий П.',
  'Лесная',
  'К. Бадмаева',
  'Сергей из Тбилиси',
  'Ольга Т.',
  'Пётр Великанов',
  'Чайка',
  'Д. Оюн',
  'Мария Гордеева',
  'Полярник',
  'Е. Саблина',
  'Тихий Дон',
  'Ж. Мамедова',
  'Инженер из Берлина',
];

const MEMBERS = 120;
/** More of them in the playground: a petition needs seven, and still seven when a few guests have joined (rule T1). */
const MORE_MEMBERS = 4;
/** By their place among the members, one for each language: who leads a project that sends its first delegates, who wrote a petition. */
const joiningLeaders = [21, 23] as const;
const petitionAuthors = [25, 29] as const;
const DELEGATES = 8;
const parts = new Map<number, CastPart>([
  ...Array.from({ length: DELEGATES }, (_, index): [number, CastPart] => [
    index,
    index === 0 ? 'chair' : 'delegate',
  ]),
  ...joiningLeaders.map((index): [number, CastPart] => [index, 'leader']),
  ...petitionAuthors.map((index): [number, CastPart] => [index, 'author']),
]);
/** Every sixth reads English, as in a real diaspora. */
const ENGLISH_EVERY = 6;

const member = (index: number): Omit<NewPerson, 'id'> => {
  const english = index % ENGLISH_EVERY === ENGLISH_EVERY - 1;
  const names = english ? englishNames : russianNames;
  const turn = english ? Math.floor(index / ENGLISH_EVERY) : index;
  const name = names[turn % names.length] ?? 'Член Альянса';
  const initial = initials[Math.floor(index / names.length) % initials.length] ?? '';
  return {
    firstName: name,
    lastName: english ? `${index + 1}` : `${initial}.`,
    languageCode: english ? 'en' : 'ru',
  };
};

const COUNTRIES = ['DE', 'DE', 'GE', 'RS'] as const;
const isWoman = (name: string): boolean => /(?:[аяa]|ль)$/.test(name);

/** What a member of the sample said about themselves: most did, some said nothing, so that there is something to count. */
export const sampleTraits = ({ firstName }: CastPerson, index: number) => ({
  ...(index % 5 === 0 ? {} : { country: COUNTRIES[index % COUNTRIES.length] ?? 'DE' }),
  ...(index % 4 === 0 ? {} : { gender: isWoman(firstName) ? 'woman' : 'man' }),
  ...(index % 3 === 0 ? {} : { origin: index % 2 === 0 ? 'russian' : 'other' }),
});

const memberOf = (index: number) => {
  const part = parts.get(index);
  const role = index < publicNames.length ? ('named' as const) : ('member' as const);
  return { ...member(index), role, ...(part === undefined ? {} : { part }) };
};

/** Everybody of the playground, in the order in which the page lists them. */
export const storyCast: readonly CastPerson[] = [
  ...guests.map((person) => ({ ...person, role: 'guest' as const })),
  ...officers.map((person) => ({ ...person, role: 'officer' as const })),
  { ...verifier, role: 'verifier' as const },
  { ...auditor, role: 'auditor' as const },
  ...evaluators.map((person) => ({ ...person, role: 'evaluator' as const })),
  ...Array.from({ length: MEMBERS + MORE_MEMBERS }, (_, index) => memberOf(index)),
].map((person, index) => ({ ...person, id: FIRST_ID + index }));

/** The smaller sample that tests know. */
export const cast: readonly CastPerson[] = storyCast.slice(0, -MORE_MEMBERS);
/** How many members the playground has before anybody joins. */
export const storyMembers = MEMBERS + MORE_MEMBERS;

/** How the page shows somebody: by their part in the story, else by their role. */
export const shownRole = ({ role, part }: CastPerson): string => part ?? role;
