// What check-graph.ts plants in a copy of the tree: imports that must be reported, and imports that must not be.
// Each violation names the rule that has to report it; a rule without a violation here fails the check.

export type Plant = {
  from: string;
  to: string;
  /** plants `import type` */
  type?: boolean;
  /** plants `import type` of the same module first: the later import of a value must still be seen */
  also?: boolean;
  /** lets the other file import this one */
  back?: boolean;
};
export type Violation = Plant & { rule: string };

const part = (path: string) => `src/parts/${path}`;
let count = 0;
/** A file of its own in the room's folder, so that no violation hides another. */
const inRoom = (name: string) => `${name}/planted-${++count}.ts`;

const room = (rule: string, from: string, to: string): Violation => ({
  rule: `room-${rule}`,
  from: inRoom(part(`licensing/${from}`)),
  to: part(`licensing/${to}`),
});

const arrow = (from: string, to: string): Violation => ({
  rule: `arrow-${from}`,
  from: inRoom(part(`${from}/actions`)),
  to: part(`${to}/index.ts`),
});

const roomsByName =
  'index plugin wire routes actions rules store tables views errors jobs clauses personal pages mails'.split(' ');

/** The door is one file; every other room may be a folder. */
const fileOf = (owner: string, name: string) =>
  name === 'index' ? part(`${owner}/index.ts`) : inRoom(part(`${owner}/${name}`));

/** Packages and modules of Node: the same violation in every room. The door is planted in parts of its own, being one file. */
const outside: Violation[] = roomsByName.flatMap((name) => [
  { rule: `room-${name}-packages`, from: fileOf('forum', name), to: 'pino' },
  { rule: `room-${name}-core`, from: fileOf('feedback', name), to: 'node:fs' },
  { rule: `room-${name}-packages-of-staff`, from: fileOf('staff', name), to: 'pino' },
]);

export const planted: Violation[] = [
  // rooms
  { rule: 'room-index', from: part('mailing/index.ts'), to: part('mailing/store.ts') },
  room('plugin', 'plugin', 'actions/planted.ts'),
  room('wire', 'wire', 'tables.ts'),
  room('routes', 'routes', 'store.ts'),
  room('actions', 'actions', 'tables-of-elsewhere.ts'),
  room('actions', 'actions', 'routes.ts'),
  room('rules', 'rules', 'store.ts'),
  room('store', 'store', 'actions/planted.ts'),
  room('tables', 'tables', 'store.ts'),
  room('views', 'views', 'store.ts'),
  room('errors', 'errors', 'store.ts'),
  room('jobs', 'jobs', 'store.ts'),
  room('clauses', 'clauses', 'actions/planted.ts'),
  room('clauses', 'clauses', 'store.ts'),
  { rule: 'room-clauses', from: inRoom(part('contacts/clauses')), to: 'src/platform/db/planted.ts' },
  room('personal', 'personal', 'actions/planted.ts'),
  room('pages', 'pages', 'store.ts'),
  room('mails', 'mails', 'store.ts'),
  { rule: 'room-rules', from: part('corpus/rules.ts'), to: part('corpus/store.ts') },
  { rule: 'room-routes', from: inRoom(part('resellers/routes')), to: part('licensing/index.ts') },
  { rule: 'room-store', from: inRoom(part('resellers/store')), to: part('licensing/store.ts') },
  // types only
  { ...room('rules-types-only', 'rules', 'tables.ts'), also: true },
  { rule: 'room-rules-types-only', from: inRoom(part('licensing/rules')), to: 'src/platform/planted.ts' },
  room('actions-types-only', 'actions', 'tables.ts'),
  room('store-types-only', 'store', 'rules/planted.ts'),
  { rule: 'room-plugin-types-only', from: inRoom(part('resellers/plugin')), to: part('licensing/index.ts') },
  { rule: 'room-tables-types-only', from: inRoom(part('resellers/tables')), to: part('licensing/index.ts') },
  room('personal-types-only', 'personal', 'tables.ts'),
  room('mails-types-only', 'mails', 'rules/planted.ts'),
  // packages, modules of Node
  ...outside,
  { rule: 'room-actions-packages', from: inRoom(part('contacts/actions')), to: 'better-auth' },
  // arrows between parts; a type is an arrow too
  arrow('staff', 'contacts'),
  { ...arrow('policy', 'disclosures'), type: true },
  arrow('disclosures', 'policy'),
  arrow('contacts', 'licensing'),
  arrow('statistics', 'contacts'),
  arrow('forms', 'mailing'),
  arrow('mailing', 'licensing'),
  arrow('licensing', 'resellers'),
  arrow('resellers', 'rights'),
  arrow('support', 'corpus'),
  arrow('corpus', 'licensing'),
  arrow('feedback', 'contacts'),
  arrow('forum', 'support'),
  arrow('rights', 'licensing'),
  // doors
  { rule: 'door', from: inRoom(part('licensing/actions')), to: part('contacts/actions/planted.ts') },
  { rule: 'door', from: inRoom(part('licensing/rules')), to: part('contacts/tables.ts'), type: true },
  { rule: 'door', from: inRoom(part('licensing/routes')), to: part('staff/routes/planted.ts') },
  // layers
  { rule: 'layer-main', from: 'src/main.ts', to: part('licensing/index.ts') },
  { rule: 'layer-app', from: 'src/app.ts', to: part('licensing/store.ts') },
  { rule: 'layer-app-folder', from: inRoom('src/app'), to: part('licensing/actions/planted.ts') },
  { rule: 'layer-app-clauses', from: inRoom('src/app/clauses'), to: part('licensing/index.ts') },
  { rule: 'layer-cli', from: inRoom('src/cli'), to: part('licensing/store.ts') },
  { rule: 'layer-platform', from: inRoom('src/platform'), to: part('licensing/index.ts') },
  { rule: 'layer-platform', from: inRoom('src/platform/db'), to: part('staff/index.ts'), type: true },
  { rule: 'layer-desk', from: 'desk/parts/licensing/planted-desk.tsx', to: part('licensing/index.ts'), type: true },
  { rule: 'layer-desk', from: 'desk/planted-platform.ts', to: 'src/platform/planted.ts' },
  {
    rule: 'layer-desk-types-only',
    from: 'desk/parts/licensing/planted-wire.tsx',
    to: part('licensing/wire/planted.ts'),
  },
  { rule: 'layer-beacon', from: 'beacon/planted.ts', to: 'src/platform/planted.ts' },
  { rule: 'layer-beacon-packages', from: 'beacon/planted-package.ts', to: 'pino' },
  { rule: 'layer-sdk', from: 'sdk/planted.ts', to: 'src/platform/planted.ts' },
  { rule: 'layer-sdk-packages', from: 'sdk/planted-package.ts', to: 'pino' },
  { rule: 'layer-examples', from: 'examples/planted.ts', to: 'src/platform/planted.ts' },
  { rule: 'layer-examples', from: 'examples/planted-inside.ts', to: 'sdk/planted-inside.ts' },
  { rule: 'layer-scripts', from: 'scripts/planted.ts', to: part('licensing/index.ts') },
  // everywhere
  { rule: 'no-test-code', from: inRoom('src/platform'), to: 'test/kit/planted.ts' },
  { rule: 'no-test-code', from: inRoom(part('licensing/actions')), to: part('licensing/fixtures.ts') },
  { rule: 'no-test-code', from: 'desk/planted-bench.ts', to: 'bench/planted.ts' },
  { rule: 'no-cycle', from: 'src/platform/planted-a.ts', to: 'src/platform/planted-b.ts', back: true },
  {
    rule: 'no-cycle',
    from: part('forum/store/planted-c.ts'),
    to: part('forum/store/planted-d.ts'),
    type: true,
    back: true,
  },
  { rule: 'unresolved', from: inRoom('src/platform'), to: './not-there.ts' },
  { rule: 'undeclared-package', from: inRoom('src/platform'), to: 'acorn' },
  { rule: 'server-development-package', from: inRoom('src/platform'), to: 'fast-check' },
];

