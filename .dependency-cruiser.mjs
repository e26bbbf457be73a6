// The arrows and rooms of ARCHITECTURE.md as rules. Anything not listed here is forbidden; there is no file of exceptions.
// scripts/check-graph.ts runs them and proves that each family of rules can fail.

/** Which other parts a part may call, through their doors. Every part may also call staff. */
export const parts = {
  staff: [],
  policy: [],
  disclosures: [],
  contacts: ['policy', 'disclosures'],
  statistics: ['policy'],
  forms: ['contacts', 'policy', 'disclosures'],
  mailing: ['contacts', 'policy', 'disclosures'],
  licensing: ['contacts', 'policy', 'disclosures'],
  resellers: ['licensing', 'contacts', 'policy', 'disclosures'],
  support: ['contacts', 'policy', 'disclosures'],
  corpus: ['support', 'contacts', 'policy', 'disclosures'],
  feedback: ['policy'],
  forum: ['contacts', 'policy', 'disclosures'],
  rights: ['contacts', 'policy', 'disclosures'],
};

/**
 * What each room of a part may import. A room is a file or a folder of the same name, and may always import itself.
 *   own       rooms of the same part            ownTypes     the same, by `import type` only
 *   doors     'below': doors of parts below     doorTypes    the same, by `import type` only
 *             'staff': the door of staff only
 *   views     views of parts below              platform     'all', or the folder of platform that it may import
 *   packages  packages from npm                 core         modules of Node itself
 */
export const rooms = {
  index: { own: ['actions', 'wire', 'errors'], platform: 'all' },
  plugin: {
    own: ['routes', 'pages', 'jobs'],
    doorTypes: 'below',
    platform: 'all',
    packages: ['fastify', '@fastify/.+'],
  },
  wire: { own: [], platform: 'all', packages: ['typebox'] },
  routes: {
    own: ['actions', 'wire', 'errors'],
    doors: 'staff',
    platform: 'all',
    packages: ['fastify', '@fastify/.+', 'typebox'],
  },
  actions: {
    own: ['rules', 'store', 'mails', 'errors', 'wire'],
    ownTypes: ['tables', 'views'],
    doors: 'below',
    platform: 'all',
  },
  rules: { own: [], ownTypes: ['wire', 'tables', 'views', 'errors'], doorTypes: 'below', platformTypes: 'all' },
  store: {
    own: ['tables', 'views'],
    ownTypes: ['wire', 'rules'],
    doorTypes: 'below',
    views: true,
    platform: 'all',
    packages: ['kysely'],
  },
  tables: { own: [], doorTypes: 'below', platform: 'all', packages: ['kysely'] },
  views: { own: ['tables'], platform: 'all', packages: ['kysely'] },
  errors: { own: [], platform: 'all' },
  jobs: { own: ['actions', 'errors'], doors: 'staff', platform: 'all', packages: ['pg-boss'] },
  clauses: { own: [], platform: 'clauses' },
  personal: { own: ['store'], ownTypes: ['tables', 'wire'], platform: 'all' },
  pages: {
    own: ['actions', 'wire', 'errors'],
    doors: 'staff',
    platform: 'all',
    packages: ['fastify', '@fastify/.+', 'typebox'],
  },
  mails: { own: ['actions', 'wire', 'errors'], ownTypes: ['tables', 'rules'], platform: 'all' },
};

/** Staff keeps the accounts, so its rooms may also use the sign-in library. */
const staffPackages = ['better-auth', '@better-auth/.+'];

/** Rooms that only tests hold. */
export const testRooms = ['fixtures'];

export const testCode = ['\\.test\\.tsx?$', '^src/.*/fixtures(?:\\.ts$|/)', '^test/'];
const local = '^(?:src|desk|beacon|sdk|examples|test|bench|scripts)/|^[^/]+\\.(?:[cm]?[jt]sx?|json)$';
const notTest = { pathNot: testCode };

const room = (name, part) => `^src/parts/${part}/${name}(?:\\.ts$|/)`;
const own = (name) => room(name, '$1');
const otherDoors = '^src/parts/(?!$1/)[^/]+/index\\.ts$';
const staffDoor = '^src/parts/staff/index\\.ts$';
const doors = { below: otherDoors, staff: staffDoor };
const platform = (which) => (which === 'all' ? '^src/platform/' : `^src/platform/${which}(?:\\.ts$|/)`);

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

