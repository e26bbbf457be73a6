export type Row = Record<string, unknown>;
export type Query = <R extends Row = Row>(text: string, values?: readonly unknown[]) => Promise<R[]>;
