import type { NewPerson } from '../types.ts';

/** What a person is in the sample Alliance; also a key of the chat page's texts. */
export type CastRole = 'guest' | 'officer' | 'verifier' | 'auditor' | 'named' | 'member';

export type CastPerson = NewPerson & { readonly id: number; readonly role: CastRole };

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
const auditor: Omit<NewPerson, 'id'> = { firstName: 'Ingrid', lastName: 'the auditor', languageCode: 'en' };

const russianNames =
  'Борис Вера Глеб Дарья Егор Жанна Захар Инна Кирилл Лариса Максим Нина Олег Полина Роман Софья Тимур Ульяна Фёдор Хава Эльвира Юрий Яна Айдар Булат Гузель Дамир Зарема Ильяс Камила'.split(
    ' ',
  );
const englishNames = 'Alex Bella Conrad Dora Edgar Flora'.split(' ');
const initials = 'АБВГ';

/** Public names on the sample's named list: some plain, some chosen, as rule G7 allows. */
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

/** Everybody of the sample Alliance, in the order in which the page lists them. */
export const cast: readonly CastPerson[] = [
  ...guests.map((person) => ({ ...person, role: 'guest' as const })),
  ...officers.map((person) => ({ ...person, role: 'officer' as const })),
  { ...verifier, role: 'verifier' as const },
  { ...auditor, role: 'auditor' as const },
  ...Array.from({ length: MEMBERS }, (_, index) => ({
    ...member(index),
    role: index < publicNames.length ? ('named' as const) : ('member' as const),
  })),
].map((person, index) => ({ ...person, id: FIRST_ID + index }));
