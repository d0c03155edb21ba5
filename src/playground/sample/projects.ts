import type { ProjectApplication, ProjectKind } from '../../governance/project/project.ts';

type Told = Pick<ProjectApplication, 'name' | 'goals' | 'tasks' | 'mechanism' | 'results'> & {
  readonly kind: ProjectKind;
  readonly region?: string;
  /** Attested; active where the size depends on it (rule D2). */
  readonly participants: number;
  readonly active?: number;
  readonly locale?: 'ru' | 'en';
};

const russianRest = {
  timeFrame: 'Год, с отчётом каждые три месяца.',
  budget:
    'Аренда серверов и помещений, переводы, две неполные ставки. Подробная смета приложена к договору с Фондом.',
  people: 'Руководитель, координатор и добровольцы.',
};
const englishRest = {
  timeFrame: 'One year, with a report every three months.',
  budget: 'Servers and rooms, translation, two part-time posts. The full estimate is with the Fund.',
  people: 'A leader, a coordinator and volunteers.',
};

/** An application as its leader handed it in. */
const application = ({
  kind,
  region,
  participants,
  active,
  locale = 'ru',
  ...texts
}: Told): ProjectApplication => ({
  ...(locale === 'en' ? englishRest : russianRest),
  ...texts,
  kind,
  region: region ?? null,
  participants,
  active: active ?? participants,
  locale,
});

/**
 * Verified projects of the sample with delegates in the Congress: one large, two medium, one small. All are invented. Eight delegates:
 * so few that a visitor can play the four of a quorum.
 */
export const seatedProjects: readonly ProjectApplication[] = [
  application({
    name: 'Маяк: независимая редакция',
    kind: 'media',
    participants: 64,
    active: 58,
    goals: 'Рассказывать о России без цензуры тем, кто в ней остался.',
    tasks: 'Ежедневный выпуск, рассылка в обход блокировок, школа для молодых журналистов.',
    mechanism: 'Редакция в трёх городах, общая лента, проверка фактов двумя людьми.',
    results: 'Сто тысяч читателей в месяц и двадцать выпускников школы.',
  }),
  application({
    name: 'Северный голос',
    kind: 'regional',
    region: 'Коми и Ненецкий округ',
    participants: 18,
    goals: 'Сохранить языки народов Севера и их голос в общей политике.',
    tasks: 'Учебники, запись рассказчиков, представительство в Конгрессе.',
    mechanism: 'Кружки в диаспоре и открытый архив записей.',
    results: 'Два учебника и сто часов записей.',
  }),
  application({
    name: 'Democrats Together',
    kind: 'opposition',
    participants: 40,
    locale: 'en',
    goals: 'A common programme of the democratic parties in exile.',
    tasks: 'Working groups, a public draft, debates in six cities.',
    mechanism: 'Groups of eight with rotating moderators.',
    results: 'A programme that five parties sign.',
  }),
  application({
    name: 'Антивоенный архив',
    kind: 'civic',
    participants: 9,
    goals: 'Сохранить свидетельства сопротивления войне.',
    tasks: 'Сбор документов, интервью, открытый каталог.',
    mechanism: 'Хранение в двух странах, описание по единым правилам.',
    results: 'Пять тысяч описанных документов.',
  }),
];

/** Verified, and about to send their first delegates; people by their place among the members, in each language. */
export const joiningProjects = [
  {
    application: application({
      name: 'Мастерская самоуправления',
      kind: 'civic',
      participants: 14,
      goals: 'Научить соседей решать вместе.',
      tasks: 'Мастерские в пяти городах, пособие, сеть ведущих.',
      mechanism: 'Выездные занятия и общий дневник ведущих.',
      results: 'Двадцать пять мастерских за год.',
    }),
    leader: 21,
    participants: [21, 22, 24, 26, 27],
    delegates: [
      { member: 22, publicName: 'Л. Мельник' },
      { member: 24, publicName: 'Тёплый ветер' },
    ],
    place: 'Вильнюс',
  },
  {
    application: application({
      name: 'Neighbours’ Workshop',
      kind: 'civic',
      participants: 12,
      locale: 'en',
      goals: 'To teach neighbours to decide together.',
      tasks: 'Workshops in three cities, a handbook.',
      mechanism: 'Weekend classes with two hosts each.',
      results: 'Fifteen workshops in a year.',
    }),
    leader: 23,
    participants: [23, 35, 41, 53],
    delegates: [
      { member: 35, publicName: 'A. Novak' },
      { member: 41, publicName: 'Wren' },
    ],
    place: 'online',
  },
] as const;

const committed = { democratic: true, internationalLaw: true };

/** Handed in, and waiting for an evaluator. */
export const waitingProjects = [
  {
    leader: 31,
    answers: {
      ...application({
        name: 'Тёплый дом',
        kind: 'humanRights',
        participants: 11,
        goals: 'Дать первое жильё тем, кто уехал из-за преследования.',
        tasks: 'Три квартиры, дежурный по связи, помощь с документами в первый месяц.',
        mechanism: 'Договоры с хозяевами жилья, очередь по срочности, взаимная помощь жильцов.',
        results: 'Шестьдесят семей за год.',
      }),
      ...committed,
    },
  },
  {
    leader: 47,
    answers: {
      ...application({
        name: 'First Steps',
        kind: 'humanRights',
        participants: 9,
        locale: 'en',
        goals: 'Help with papers in the first month abroad.',
        tasks: 'A help desk, a guide for each country, a list of trusted lawyers.',
        mechanism: 'Volunteers on duty in turns, every answer checked by a second one.',
        results: 'Four hundred people helped in a year.',
      }),
      ...committed,
    },
  },
] as const;

/** Each is one support short of its threshold; people by their place among the members. */
export const samplePetitions = [
  {
    locale: 'ru',
    author: 25,
    supporters: [60, 61, 62, 63, 64],
    title: 'Публиковать переводы решений Конгресса',
    proposal:
      'Поручить секретариату публиковать каждое решение Конгресса в переводе на английский, немецкий и польский не позже чем через неделю после сессии.',
    reasons:
      'О наших решениях судят по пересказам. Перевод в ту же неделю дойдёт до парламентов и газет раньше, чем пересказ.',
  },
  {
    locale: 'en',
    author: 29,
    supporters: [66, 67, 68, 69, 70],
    title: 'An hour of questions to the secretariat',
    proposal:
      'Begin every session with an hour in which delegates and members may put questions to the secretariat, with the answers published.',
    reasons:
      'Most of what members ask is asked again and again in private. One public hour answers it for all.',
  },
] as const;

/** Items of tomorrow's session: each class once, from the chair and from five delegates. */
export const sampleItems = {
  rules: {
    class: 'strategic',
    title: { ru: 'Регламент Конгресса', en: 'Rules of Procedure of the Congress' },
    text: {
      ru: 'Утвердить Регламент Конгресса в редакции рабочей группы.',
      en: 'Adopt the Rules of Procedure as drafted by the working group.',
    },
  },
  priorities: {
    class: 'current',
    title: { ru: 'Приоритеты на два месяца', en: 'Priorities for two months' },
    text: {
      ru: 'До следующей сессии на первом месте — помощь политзаключённым и их семьям.',
      en: 'Until the next session help for political prisoners and their families comes first.',
    },
  },
  statement: {
    class: 'statement',
    title: { ru: 'Заявление о политзаключённых', en: 'Statement on political prisoners' },
    text: {
      ru: 'Конгресс требует освободить всех, кто лишён свободы за слова и взгляды.',
      en: 'The Congress demands the release of everybody imprisoned for words and convictions.',
    },
  },
} as const;
