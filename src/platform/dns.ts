import { Resolver } from 'node:dns/promises';

/** Reads the TXT records of a name. None where there is no such name; throws where no server answers. */
export type TxtRecords = (name: string) => Promise<readonly string[]>;

const none = new Set(['ENOTFOUND', 'ENODATA', 'NXDOMAIN']);

/** @param servers `address:port` of the servers to ask; those of the machine where none is given */
export function txtRecords(servers: readonly string[] = []): TxtRecords {
  return async (name) => {
    const resolver = new Resolver({ timeout: 2_000, tries: 2 });
    if (servers.length > 0) resolver.setServers(servers);
    try {
      // A record longer than 255 bytes comes in pieces.
      return (await resolver.resolveTxt(name)).map((pieces) => pieces.join(''));
    } catch (error) {
      if (error instanceof Error && 'code' in error && none.has(String(error.code))) return [];
      throw error;
    }
  };
}
