import { powersOf, roles } from '../../governance/person/role.ts';
import type { OpenApiDocument } from '../openApi.ts';
import type { Limits } from '../windows.ts';
import { refusalText } from './refusalTexts.ts';

/** What the surroundings of every operation may refuse. */
const commonRefusals = [
  'api.unauthorized',
  'api.tooMany',
  'api.tooManyFailures',
  'api.invalid',
  'api.notJson',
  'api.bodyTooLarge',
  'api.bodyTooSlow',
  'api.keyReused',
  'api.keyInFlight',
  'api.notFound',
  'api.internal',
];

const refusalList = (codes: readonly string[]): string =>
  codes.map((code) => `- \`${code}\` — ${refusalText(code) ?? ''}`).join('\n');

const introduction = ({ perToken, perAddress, failures }: Limits): string => `
What officers of the secretariat do in the chat, by HTTP. A request does what its token’s holder may do, by the same rules and
with the same refusals; what needs two persons in the chat needs two here. For generators there is [the same description as
OpenAPI 3.1](/api/openapi.json).

A token comes from \`npm run -s veche -- token propose\`. Two officers approve it; it acts for the one who approved first and
ends on the day that was given. Keep it like a key:

\`\`\`
VECHE=… TOKEN=veche_…
curl "$VECHE/api/v1/me" -H "Authorization: Bearer $TOKEN"
\`\`\`

**Lists** come by pages: \`limit\` is 50 at most, \`nextCursor\` goes into the next request as \`cursor\`, as it came; it is
null on the last page.

**Writes** are POST with a JSON body, \`{}\` when there is nothing to say. Give each an \`Idempotency-Key\` of its own and send it
again with the same key when no answer came: within a day the same request gets the same answer, and nothing is done twice.

**Limits** by the minute: ${perToken} requests of a token, ${perAddress} of an address, ${failures} refused tokens of an
address. Beyond them the answer is 429, and \`Retry-After\` says how many seconds to wait.

**Refusals** are problem details (RFC 9457). \`code\` is the first reason, \`errors\` has all of them, with the field in \`path\`
and the numbers of the text in \`facts\`. What was sent is never repeated. 403 means a missing right, 404 that there is no such
thing for you, 409 that its state does not allow it or that another person has to do it, 400 a field that does not fit.

Any request may meet:

${refusalList(commonRefusals)}
`;

const whoMay = (power: unknown): string => {
  if (power === 'anyOfficer') return 'any officer with a working token';
  if (power === 'byKind') return 'officers with the power over that kind of case';
  const holders = roles.filter((role) => [...powersOf([role])].some((one) => one === power));
  return `${holders.join(', ')} (power ${power})`;
};

type PathItem = NonNullable<OpenApiDocument['paths']>[string];
type Responses = NonNullable<NonNullable<PathItem['get']>['responses']>;

/** Problems have one form, which the introduction tells; shown under each status it would bury the answer. */
const withoutProblems = (responses: Responses): Responses =>
  Object.fromEntries(
    Object.entries(responses).map(([status, { content, ...rest }]) => [
      status,
      status.startsWith('2') ? { content, ...rest } : rest,
    ]),
  );

const withWords = (item: PathItem): PathItem =>
  Object.fromEntries(
    Object.entries(item).map(([method, operation]) => {
      const refusals: readonly string[] = operation['x-refusals'];
      const about = `Who may: ${whoMay(operation['x-power'])}.`;
      const description =
        refusals.length === 0 ? about : `${about}\n\nRefuses by:\n\n${refusalList(refusals)}`;
      return [method, { ...operation, description, responses: withoutProblems(operation.responses) }];
    }),
  );

/** The document with what only people read: how to begin, who may, and what each refusal says. */
export const pageDocument = (document: OpenApiDocument, limits: Limits): OpenApiDocument => ({
  ...document,
  info: { ...document.info, title: 'Veche for programs', description: introduction(limits) },
  paths: Object.fromEntries(
    Object.entries(document.paths ?? {}).map(([path, item]) => [path, withWords(item)]),
  ),
});
