import { openAgents } from '../../../../platform/visitors/agents.ts';
import { openCountries } from '../../../../platform/visitors/countries.ts';
import { openVisitorKeys } from '../../../../platform/visitors/keys.ts';
import { compileNetworks } from '../../../../platform/visitors/networks.ts';
import { subRegionOf } from '../../../../platform/visitors/regions.ts';
import { seedHashes } from '../../rules/formats/interned.ts';
import { hostFits } from '../../rules/hosts.ts';
import { buffersOf, type CountedPart, takePart } from '../../rules/merge.ts';
import type { SiteSettings } from '../../wire/sites.ts';
import { rulesOf } from '../site-rules.ts';
import { type Counted, countSources, type Progress } from './count-sources.ts';
import type { Source } from './source-lines.ts';

/** What a thread is given to count: nothing but data, so that it can be handed over. */
export interface CountTask {
  readonly sources: readonly Source[];
  readonly site: {
    readonly id: number;
    readonly hosts: readonly string[];
    readonly timeZone: string;
    readonly settings: SiteSettings;
  };
  /** In seconds since 1970. */
  readonly now: number;
  /** 16 random bytes under which visitors of this import are told apart: in memory, and never again. */
  readonly salt: Uint8Array;
  readonly ownNetworks: readonly string[];
}

/** What a thread looks agents and addresses up in: the same for all tasks. */
export type LookUps = Awaited<ReturnType<typeof openLookUps>>;

export async function openLookUps(dataFolder: string | null) {
  const [agents, countries] = await Promise.all([openAgents(), openCountries(dataFolder)]);
  return { agents, countries };
}

export interface TaskOptions {
  readonly lookUps: LookUps;
  readonly progress: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

/** Counts what a task names. */
export async function countTask(task: CountTask, { lookUps, ...options }: TaskOptions): Promise<Counted> {
  const { salt, site } = task;
  const { agents, countries } = lookUps;
  seedHashes((salt[0] ?? 0) | ((salt[1] ?? 0) << 8) | ((salt[2] ?? 0) << 16) | ((salt[3] ?? 0) << 24));
  return countSources(task.sources, {
    rules: rulesOf(site),
    site: { paths: site.settings, isOwnHost: (host) => hostFits(host, site.hosts) },
    now: task.now,
    secret: salt,
    readers: {
      agent: (text) => agents.read(text),
      country: (address) => countries.of(address),
      region: subRegionOf,
      own: compileNetworks(task.ownNetworks),
      key: openVisitorKeys(salt, site.id),
    },
    ...options,
  });
}

/** What was counted in another thread. */
export type HandedOver = Pick<Counted, 'figures' | 'read' | 'seen'> & { readonly part: CountedPart };

/** Takes everything out of what was counted, to be handed to another thread with `buffers`, which are not copied. */
export function handOver({ count, edges, figures, read, seen }: Counted): {
  handed: HandedOver;
  buffers: ArrayBuffer[];
} {
  const part = takePart(count, edges);
  return { handed: { part, figures, read, seen }, buffers: buffersOf(part) };
}
