import type { Api } from './context.ts';

/** What the operations are about, in the order in which somebody new would want to read them. */
const tags = {
  me: 'Who the token acts for.',
  projects:
    'The registry of verified projects, and applications that evaluators judge by the Fund’s criteria.',
  protocols: 'How projects chose their delegates: the secretariat checks the form and nothing else.',
  congress: 'Who sits in the Congress on any day.',
  petitions: 'What members propose to the Congress. Who supports a petition is told to nobody.',
  sessions: 'Planning a session and its agenda, and running it on the chair’s word.',
  ballots: 'Votes of members, of a named list and of the Congress.',
  decisions: 'The register of what was decided, with the roll call and dissenting opinions.',
  broadcasts: 'Letters of the secretariat to many; a second officer approves the exact text.',
  approvals: 'What needs two officers.',
  questions: 'Letters of people to the secretariat.',
  calls: 'Calls of officers with applicants whom nobody vouches for.',
  alarms: 'Bursts of sign-ups and vouchings that somebody should look at.',
  cases: 'Cases of false vouching.',
  founders: 'The first members, while there are too few to vouch.',
  members: 'One member by number; nothing lists them.',
  declarations: 'Versions of the Founding Declaration.',
  offices: 'Roles of officers: given, taken and left.',
  tokens: 'Tokens of this API.',
  statistics: 'The Alliance in numbers, without small groups.',
  audit: 'What officers did, for the auditor.',
  journal: 'The public journal, each entry chained to the one before.',
} as const;
export type Tag = keyof typeof tags;

/** OpenAPI 3.1 from the routes' own schemas, so that what is described is what is checked. */
export const openApiDocument = (api: Api) => {
  api.openAPIRegistry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description: 'A token that two officers approved; what it does, its holder does.',
  });
  return api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Veche',
      version: '1',
      description:
        'What officers of the secretariat do, for programs. Errors are problem details (RFC 9457) with the refusal’s code. ' +
        'Lists are paged by limit (at most 50) and cursor. Writes take Idempotency-Key.',
    },
    servers: [{ url: '/' }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
  });
};
export type OpenApiDocument = ReturnType<typeof openApiDocument>;
