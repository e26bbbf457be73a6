import { type Allowed, type Grace, keepRunning, mayRun, usualGrace, type Verdict } from './decision.ts';
import type { Code } from './faults.ts';
import {
  fingerprintOf,
  isSameMachine,
  type MachineKind,
  type MachineParts,
  machineKind,
  machineOf,
  machineParts,
  partDigests,
} from './fingerprint.ts';
import { type TrustedKeys, trustKeys } from './keys.ts';
import { type Lease, readLease } from './lease-answer.ts';
import { type LicenceDocument, readLicence } from './licence-document.ts';
import { readStatus, type StatusAnswer } from './status-answer.ts';
import { type Kept, makeFolder, pathOf, readKept, writeKept } from './store.ts';
import { timeNow } from './time.ts';

/** What a program says of itself, once. */
export interface ClientOptions {
  /** The licence server, such as `https://licences.vendor.example`. */
  readonly serverUrl: string;
  /** A folder of this program alone, for one user or for the machine; made where it is missing. */
  readonly folder: string;
  /** Code of the product, as the server knows it. */
  readonly product: string;
  /** Id of this release at the server: then only a serial of this product is taken. */
  readonly releaseId?: string;
  /** When this release was built, `YYYY-MM-DD`. */
  readonly builtOn: string;
  /** Public keys that are trusted, each the base64url of its 32 bytes. */
  readonly keys: readonly string[];
  readonly grace?: Partial<Grace>;
  /** `http://name:password@host:port` of a proxy. */
  readonly proxy?: string;
  /** Certificates in PEM that are trusted beside those of Node. */
  readonly ca?: readonly string[];
  /** For one exchange with the server. Default: 15 seconds. */
  readonly timeoutMs?: number;
  /** Parts of the machine, where the program knows better ones (a dongle, the board's serial number). */
  readonly parts?: MachineParts;
  /** Where the program knows better what kind of machine this is. */
  readonly machineKind?: MachineKind;
  /** Milliseconds since 1970. Default: the clock of the machine. */
  readonly clock?: () => number;
  /** 0 to 1. Default: `Math.random`. */
  readonly random?: () => number;
}

/** What is known while the program runs. Kept on disk are only the `kept`. */
export interface State {
  readonly options: ClientOptions;
  readonly keys: TrustedKeys;
  readonly grace: Grace;
  readonly path: string;
  readonly clock: () => number;
  readonly digests: MachineParts;
  readonly machineKind: MachineKind;
  readonly allowed: Set<string | null>;
  kept: Kept;
  document: LicenceDocument | null;
  /** Why there is no document, where one is kept that cannot be read. */
  documentCode: Code;
  status: StatusAnswer | null;
  /** The last lease of a floating seat, whether it has ended or not. */
  lease: Lease | null;
  /** False on another machine than the one that the file was written for. */
  atHome: boolean;
  savedAt: number;
  /** When the age screen refused last, in milliseconds since 1970. Kept while the program runs only. */
  ageRefusedAt: number;
}

/** Reads what is kept. No network, no other program is started. */
export function openState(options: ClientOptions): State {
  const parts = options.parts ?? machineParts();
  const digests = partDigests(parts);
  const path = pathOf(options.folder, options.product);
  const found = readKept(path);
  const atHome = found !== null && isSameMachine(found.kept.parts, digests);
  const state: State = {
    options,
    keys: trustKeys(options.keys),
    grace: { ...usualGrace, ...options.grace },
    path,
    clock: options.clock ?? Date.now,
    digests,
    machineKind: options.machineKind ?? machineKind(parts, process.env),
    allowed: new Set(),
    kept: found?.kept ?? emptyKept(digests),
    document: null,
    ageRefusedAt: Number.NEGATIVE_INFINITY,
    documentCode: 3101,
    status: null,
    lease: null,
    atHome,
    savedAt: 0,
  };
  // A file with a broken seal says nothing of the clock; document and answer carry their own signatures.
  if (found && !(found.intact && atHome)) state.kept = { ...found.kept, lastSeen: 0, clocks: null, pending: null };
  if (found && !atHome) state.kept = { ...state.kept, fingerprint: fingerprintOf(digests) };
  readAgain(state);
  return state;
}

function emptyKept(digests: MachineParts): Kept {
  return {
    document: null,
    status: null,
    fingerprint: fingerprintOf(digests),
    parts: digests,
    lastSeen: 0,
    clocks: null,
    reseller: null,
    pending: null,
  };
}

/** Verifies document, answer and lease of what is kept. */
export function readAgain(state: State): void {
  const { document, status, lease } = state.kept;
  const read = document === null ? null : readLicence(document, { keys: state.keys });
  state.document = read?.ok ? read.value : null;
  state.documentCode = read && !read.ok ? read.code : 3101;
  state.status = null;
  state.lease = null;
  if (!state.document) return;
  const { activationId } = state.document;
  const trust = { keys: state.keys };
  const answer = status && readStatus(status.text, { activationId, nonce: status.nonce }, trust);
  if (answer?.ok) state.status = answer.value;
  const leased = lease && readLease(lease.text, { activationId, nonce: lease.nonce }, trust);
  if (leased?.ok && 'leasedUntil' in leased.value) state.lease = leased.value;
}

/** Takes over and writes; throws where the folder cannot be written. */
export function keep(state: State, changes: Partial<Kept>, durable: boolean): void {
  const kept = { ...state.kept, parts: state.digests, ...changes };
  makeFolder(state.options.folder);
  writeKept(state.path, kept, { durable });
  state.kept = kept;
  state.atHome = true;
  state.savedAt = state.clock();
}

/** Whether the file still holds the document of this session: another process may have activated meanwhile. */
export function isCurrent(state: State): boolean {
  const found = readKept(state.path);
  return found === null || found.kept.document === state.kept.document;
}

/** The decision of this moment, under the never-stop rule. */
export function judge(state: State, feature: string | null): Verdict {
  const { document, status, lease, kept, grace, allowed, options } = state;
  const now = timeNow(state.clock(), kept.clocks, grace.clockToleranceMs);
  const lastSeen = new Date(kept.lastSeen);
  const { product, builtOn } = options;
  const machine = machineOf(kept.fingerprint);
  const made = mayRun({ document, status, lease, product, builtOn, feature, machine, lastSeen, now, grace });
  const fresh = document ? made : { ...made, code: state.documentCode };
  const before: Allowed = { program: allowed.has(null), feature: allowed.has(feature) };
  const verdict = keepRunning(before, fresh);
  if (verdict.run) allowed.add(null).add(feature);
  if (now.getTime() > kept.lastSeen) state.kept = { ...kept, lastSeen: now.getTime() };
  return verdict;
}
