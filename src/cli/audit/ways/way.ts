import type { AuditInstallation } from '../installation.ts';
import type { Visitor } from '../visitors.ts';
import type { Answer } from './ask.ts';

/** What the ways in are walked on. */
export interface World {
  readonly installation: AuditInstallation;
  readonly url: string;
  /** The server that hands its hits to the other. */
  readonly peerUrl: string;
  /** Of an administrator, made before; with the headers that unsafe methods need. */
  readonly session: Readonly<Record<string, string>>;
  readonly account: { readonly email: string; readonly password: string };
  readonly notice: string;
  /** Serials that nobody has activated. */
  readonly serials: string[];
  /** Keeps what was given out, to be searched like everything else. */
  keepExport(name: string, text: string): void;
  /** A token of an invitation for somebody new. */
  invite(): Promise<string>;
}

/** One way by which an address can come in. */
export interface Way {
  readonly name: string;
  /** By logs of web servers: how many page views the lines of one visitor are, and of which page. */
  readonly lines?: { readonly of: string; readonly each: number };
  /** Needs a command or a server of its own, which takes its time: left out where an audit is to be quick. */
  readonly slow?: true;
  /** Where only one kind of address can come this way, and how it begins. */
  readonly only?: { readonly family: Visitor['family']; readonly first: number };
  /** Tells its mark where people tell of themselves: it may be kept, and not printed. */
  readonly tells?: true;
  /** Goes in, and throws where the answer is not what it must be: then nothing would be proven. */
  readonly walk: (world: World, visitor: Visitor) => Promise<void>;
}

export function must(answer: Answer, ...statuses: readonly number[]): Answer {
  if (statuses.includes(answer.status)) return answer;
  const code = /KEPT_[A-Z_]+/.exec(answer.text)?.[0] ?? '';
  throw new Error(`answered ${answer.status} ${code} instead of ${statuses.join(' or ')}`);
}
