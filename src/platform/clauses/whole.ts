/** The server of a scratch installation, before it listens: what a saboteur may add. */
export interface PlantedApp {
  addHook(
    name: 'onSend',
    hook: (request: PlantedRequest, reply: PlantedReply, payload: unknown) => Promise<unknown>,
  ): unknown;
  addHook(name: 'onRequest', hook: (request: PlantedRequest, reply: PlantedReply) => Promise<unknown>): unknown;
  /** When the body was read. */
  addHook(name: 'preHandler', hook: (request: PlantedRequest, reply: PlantedReply) => Promise<unknown>): unknown;
  get(
    path: string,
    options: { config: unknown },
    handler: (request: PlantedRequest, reply: PlantedReply) => Promise<unknown>,
  ): unknown;
}

export interface PlantedRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body?: unknown;
}

export interface PlantedReply {
  header(name: string, value: string): PlantedReply;
  code(status: number): PlantedReply;
  type(type: string): PlantedReply;
  send(payload: unknown): unknown;
}

/** Breaks the demand in a whole scratch installation of its own, which is thrown away. */
export interface WholeSaboteur {
  /** What it does, in one sentence. */
  readonly says: string;
  /** SQL, run as owner. `{prefix}` is that of the role names. */
  readonly sql?: string;
  /** A file, by its path in the data folder. */
  readonly file?: { readonly path: string; readonly text: string };
  /** Something added to the server before it listens. `write` is SQL, run as owner. */
  readonly app?: (app: PlantedApp, write: (sql: string, values: readonly unknown[]) => Promise<void>) => void;
}
