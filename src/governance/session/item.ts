export const itemClasses = ['strategic', 'current', 'statement'] as const;
export type ItemClass = (typeof itemClasses)[number];
export const itemStates = ['moved', 'waiting', 'agenda', 'open', 'decided', 'withdrawn'] as const;
export type ItemState = (typeof itemStates)[number];
export const movers = ['petition', 'appeal', 'chair', 'delegates'] as const;
export type Mover = (typeof movers)[number];

/** What is strategic whatever anybody says (rule G11), and everything else. */
export const itemSubjects = [
  'other',
  'charter',
  'rules',
  'bylaws',
  'declaration',
  'expulsion',
  'dissolution',
  'negotiations',
] as const;
export type ItemSubject = (typeof itemSubjects)[number];
