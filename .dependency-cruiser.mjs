// Who may import whom. Every rule says why it exists; test/gate/importRules.ts plants a violation of each.
const only = (name, comment, from, ...allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: [from, ...allowed], dependencyTypesNot: ['type-only', 'npm', 'npm-dev', 'core'] },
});

const never = (name, comment, from, to, extra = {}) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, ...extra },
  to: { path: to },
});

const src = (...rooms) => rooms.map((room) => `^src/${room}`);

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle hides which of two rooms is the foundation.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'governance-is-pure',
      comment: 'The Concept as code must be readable and testable without a server, a clock or a network.',
      severity: 'error',
      from: { path: '^src/governance/' },
      to: { pathNot: ['^src/governance/', '^src/(result|canonical)\\.ts$', '^node_modules/zod/'] },
    },
    {
      name: 'foundations-know-nothing-above',
      comment: 'Results, canonical JSON, configuration and the log are used by all, so they may use nobody.',
      severity: 'error',
      from: { path: '^src/(result|canonical|config|log)\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(result|canonical|config|log)\\.ts$' },
    },
    only('schema-is-tables-only', 'Tables describe data; rules live in governance.', '^src/db/schema/'),
    only(
      'db-knows-tables-and-rules-types',
      'Reading and writing gathers facts; it decides nothing and shows nothing.',
      '^src/db/(read|write)/',
      ...src('db/', 'governance/', '(config|deps|result|canonical|log)\\.ts$'),
    ),
    only(
      'actions-know-no-edge',
      'A chat button, an API call and a timer call the same action; it must not know which.',
      '^src/actions/',
      ...src('governance/', 'counting/', 'election/', 'db/', '(config|deps|result|canonical|log)\\.ts$'),
    ),
    only(
      'messages-are-pure',
      'A text is a function of language and data, usable by bot, jobs and pages alike.',
      '^src/messages/',
      ...src('governance/', 'i18n/', '(config|result|canonical)\\.ts$'),
    ),
    only(
      'i18n-knows-no-room',
      'Languages serve every room.',
      '^src/i18n/',
      ...src('config\\.ts$'),
      '^locales/',
    ),
    only(
      'cards-know-texts-only',
      'A picture shows what it is given.',
      '^src/cards/',
      ...src('messages/', 'i18n/', 'result\\.ts$'),
    ),
    only(
      'documents-know-texts-only',
      'A file says what it is given, in the words of the texts.',
      '^src/documents/',
      ...src('messages/', 'i18n/', 'governance/', '(result|canonical)\\.ts$'),
    ),
    only(
      'telegram-knows-no-rule',
      'What bot and jobs share of Telegram; members and ballots are none of its business.',
      '^src/telegram/',
      ...src('messages/kit/(screen|callback)\\.ts$', 'db/vault\\.ts$', '(config|deps|result|log)\\.ts$'),
    ),
    never(
      'only-actions-write',
      'Every write goes through one action with its rule, transaction and notices.',
      '^src/(?!actions/|db/|playground/)',
      '^src/db/write/',
    ),
    ...['bot', 'api', 'web', 'jobs', 'scripts'].map((edge) =>
      never(
        `${edge}-knows-no-other-edge`,
        'Edges meet in actions and messages, never in one another.',
        `^src/${edge}/`,
        `^src/(?!${edge}/)(bot|api|web|jobs|scripts|playground)/`,
      ),
    ),
    never(
      'playground-talks-http',
      'The playground is Telegram: it speaks to the bot over HTTP, never from inside.',
      '^src/playground/',
      '^src/(bot|api|web|jobs|scripts)/',
    ),
    {
      name: 'client-knows-only-its-schema',
      comment:
        'Whoever talks to the API from outside has the document and nothing of ours; so has the client.',
      severity: 'error',
      from: { path: '^src/client/' },
      to: { path: '^src/', pathNot: '^src/client/' },
    },
    never(
      'nothing-uses-the-client',
      'Inside, the actions are called; the client is for programs of others and for the tests.',
      '^src/(?!client/)',
      '^src/client/',
    ),
    never(
      'nothing-imports-main',
      'The composition root builds everything and is used by nobody.',
      '^src/',
      '^src/(main|cli)\\.ts$',
    ),
    {
      name: 'no-dev-dependencies-in-src',
      comment: 'A deployment installs with --omit=dev.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/playground/browser/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-unresolvable',
      comment: 'An import that resolves nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.json'],
    },
    moduleSystems: ['es6'],
  },
};
