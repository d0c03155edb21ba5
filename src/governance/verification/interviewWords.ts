import type { ContentLocale } from '../kit/text.ts';

/** Plain words, hard to mishear: an impostor would have to guess one of sixty-four. */
const words: Readonly<Record<ContentLocale, string>> = {
  ru: `апрель берёза ветер глобус дерево ёлка жёлудь зеркало игла капуста лампа мельница никель облако парус радуга
    самовар тетрадь улитка фонарь хижина цапля чайник шиповник щегол экран юнга якорь абрикос балкон вишня гитара
    дуб енот журавль зонт ирис карандаш ласточка мост ножницы огурец пианино ракушка снегирь тополь утюг флейта
    хлопок циркуль черника шахматы щука эхо юла ящерица арбуз барабан валенок гроза дыня ель жаворонок звонок`,
  en: `april birch candle dolphin eagle feather garden harbour island jacket kettle lantern meadow needle orchard piano
    quilt river saddle temple umbrella violin willow yacht zebra anchor basket cherry diamond engine forest guitar
    hammer iceberg jungle kitten lemon mirror napkin otter pepper quarry ribbon silver tulip valley walnut yogurt
    almond bridge copper donkey falcon ginger hazel ivory kayak ladder marble nickel olive pillow rocket sparrow`,
};

/** The words of one language, in a fixed order. */
export const interviewWords = (locale: ContentLocale): readonly string[] => words[locale].split(/\s+/u);

/**
 * Two different words: what the officers say and what the person answers. `bytes` gives so many random bytes; the lists have 64
 * words, a power of two, so that all are equally likely.
 */
export const drawWords = (
  locale: ContentLocale,
  bytes: (count: number) => Uint8Array,
): { readonly officers: string; readonly person: string } => {
  const list = interviewWords(locale);
  for (;;) {
    const [first = 0, second = 0] = bytes(2);
    const [officers = '', person = ''] = [list[first % list.length], list[second % list.length]];
    if (officers !== person) return { officers, person };
  }
};
