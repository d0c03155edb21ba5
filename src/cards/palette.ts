/**
 * Blue against orange after Okabe and Ito: told apart with every kind of colour blindness, and not red for No. The card
 * brings its own background, so that it reads the same in light and dark chats.
 */
export type Palette = Readonly<
  Record<
    | 'page'
    | 'edge'
    | 'ink'
    | 'soft'
    | 'track'
    | 'yes'
    | 'no'
    | 'abstain'
    | 'outline'
    | 'adopted'
    | 'notAdopted'
    | 'advisory'
    | 'onVerdict',
    string
  >
>;

const verdicts = { adopted: '#00619A', notAdopted: '#A63F00', advisory: '#4A5865', onVerdict: '#FFFFFF' };

export const lightPalette: Palette = {
  page: '#FFFFFF',
  edge: '#D5DCE3',
  ink: '#14202B',
  soft: '#4F5D69',
  track: '#EAEEF2',
  yes: '#0072B2',
  no: '#D55E00',
  abstain: '#7C8791',
  outline: '#7C8791',
  ...verdicts,
};

export const darkPalette: Palette = {
  page: '#17212B',
  edge: '#34465A',
  ink: '#F2F5F7',
  soft: '#A9B6C2',
  track: '#26343F',
  yes: '#56B4E9',
  no: '#F08A3C',
  abstain: '#93A0AC',
  outline: '#93A0AC',
  ...verdicts,
};
