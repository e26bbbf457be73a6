import { machine } from './documents.ts';

/** One question "may this build run with this feature now", with its answer. */
export interface DecisionVector {
  readonly name: string;
  /** Names of a good document and a good answer of the other two files; null for none. */
  readonly document: string | null;
  readonly status: string | null;
  /** Name of a lease; null for none. */
  readonly lease: string | null;
  readonly product: string;
  readonly builtOn: string;
  readonly feature: string | null;
  readonly machine: string | null;
  readonly lastSeen: string | null;
  readonly now: string;
  readonly networkDays: number | null;
  readonly expiryDays: number;
  readonly leaseHours: number;
  readonly clockToleranceMs: number;
  readonly run: boolean;
  readonly code: number;
  readonly until: string | null;
}

const usual = {
  document: 'perpetual',
  status: null,
  lease: null,
  product: 'MILL',
  builtOn: '2026-02-01',
  feature: null,
  machine,
  lastSeen: null,
  now: '2026-10-01T12:00:00.000Z',
  networkDays: null,
  expiryDays: 7,
  leaseHours: 8,
  clockToleranceMs: 90_000_000,
} as const;

type Changes = Partial<Omit<DecisionVector, 'name' | 'run' | 'code' | 'until'>>;
const runs = (name: string, code: number, until: string | null, changes: Changes = {}): DecisionVector => ({
  name,
  ...usual,
  ...changes,
  run: true,
  code,
  until,
});
const stops = (name: string, code: number, changes: Changes): DecisionVector => ({
  name,
  ...usual,
  ...changes,
  run: false,
  code,
  until: null,
});

const rented = { document: 'subscription' } as const;
const floats = { document: 'floating', lease: 'leased', now: '2026-09-01T09:10:00.000Z' } as const;
const lapses = '2027-03-09T12:00:00.000Z';

