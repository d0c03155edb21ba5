import type { ContentLocale } from '../../governance/kit/text.ts';
import { formatMoment } from '../../i18n/format.ts';
import { type Button, type Keyboard, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { zoneText } from '../kit/zone.ts';
import { openNotices } from '../notice/noticeCallbacks.ts';
import { safetyButton } from '../safety/safety.ts';
import { changePhrase } from '../safety/verifyCallbacks.ts';
import { openTraits } from '../statistics/traitCallbacks.ts';
import {
  type City,
  cities,
  openCities,
  openMe,
  openSettings,
  setCity,
  setDiscreet,
  setLocale,
  typeZone,
} from './meCallbacks.ts';

export type SettingsFacts = {
  readonly discreet: boolean;
  /** Other languages, each by its own name. */
  readonly otherLocales: readonly { readonly locale: ContentLocale; readonly name: string }[];
  readonly now: Date;
};

const zoneLine = ({ translator, zone }: Reader, now: Date): string => {
  const { t, locale } = translator;
  return zone === undefined
    ? t(($) => $.join.settings.zoneUnknown)
    : t(($) => $.join.settings.zone, {
        zone: zoneText(translator, zone, now),
        now: formatMoment(now, locale, zone),
      });
};

export const renderSettings = (reader: Reader, facts: SettingsFacts): Screen => {
  const { t, plain } = reader.translator;
  const { discreet, otherLocales, now } = facts;
  return {
    text: paragraphs(
      t(($) => $.join.settings.heading),
      t(($) => $.join.settings.language),
      t(($) => (discreet ? $.join.settings.discreet : $.join.settings.plain)),
      zoneLine(reader, now),
    ),
    keyboard: [
      [press(plain, openCities.pack({}), ($) => $.join.settings.chooseZone)],
      [
        press(plain, setDiscreet.pack({ discreet: discreet ? 'no' : 'yes' }), ($) =>
          discreet ? $.join.settings.makePlain : $.join.settings.makeDiscreet,
        ),
      ],
      ...otherLocales.map(({ locale, name }) => [
        press(plain, setLocale.pack({ locale }), ($) => $.join.settings.switchTo, { language: name }),
      ]),
      [press(plain, openTraits.pack({}), ($) => $.statistics.traits.open)],
      [press(plain, openNotices.pack({}), ($) => $.notice.settings.open)],
      [press(plain, changePhrase.pack({}), ($) => $.join.settings.changePhrase)],
      [safetyButton(reader)],
      [press(plain, openMe.pack({}), ($) => $.common.back)],
    ],
  };
};

// Names of cities are short: two of them share a row.
const inPairs = (buttons: readonly Button[]): Keyboard =>
  buttons.flatMap((one, at) => (at % 2 === 0 ? [[one, ...buttons.slice(at + 1, at + 2)]] : []));

/** Where the choice of a zone leads: to the settings, or on with what needs one. */
export type ZoneWays = {
  readonly line?: string;
  readonly choose: (city: City) => string;
  readonly type: string;
  readonly back: string;
};
const toSettings: ZoneWays = {
  choose: (city) => setCity.pack({ city }),
  type: typeZone.pack({}),
  back: openSettings.pack({}),
};

/** A zone by city, or by its name. */
export const renderCities = (reader: Reader, ways: ZoneWays = toSettings): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: paragraphs(
      ways.line,
      t(($) => $.join.settings.cities),
    ),
    keyboard: [
      ...inPairs(cities.map((city) => press(plain, ways.choose(city), ($) => $.join.settings.city[city]))),
      [press(plain, ways.type, ($) => $.join.settings.typeZone)],
      [press(plain, ways.back, ($) => $.common.back)],
    ],
  };
};

/** After a zone was typed. */
export const renderZoneChosen = (reader: Reader, now: Date, ways?: Keyboard): Screen => ({
  text: paragraphs(
    reader.translator.t(($) => $.join.settings.zoneSaved),
    zoneLine(reader, now),
  ),
  keyboard: ways ?? [[press(reader.translator.plain, openSettings.pack({}), ($) => $.join.me.openSettings)]],
});
