import {
  commonCountries,
  type Gender,
  genders,
  type Origin,
  origins,
} from '../../governance/statistics/country.ts';
import { countryName, findCountries, type NamedCountry, namedCountries } from '../kit/countryNames.ts';
import {
  type Button,
  button,
  type Keyboard,
  paragraphs,
  press,
  type Reader,
  type Screen,
} from '../kit/screen.ts';
import { turnButtons } from '../office/office.ts';
import { openSettings } from '../person/meCallbacks.ts';
import {
  dropTrait,
  findCountry,
  openCountries,
  openTrait,
  openTraits,
  setCountry,
  setGender,
  setOrigin,
  type TraitName,
  traitNames,
} from './traitCallbacks.ts';

export type TraitFacts = {
  readonly country?: string | undefined;
  readonly gender?: Gender | undefined;
  readonly origin?: Origin | undefined;
  /** The smallest group that is ever shown. */
  readonly cell: number;
};

const COUNTRIES_PER_PAGE = 7;
/** More matches than this ask for another letter instead. */
const MATCHES_SHOWN = 10;

const backToTraits = ({ translator: { plain } }: Reader): Button =>
  press(plain, openTraits.pack({}), ($) => $.common.back);

const valueText = (reader: Reader, trait: TraitName, facts: TraitFacts): string | undefined => {
  const { t, locale } = reader.translator;
  switch (trait) {
    case 'country':
      return facts.country && countryName(facts.country, locale);
    case 'gender':
      return facts.gender && t(($) => $.statistics.gender[facts.gender ?? 'other']);
    case 'origin':
      return facts.origin && t(($) => $.statistics.origin[facts.origin ?? 'other']);
  }
};

const rowsOf = (reader: Reader, facts: TraitFacts): Keyboard => {
  const { plain } = reader.translator;
  return traitNames.flatMap((trait) => {
    const open = trait === 'country' ? openCountries.pack({ page: 0 }) : openTrait.pack({ trait });
    const choose = press(plain, open, ($) => $.statistics.traits.choose[trait]);
    const drop = press(plain, dropTrait.pack({ trait }), ($) => $.statistics.traits.drop[trait]);
    return facts[trait] === undefined ? [[choose]] : [[choose], [drop]];
  });
};

/** What a person declares of themselves, why it is asked and where it is shown (rule I4). */
export const renderTraits = (reader: Reader, facts: TraitFacts): Screen => {
  const { t, plain } = reader.translator;
  const nothing = t(($) => $.statistics.traits.nothing);
  return {
    text: paragraphs(
      t(($) => $.statistics.traits.heading),
      t(($) => $.statistics.traits.why, { count: facts.cell }),
      traitNames
        .map((trait) => {
          const value = valueText(reader, trait, facts) ?? nothing;
          return t(($) => $.statistics.traits.line[trait], { value });
        })
        .join('\n'),
    ),
    keyboard: [...rowsOf(reader, facts), [press(plain, openSettings.pack({}), ($) => $.common.back)]],
  };
};

/** The choices of one declaration. */
export const renderTrait = (reader: Reader, trait: 'gender' | 'origin'): Screen => {
  const { t, plain } = reader.translator;
  const choices =
    trait === 'gender'
      ? genders.map((gender) => press(plain, setGender.pack({ gender }), ($) => $.statistics.gender[gender]))
      : origins.map((origin) => press(plain, setOrigin.pack({ origin }), ($) => $.statistics.origin[origin]));
  return {
    text: t(($) => $.statistics.traits.question[trait]),
    keyboard: [...choices.map((one) => [one]), [backToTraits(reader)]],
  };
};

const countryRows = (found: readonly NamedCountry[]): Keyboard =>
  found.map(({ code, name }) => [button(name, setCountry.pack({ country: code }))]);

const findButton = ({ translator: { plain } }: Reader): Button =>
  press(plain, findCountry.pack({}), ($) => $.statistics.traits.find);

/** The countries where most people live, page by page; the search beside them has all. */
export const renderCountries = (reader: Reader, page: number): Screen => {
  const all = namedCountries(reader.translator.locale).filter(({ code }) => commonCountries.includes(code));
  const pages = Math.ceil(all.length / COUNTRIES_PER_PAGE);
  const at = Math.min(page, pages - 1);
  const shown = all.slice(at * COUNTRIES_PER_PAGE, (at + 1) * COUNTRIES_PER_PAGE);
  return {
    text: reader.translator.t(($) => $.statistics.traits.question.country, { page: at + 1, pages }),
    keyboard: [
      [findButton(reader)],
      ...countryRows(shown),
      ...turnButtons(reader, at, pages, (to) => openCountries.pack({ page: to })),
      [backToTraits(reader)],
    ],
  };
};

/** What was found by the letters somebody typed. */
export const renderFoundCountries = (reader: Reader, words: string): Screen => {
  const { t } = reader.translator;
  const found = findCountries(words, reader.translator.locale);
  const isUsable = found.length > 0 && found.length <= MATCHES_SHOWN;
  return {
    text: isUsable
      ? t(($) => $.statistics.traits.found)
      : t(($) => $.statistics.traits[found.length === 0 ? 'notFound' : 'tooMany']),
    keyboard: [...(isUsable ? countryRows(found) : []), [findButton(reader)], [backToTraits(reader)]],
  };
};