const fine = (from: string, to: string, type = false): Plant => ({
  from: inRoom(part(from)),
  to: /^src|^[^/]+$/.test(to) ? to : part(to),
  type,
});

export const allowed: Plant[] = [
  fine('licensing/plugin', 'licensing/routes/fine.ts'),
  fine('licensing/routes', 'licensing/actions/fine.ts'),
  fine('licensing/routes', 'licensing/wire/fine.ts', true),
  fine('licensing/routes', 'staff/index.ts'),
  fine('licensing/routes', 'src/platform/http/fine.ts'),
  fine('licensing/routes', 'typebox'),
  fine('licensing/actions', 'licensing/rules/fine.ts'),
  fine('licensing/actions', 'licensing/actions/fine.ts'),
  fine('licensing/actions', 'contacts/index.ts'),
  fine('licensing/actions', 'src/platform/events/fine.ts'),
  fine('licensing/rules', 'licensing/tables/fine.ts', true),
  fine('licensing/rules', 'src/platform/ids-fine.ts', true),
  fine('licensing/rules', 'licensing/rules/fine.ts'),
  fine('licensing/store', 'licensing/tables/fine.ts'),
  fine('licensing/store', 'contacts/views/fine.ts'),
  fine('licensing/store', 'kysely'),
  fine('licensing/clauses', 'src/platform/clauses/fine.ts'),
  fine('licensing/personal', 'licensing/store/fine.ts'),
  fine('licensing/pages', 'licensing/actions/fine.ts'),
  fine('licensing/mails', 'src/platform/html/fine.ts'),
  fine('licensing/jobs', 'licensing/actions/fine.ts'),
  fine('staff/actions', 'better-auth'),
  { from: 'desk/parts/licensing/planted-fine.tsx', to: part('licensing/wire/fine.ts'), type: true },
  { from: 'src/app/planted-fine.ts', to: part('licensing/clauses/fine.ts') },
  { from: 'src/cli/planted-fine.ts', to: part('licensing/index.ts') },
  { from: part('licensing/planted-fine.test.ts'), to: part('resellers/store/fine.ts') },
  { from: 'test/journeys/planted-fine.test.ts', to: part('resellers/store/fine.ts') },
];
