// Who may import whom. Every rule says why it exists; test/gate/importRules.ts plants a violation of each. A type that is imported
// is a dependency like any other, unless a rule says otherwise.

/**
 * The order of nouns in governance and actions: a noun knows itself, `kit` and those before it, in both layers. So a newcomer reads
 * from the first to the last without looking ahead, and no two nouns lean on each other (docs/architecture.md).
 */
export const nouns = [
  'journal',
  'person',
  'audit',
  'proposal',
  'bylaws',
  'notice',
  'token',
  'member',
  'alarm',
  'declaration',
  'statistics',
  'letter',
  'verification',
  'joining',
  'founder',
  'broadcast',
  'congress',
  'session',
  'agenda',
  'sitting',
  'list',
  'office',
  'project',
  'petition',
  'ballot',
  'mandate',
  'projectVote',
  'protocol',
  'case',
  'decision',
  'safety',
  'approval',
  'installation',
];

const only = (name, comment, from, ...allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: [from, ...allowed], dependencyTypesNot: ['npm', 'npm-dev', 'core'] },
});

const never = (name, comment, from, to, extra = {}) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, ...extra },
  to: { path: to },
});

const src = (...rooms) => rooms.map((room) => `^src/${room}`);

const inOrder = (noun, index) =>
  never(
    `order-${noun}`,
    'A noun that knew a later one would have to be read, and changed, together with it.',
    `^src/(governance|actions)/${noun}/`,
    `^src/(governance|actions)/(${nouns.slice(index + 1).join('|')})/`,
  );

export default {
  forbidden: [
    // The last one has nobody after it.
    ...nouns.slice(0, -1).map(inOrder),
    never(
      'kit-knows-no-noun',
      'The kit is what all nouns share, so it may know none of them.',
      '^src/(governance|actions)/kit/',
      `^src/(governance|actions)/(${nouns.join('|')})/`,
    ),
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
      ...src('governance/', 'i18n/', 'db/read/', '(config|result|canonical)\\.ts$'),
    ),
    {
      name: 'views-are-types',
      comment:
        'A screen or a file shows what a read hands out, and takes its type from there; it never reads by itself.',
      severity: 'error',
      from: { path: '^src/(messages|documents)/' },
      to: { path: '^src/db/', dependencyTypesNot: ['type-only'] },
    },
    only(
      'i18n-knows-no-room',
      'Languages serve every room.',
      '^src/i18n/',
      ...src('config\\.ts$'),
      '^locales/',
    ),
    only(
      'cards-know-texts-only',
      'A picture shows what it is given; where a word may be broken is the same everywhere.',
      '^src/cards/',
      ...src('governance/kit/(text|breaking)\\.ts$', 'messages/', 'i18n/', 'result\\.ts$'),
    ),
    only(
      'documents-know-texts-only',
      'A file says what it is given, in the words of the texts.',
      '^src/documents/',
      ...src('messages/', 'i18n/', 'governance/', 'db/read/', '(result|canonical)\\.ts$'),
    ),
    only(
      'telegram-knows-no-rule',
      'What bot and jobs share of Telegram; members and ballots are none of its business. Texts are broken everywhere alike.',
      '^src/telegram/',
      ...src(
        'governance/kit/(text|breaking)\\.ts$',
        'messages/kit/(screen|callback)\\.ts$',
        'db/vault\\.ts$',
        '(config|deps|result|log)\\.ts$',
      ),
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
