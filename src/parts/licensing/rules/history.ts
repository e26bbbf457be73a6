export interface Handover {
  /** `transferred`: from one company to the other, as a dispute was decided or a decision was taken back. */
  readonly kind: 'issued' | 'passed on' | 'handed over' | 'transferred';
  /** Null: the vendor. */
  readonly from: string | null;
  readonly to: string;
  readonly at: Date;
}

/** Somebody of a company activated it. */
export interface Registered {
  readonly company: string;
  readonly at: Date;
}

export interface Held {
  readonly company: string;
  readonly since: Date;
  /** Null: to this day. */
  readonly until: Date | null;
  readonly basis: string;
}

/** The company that had it went into another. */
export interface Merged {
  readonly from: string;
  readonly into: string;
  readonly at: Date;
  readonly undoneAt: Date | null;
}

/** Who had a serial to sell and who owned it, in the order of time. */
export function historyOf(
  handovers: readonly Handover[],
  registered: readonly Registered[],
  merges: readonly Merged[] = [],
): { readonly sellers: readonly Held[]; readonly owners: readonly Held[] } {
  const sold = handovers.filter(({ kind }) => kind === 'issued' || kind === 'passed on');
  const bought = [
    ...handovers
      .filter(({ kind }) => kind === 'handed over')
      .map(({ to, at }) => ({ company: to, at, basis: 'handed over by the seller', ends: null })),
    ...registered.map(({ company, at }) => ({ company, at, basis: 'activated it', ends: null })),
    ...handovers
      .filter(({ kind }) => kind === 'transferred')
      .map(({ from, to, at }) => ({ company: to, at, basis: 'transferred after a dispute', ends: from })),
  ];
  return {
    sellers: inTurn(
      sold.map(({ kind, to, at }) => ({
        company: to,
        at,
        basis: kind === 'issued' ? 'issued by the vendor' : 'passed on by a reseller',
      })),
    ),
    owners: ownersOf(bought, merges),
  };
}

type Open = { company: string; since: Date; until: Date | null; basis: string; by: Merged | null };

// Several companies may use one serial of many seats at a time.
function ownersOf(
  bought: readonly {
    readonly company: string;
    readonly at: Date;
    readonly basis: string;
    readonly ends: string | null;
  }[],
  merges: readonly Merged[],
): Held[] {
  const owners: Open[] = [];
  const open = (company: string) => owners.find((one) => one.company === company && one.until === null);
  function begin(company: string, since: Date, basis: string, by: Merged | null = null): void {
    if (!open(company)) owners.push({ company, since, until: null, basis, by });
  }
  function end(one: Open | undefined, at: Date): void {
    if (one) one.until = at;
  }
  const happened = [
    ...bought.map(({ company, at, basis, ends }) => ({
      at,
      apply: () => {
        if (ends !== null) end(open(ends), at);
        begin(company, at, basis);
      },
    })),
    ...merges.map((merge) => ({
      at: merge.at,
      apply: () => {
        end(open(merge.from), merge.at);
        begin(merge.into, merge.at, 'merged with the company before', merge);
      },
    })),
    ...merges.flatMap((merge) => {
      const at = merge.undoneAt;
      if (at === null) return [];
      const apply = () => {
        end(
          owners.find((one) => one.by === merge && one.until === null),
          at,
        );
        begin(merge.from, at, 'the merge was undone');
      };
      return [{ at, apply }];
    }),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const { apply } of happened) apply();
  return owners.map(({ by: _, ...held }) => held);
}

function inTurn(rows: readonly { company: string; at: Date; basis: string }[]): Held[] {
  return rows.map(({ company, at, basis }, index) => ({
    company,
    since: at,
    until: rows[index + 1]?.at ?? null,
    basis,
  }));
}

/** May a serial be given on? Only out of a stock: neither sold nor stopped. */
export function mayGive(licence: { readonly state: string; readonly company: string | null }): boolean {
  return licence.state === 'issued' && licence.company === null;
}
