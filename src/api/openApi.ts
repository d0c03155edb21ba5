import type { Api } from './context.ts';

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
    tags: [
      'declarations',
      'ballots',
      'approvals',
      'questions',
      'members',
      'offices',
      'audit',
      'tokens',
      'petitions',
      'journal',
      'sessions',
      'congress',
    ].map((name) => ({ name })),
  });
};
export type OpenApiDocument = ReturnType<typeof openApiDocument>;
