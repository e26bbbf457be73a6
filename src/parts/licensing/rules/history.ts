export interface Handover {
  readonly kind: 'issued' | 'passed on' | 'handed over';
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

/** Who had a serial to sell and who owned it, in the order of time. */
export function historyOf(
  handovers: readonly Handover[],
  registered: readonly Registered[],
): { readonly sellers: readonly Held[]; readonly owners: readonly Held[] } {
  const sold = handovers.filter(({ kind }) => kind !== 'handed over');
  const bought = [
    ...handovers
      .filter(({ kind }) => kind === 'handed over')
      .map(({ to, at }) => ({ company: to, at, basis: 'handed over by the seller' })),
    ...registered.map(({ company, at }) => ({ company, at, basis: 'activated it' })),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
  const firsts = bought.filter(({ company }, index) => bought.findIndex((each) => each.company === company) === index);
  return {
    sellers: inTurn(
      sold.map(({ kind, to, at }) => ({
        company: to,
        at,
        basis: kind === 'issued' ? 'issued by the vendor' : 'passed on by a reseller',
      })),
    ),
    // Several companies may use one serial of many seats at a time.
    owners: firsts.map(({ company, at, basis }) => ({ company, since: at, until: null, basis })),
  };
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