export const decisions: readonly DecisionVector[] = [
  runs('a perpetual licence', 0, null),
  runs('a perpetual licence, decades later', 0, null, { now: '2060-01-01T00:00:00.000Z' }),
  runs('built on the last day of maintenance, run after it', 0, null, {
    builtOn: '2027-03-01',
    now: '2031-01-01T00:00:00.000Z',
  }),
  stops('built a day after maintenance ended', 3104, { builtOn: '2027-03-02', now: '2027-04-01T00:00:00.000Z' }),
  runs('built after the first maintenance, run by a renewed document', 0, null, {
    document: 'renewed, after an offline request',
    builtOn: '2027-06-01',
    now: '2027-07-01T00:00:00.000Z',
  }),
  runs('no maintenance date', 0, null, {
    document: 'perpetual without maintenance date',
    builtOn: '2040-01-01',
    now: '2040-02-01T00:00:00.000Z',
  }),
  runs('maintenance renewed, as the server said', 0, lapsesOf('2028-03-01'), {
    status: 'renewed to 2028',
    builtOn: '2027-06-01',
    now: '2027-07-01T00:00:00.000Z',
  }),
  stops('no document', 3101, { document: null }),
  stops('another product', 3102, { product: 'LATHE' }),
  stops('another machine', 3103, { machine: 'f'.repeat(64) }),
  stops('machine unknown', 3103, { machine: null }),
  runs('any machine', 0, null, { document: 'of no machine', machine: null }),
  runs('a feature where all are included', 0, null, { feature: '5-axis' }),
  runs('a feature that is included', 0, null, { document: 'with features', feature: '3d' }),
  stops('a feature that is not included', 3105, { document: 'with features', feature: '5-axis' }),
  stops('a feature is no part of another', 3105, { document: 'with features', feature: '3' }),
  runs('a feature of a trial', 0, lapses, { document: 'trial with one feature', feature: '3d' }),
  stops('a feature that a trial does not include', 3105, { document: 'trial with one feature', feature: 'turning' }),
  runs('the program itself, where features are listed', 0, null, { document: 'with features' }),
  stops('deactivated', 3109, { status: 'deactivated' }),
  stops('suspended', 3110, { status: 'suspended' }),
  stops('revoked', 3111, { status: 'revoked' }),
  stops('on hold', 3112, { status: 'held' }),
  stops('replaced', 3113, { status: 'replaced' }),
  runs('a subscription', 0, lapses, rented),
  runs('on its last day', 0, lapses, { ...rented, now: '2027-03-01T23:59:59.999Z' }),
  runs('while it is still that day somewhere', 0, lapses, { ...rented, now: '2027-03-02T11:59:59.999Z' }),
  runs('first moment of grace', 3002, lapses, { ...rented, now: '2027-03-02T12:00:00.000Z' }),
  runs('last moment of grace', 3002, lapses, { ...rented, now: '2027-03-09T11:59:59.999Z' }),
  stops('grace is over', 3106, { ...rented, now: lapses }),
  stops('no grace was given', 3106, { ...rented, expiryDays: 0, now: '2027-03-02T12:00:00.000Z' }),
  runs('renewed, as the server said', 0, lapsesOf('2028-03-01'), { ...rented, status: 'renewed to 2028', now: lapses }),
  stops('ended early, as the server said', 3106, { ...rented, status: 'expired' }),
  runs('clock back within tolerance', 0, lapses, { ...rented, lastSeen: '2026-10-02T13:00:00.000Z' }),
  stops('clock back beyond tolerance', 3107, { ...rented, lastSeen: '2026-10-02T13:00:00.001Z' }),
  runs('clock back, but the licence has no end', 3003, null, {
    lastSeen: '2026-12-01T00:00:00.000Z',
    now: '2000-01-01T00:00:00.000Z',
  }),
  stops('clock before the build', 3107, { ...rented, now: '2026-01-01T00:00:00.000Z' }),
  stops('clock back after the licence had lapsed', 3106, { ...rented, lastSeen: '2027-04-01T00:00:00.000Z' }),
  runs('confirmed lately', 0, '2026-10-01T09:00:00.000Z', {
    status: 'good',
    networkDays: 30,
    now: '2026-09-10T00:00:00.000Z',
  }),
  runs('not confirmed for half of the grace', 3001, '2026-10-01T09:00:00.000Z', {
    status: 'good',
    networkDays: 30,
    now: '2026-09-16T09:00:00.000Z',
  }),
  runs('last moment without the server', 3001, '2026-10-01T09:00:00.000Z', {
    status: 'good',
    networkDays: 30,
    now: '2026-10-01T08:59:59.999Z',
  }),
  stops('not confirmed for too long', 3108, { status: 'good', networkDays: 30, now: '2026-10-01T09:00:00.000Z' }),
  stops('clock back where a connection is needed', 3107, {
    status: 'good',
    networkDays: 30,
    now: '2026-08-01T00:00:00.000Z',
  }),
  runs('a document made later counts as confirmed', 0, '2026-10-01T00:00:00.000Z', {
    document: 'issued later than activated',
    networkDays: 30,
    now: '2026-09-02T00:00:00.000Z',
  }),
  stops('a floating licence without a seat', 3114, { ...floats, lease: null }),
  runs('a leased seat', 0, '2026-09-01T17:30:00.000Z', floats),
  runs('last moment of the lease', 0, '2026-09-01T17:30:00.000Z', { ...floats, now: '2026-09-01T09:29:59.999Z' }),
  runs('the lease has ended, and grace begins', 3005, '2026-09-01T17:30:00.000Z', {
    ...floats,
    now: '2026-09-01T09:30:00.000Z',
  }),
  runs('last moment of the grace of a lease', 3005, '2026-09-01T17:30:00.000Z', {
    ...floats,
    now: '2026-09-01T17:29:59.999Z',
  }),
  stops('the grace of the lease is over', 3114, { ...floats, now: '2026-09-01T17:30:00.000Z' }),
  stops('no grace for the lease', 3114, { ...floats, leaseHours: 0, now: '2026-09-01T09:30:00.000Z' }),
  stops('the licence gives four hours', 3114, {
    ...floats,
    document: 'floating, with a grace of four hours',
    now: '2026-09-01T13:30:00.000Z',
  }),
  runs('a borrowed seat', 0, '2026-09-15T17:00:00.000Z', {
    ...floats,
    lease: 'borrowed',
    now: '2026-09-14T00:00:00.000Z',
  }),
  stops('clock back under a lease', 3107, { ...floats, now: '2026-08-01T00:00:00.000Z' }),
  stops('a lease of a licence that was withdrawn', 3111, { ...floats, status: 'revoked' }),
  runs('a lease says nothing of a licence that does not float', 0, null, {
    lease: 'leased',
    now: '2026-10-01T00:00:00.000Z',
  }),
  runs('an answer about a lease counts as a connection', 0, '2026-10-01T09:00:00.000Z', {
    lease: 'leased',
    networkDays: 30,
    now: '2026-09-02T00:00:00.000Z',
  }),
  stops('the licence gives no days after its end, whatever the program says', 3106, {
    document: 'subscription with grace',
    status: 'expired',
    now: '2026-09-02T09:00:00.000Z',
  }),
  stops('the licence asks for a connection, whatever the program says', 3108, {
    document: 'subscription with grace',
    now: '2026-05-01T09:00:00.000Z',
  }),
];

/** When the usual grace after this day is over. */
function lapsesOf(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + (1.5 + usual.expiryDays) * 86_400_000).toISOString();
}
