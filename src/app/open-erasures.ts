import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { contactsEraser } from '../parts/contacts/personal.ts';
import { disclosuresEraser } from '../parts/disclosures/personal.ts';
import { registrationFieldFacts } from '../parts/licensing/index.ts';
import { licensingEraser } from '../parts/licensing/personal.ts';
import { type EvidenceLog, evidenceEraser } from '../parts/policy/index.ts';
import { resellersEraser } from '../parts/resellers/personal.ts';
import { createErasures } from '../parts/rights/index.ts';
import { staffEraser } from '../parts/staff/personal.ts';
import { columnsHolding } from '../platform/clauses/rows.ts';
import { openProbeDatabase } from '../platform/clauses/scene.ts';
import type { Deps } from '../platform/deps.ts';
import { openReplayLog } from '../platform/erasure/replay-log.ts';
import { spellingsOf } from '../platform/erasure/search-bytes.ts';
import { logSources } from './log-sources.ts';

/** Every table but those of the database itself; read from the catalog, and not from the lists of the parts. */
const everywhere = `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`;

/** How each part forgets a person; `rights` itself comes before them. */
export const partErasers = [contactsEraser, licensingEraser, resellersEraser, disclosuresEraser, staffEraser];

export type OpenErasures = ReturnType<typeof openErasures>;

/** Erasing in every part, the search that shares nothing with it, and the log that outlives the database. */
export function openErasures(
  deps: Deps,
  options: {
    readonly probeUrl: string;
    readonly rolePrefix: string;
    readonly dataFolder: string | null;
    readonly evidence: Pick<EvidenceLog, 'sequence'>;
  },
) {
  const { dataFolder } = options;
  const probes = openProbeDatabase({ url: options.probeUrl, prefix: options.rolePrefix });
  const replayLog = openReplayLog(dataFolder);
  const erasures = createErasures(deps, {
    erasers: [evidenceEraser(deps, logSources), ...partErasers],
    fieldFacts: registrationFieldFacts,
    searchRows: async (values) => {
      const search = (nth: number) =>
        probes.snapshot(({ query }) =>
          columnsHolding(values.flatMap(spellingsOf), { where: everywhere, lane: { nth, of: 2 } }, query),
        );
      return (await Promise.all([search(0), search(1)])).flat();
    },
    dataFolder,
    hasDatabase: () => dataFolder !== null && existsSync(join(dataFolder, 'postgres')),
    replayLog,
    // Nobody has to stay because the log is broken.
    logRows: () =>
      options.evidence
        .sequence()
        .catch((error: unknown) => deps.log.error('the evidence log could not be added to', { error })),
  });
  return { ...erasures, replayLog, close: probes.close };
}
