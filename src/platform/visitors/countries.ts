import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { countryCodes } from '../countries.ts';
import { openIpv4Tree } from './ipv4-tree.ts';

export interface Countries {
  /** ISO 3166-1 alpha-2 code of where an address is registered; null where nobody says. Nothing is remembered. */
  of(address: string): string | null;
  /** Which file is read, and the day it was made. */
  readonly source: 'own file' | 'package';
  readonly builtOn: string;
}

const packaged = '@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb';

/**
 * Loads the countries of addresses into memory (8 MB), at the first need. A file `country.mmdb` in the data folder goes before
 * the one of the package (CC BY 4.0, by the Number Resource Organization). A file that cannot be read is passed over.
 */
export async function openCountries(dataFolder: string | null): Promise<Countries> {
  const own = dataFolder === null ? null : join(dataFolder, 'country.mmdb');
  if (own !== null && existsSync(own)) {
    const read = await open(own, 'own file').catch(() => null);
    if (read) return read;
  }
  return open(createRequire(import.meta.url).resolve(packaged), 'package');
}

interface Entry {
  readonly country_code?: string;
  readonly country?: { readonly iso_code?: string };
}

async function open(file: string, source: Countries['source']): Promise<Countries> {
  const { Reader } = await import('mmdb-lib');
  const bytes = readFileSync(file);
  const reader = new Reader<never>(bytes);
  const recordOf = openIpv4Tree(bytes, reader.metadata);
  /** What is said of addresses, by the record of the tree. */
  const said = new Map<number, string | null>();
  const lookUp = (address: string): string | null => {
    try {
      const entry = reader.get(address) as Entry | null;
      const code = entry?.country_code ?? entry?.country?.iso_code ?? null;
      return code !== null && countryCodes.has(code) ? code : null;
    } catch {
      return null;
    }
  };
  return {
    source,
    builtOn: reader.metadata.buildEpoch.toISOString().slice(0, 10),
    of(given) {
      const address = given.startsWith('::ffff:') ? given.slice(7) : given;
      const record = recordOf(address);
      if (record < 0) return lookUp(address);
      if (record === 0) return null;
      const known = said.get(record);
      if (known !== undefined) return known;
      const code = lookUp(address);
      said.set(record, code);
      return code;
    },
  };
}
