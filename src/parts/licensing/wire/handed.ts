import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';

/** A row of an imported list that names the reseller of its customer. */
export interface NamedReseller {
  /** That the assignment would have. */
  readonly id: string;
  readonly companyId: string;
  readonly resellerCompanyId: string;
}

export interface ServedBy {
  /** Who serves a customer, as far as anybody or nobody was decided for it; null: nobody, by decision of staff. */
  readonly serves: ReadonlyMap<string, string | null>;
  /** Resellers that something may be given to today. */
  readonly live: ReadonlySet<string>;
}

interface Range {
  readonly from: string;
  readonly to: string;
}

/** How an import gives customers to resellers (resellers, a part above). */
export interface ImportAssigner {
  /** How it stands with these. */
  readonly look: (
    db: Database['read'],
    deps: Deps,
    asked: { readonly companyIds: readonly string[]; readonly resellerIds: readonly string[] },
  ) => Promise<ServedBy>;
  /** Gives each customer that nobody was decided for to the first that is named for it, with share and row of the ledger; how it stands then. */
  readonly give: (
    trx: Trx,
    deps: Deps,
    named: readonly NamedReseller[],
  ) => Promise<ServedBy & { readonly given: readonly NamedReseller[] }>;
  /** Ends those of these assignments that hold still, each with its share. */
  readonly takeBack: (trx: Trx, deps: Deps, range: Range) => Promise<number>;
  /** The last of these assignments. */
  readonly last: (db: Database['read'], range: Range) => Promise<string | null>;
}
