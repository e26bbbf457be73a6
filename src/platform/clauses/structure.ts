import type { Finding } from './finding.ts';
import { lookAtRows } from './rows.ts';
import type { Declared, RouteFacts, Scene, Snapshot } from './scene.ts';
import type { WholeSaboteur } from './whole.ts';

/** What a probe of structure sees: the catalog of the database, the route table, and what Kept says of itself. */
export interface Structure extends Snapshot {
  readonly routes: readonly RouteFacts[];
  readonly declared: Declared;
}

interface StructureName {
  readonly kind: 'structure';
  readonly unit: string;
}

export type StructureProbe =
  | (StructureName & {
      /** SQL over the catalog: `key` and `holds`, as in a probe of rows. `{prefix}` is that of the role names. */
      readonly look: string;
      readonly counted: string;
    })
  | (StructureName & {
      /** What `inspect` does, one sentence a step. */
      readonly steps: readonly string[];
      /** Must not use anything outside itself and platform/clauses. */
      readonly inspect: (structure: Structure) => Promise<Finding>;
    });

export interface StructureSaboteur extends WholeSaboteur {
  readonly kind: 'structure';
}

export async function runStructure(probe: StructureProbe, scene: Scene): Promise<Finding> {
  const { declared, routes } = scene;
  const named = (text: string) => text.replaceAll('{prefix}', declared.prefix);
  return scene.snapshot((snapshot) =>
    'inspect' in probe
      ? probe.inspect({ ...snapshot, declared, routes })
      : lookAtRows({ look: named(probe.look), counted: named(probe.counted) }, snapshot),
  );
}