function roomRules([name, may]) {
  const from = { path: room(name, '([^/]+)'), ...notTest };
  const any = [own(name), ...may.own.map(own)];
  if (may.doors) any.push(doors[may.doors]);
  if (may.views) any.push(room('views', '(?!$1/)[^/]+'));
  if (may.platform) any.push(platform(may.platform));
  const types = (may.ownTypes ?? []).map(own);
  if (may.doorTypes) types.push(doors[may.doorTypes]);
  if (may.platformTypes) types.push(platform(may.platformTypes));
  const listed = (may.packages ?? []).map((name) => `^node_modules/(?:@types/)?${name}/`);
  const packages = [...listed, ...staffPackages.map((name) => `^node_modules/${name}/`)];
  const rules = [
    forbid(`room-${name}`, `${name} imports a room that it may not`, from, {
      path: local,
      pathNot: [...any, ...types],
    }),
    forbid(
      `room-${name}-packages`,
      `${name} imports a package or module of Node that it may not`,
      { ...from, pathNot: [...testCode, '^src/parts/staff/'] },
      { path: 'node_modules/', ...(listed.length > 0 && { pathNot: listed }) },
    ),
    forbid(
      `room-${name}-packages-of-staff`,
      `${name} of staff imports a package that it may not`,
      { path: room(name, 'staff'), ...notTest },
      { path: 'node_modules/', pathNot: packages },
    ),
    forbid(`room-${name}-core`, `${name} imports a module of Node; platform offers what parts need`, from, {
      dependencyTypes: ['core'],
    }),
  ];
  if (types.length > 0) {
    const to = { path: types, pathNot: any, dependencyTypesNot: ['type-only'] };
    rules.push(forbid(`room-${name}-types-only`, `${name} may import this by \`import type\` only`, from, to));
  }
  return rules;
}

const arrowRules = Object.entries(parts).map(([part, below]) => {
  const allowed = [...new Set([part, 'staff', ...below])].join('|');
  const from = { path: `^src/parts/${part}/`, ...notTest };
  const to = { path: '^src/parts/', pathNot: `^src/parts/(?:${allowed})/` };
  return forbid(`arrow-${part}`, `${part} may call ${[...below, 'staff'].join(', ')} and no other part`, from, to);
});

/** Everything outside the parts: what it may import of the project's own files. */
function layer(name, from, allowed) {
  return forbid(
    `layer-${name}`,
    `${name} imports what lies above or beside it`,
    { path: from, ...notTest },
    {
      path: local,
      pathNot: allowed,
    },
  );
}
const wiredByApp = '^src/parts/[^/]+/(?:index\\.ts$|(?:plugin|clauses|personal|jobs)(?:\\.ts$|/))';
const anyWire = room('wire', '[^/]+');

const layerRules = [
  layer('main', '^src/main\\.ts$', ['^src/app(?:\\.ts$|/)', '^src/platform/']),
  layer('app', '^src/app\\.ts$', ['^src/app/', wiredByApp, '^src/platform/']),
  layer('app-folder', '^src/app/(?!clauses/)', ['^src/app/', wiredByApp, '^src/platform/']),
  layer('app-clauses', '^src/app/clauses/', ['^src/app/clauses/', '^src/platform/clauses/']),
  layer('cli', '^src/cli/', [
    '^src/(?:cli|app|platform)/',
    '^src/(?:app|main)\\.ts$',
    '^src/parts/[^/]+/index(?:\\.ts$|/)',
  ]),
  layer('platform', '^src/platform/', ['^src/platform/']),
  layer('desk', '^desk/', ['^desk/', anyWire]),
  forbid(
    'layer-desk-types-only',
    'the desk may import types of the wire only',
    { path: '^desk/', ...notTest },
    {
      path: anyWire,
      dependencyTypesNot: ['type-only'],
    },
  ),
  layer('beacon', '^beacon/', ['^beacon/']),
  layer('sdk', '^sdk/', ['^sdk/']),
  // What somebody else would write: the library by its door, and nothing of the server.
  layer('examples', '^examples/', ['^examples/', '^sdk/index\\.ts$']),
  forbid(
    'layer-beacon-packages',
    'the beacon imports nothing; what builds it is not the beacon',
    { path: '^beacon/(?!vite\\.config\\.ts$)', ...notTest },
    {
      path: 'node_modules/',
    },
  ),
  forbid(
    'layer-sdk-packages',
    'the client library depends on nothing',
    { path: '^sdk/', ...notTest },
    {
      path: 'node_modules/',
    },
  ),
  layer('scripts', '^scripts/', ['^scripts/', '^src/(?:platform|cli)/', '^\\.dependency-cruiser\\.mjs$']),
];

const generalRules = [
  forbid(
    'door',
    'another part is called through its index.ts; only its views and the wire have doors of their own',
    {
      path: '^src/parts/([^/]+)/',
      ...notTest,
    },
    {
      path: '^src/parts/',
      pathNot: ['^src/parts/$1/', otherDoors, room('views', '[^/]+')],
    },
  ),
  forbid(
    'no-test-code',
    'what ships must not lean on tests, benches or scripts',
    {
      path: '^(?:src|desk|beacon|sdk|examples)/',
      pathNot: testCode,
    },
    {
      path: [...testCode, '^(?:test|bench|scripts)/'],
    },
  ),
  forbid('no-cycle', 'a cycle has no bottom to start reading from', {}, { circular: true }),
  forbid('unresolved', 'nothing is found under this name', {}, { couldNotResolve: true }),
  forbid(
    'undeclared-package',
    'the package is not in package.json',
    {},
    {
      dependencyTypes: ['npm-no-pkg', 'npm-unknown'],
    },
  ),
  forbid(
    'server-development-package',
    'the server runs without development packages',
    {
      path: '^src/',
      pathNot: testCode,
    },
    {
      dependencyTypes: ['npm-dev'],
      dependencyTypesNot: ['type-only'],
    },
  ),
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [...generalRules, ...layerRules, ...arrowRules, ...Object.entries(rooms).flatMap(roomRules)],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
};
