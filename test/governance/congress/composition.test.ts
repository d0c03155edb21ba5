import { expect, it, test } from 'vitest';
import { type AdoptedBylaws, conceptBylaws } from '../../../src/governance/bylaws/bylaws.ts';
import { composeCongress, type ProjectFacts } from '../../../src/governance/congress/composition.ts';

const concept: AdoptedBylaws = { version: 4, bylaws: conceptBylaws };

const project = (given: Partial<ProjectFacts>): ProjectFacts => ({
  id: `id-${given.number ?? 1}`,
  number: 1,
  name: 'Маяк',
  entitled: true,
  numbers: { participants: 12, active: 12 },
  fixedSeats: null,
  filled: 0,
  ...given,
});
const compose = (projects: readonly ProjectFacts[], filledByMembers = 0) =>
  composeCongress({ projects, filledByMembers }, concept);

it('counts nothing where there is nothing', () => {
  expect(compose([])).toEqual({
    projects: [],
    ofProjects: { entitled: 0, filled: 0 },
    ofMembers: { entitled: 0, filled: 0 },
    all: { entitled: 0, filled: 0 },
    strategicNeeds: 1,
    bylawsVersion: 4,
  });
});

test.each<[string, Partial<ProjectFacts>, number | null]>([
  ['D2 by its size before the first protocol', {}, 2],
  ['D2 fixed with the last protocol, whatever its size is now', { fixedSeats: 3 }, 3],
  ['D2 nobody takes part, nobody is represented', { numbers: { participants: 0, active: 0 } }, null],
  ['D1 not verified on that day', { entitled: false, fixedSeats: 2 }, null],
  ['D1 withdrawn, and its mandates run out', { entitled: false, filled: 2 }, 2],
  ['D2 smaller than its mandates', { fixedSeats: 1, filled: 3 }, 3],
])('%s', (_, given, entitled) => {
  expect(compose([project(given)]).projects.map((row) => row.entitled)).toEqual(
    entitled === null ? [] : [entitled],
  );
});

it('D5, G11 adds the individual members by the quota on the seats entitled, vacant or not', () => {
  const large = { numbers: { participants: 60, active: 51 } };
  const projects = [project({ number: 1, filled: 2 }), project({ number: 2, ...large, filled: 1 })];
  expect(compose(projects)).toMatchObject({
    projects: [
      { number: 1, size: 'medium', entitled: 2, filled: 2 },
      { number: 2, size: 'large', entitled: 3, filled: 1 },
    ],
    ofProjects: { entitled: 5, filled: 3 },
    ofMembers: { entitled: 1, filled: 0 },
    all: { entitled: 6, filled: 3 },
    strategicNeeds: 4,
  });
  // Elected when the projects had more seats: they sit until their term ends.
  expect(compose(projects, 2)).toMatchObject({ ofMembers: { entitled: 2, filled: 2 }, all: { filled: 5 } });
});
