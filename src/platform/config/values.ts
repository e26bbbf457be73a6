import { existsSync, statSync } from 'node:fs';
import { isIP } from 'node:net';
import { dirname } from 'node:path';
import { readUrl } from '../db/urls.ts';

/** Turns the text of a variable into its value, or throws a Fault that completes "NAME: …". */
export type Parser<T> = (text: string) => T;

export class Fault extends Error {}

const fail = (sentence: string): never => {
  throw new Fault(sentence);
};

export const port: Parser<number> = (text) => {
  const number = Number(text);
  const fits = /^\d+$/.test(text) && number >= 1 && number <= 65_535;
  return fits ? number : fail(`must be a port from 1 to 65535, not "${text}"`);
};

export const host: Parser<string> = (text) => {
  const fits = isIP(text) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text);
  return fits ? text : fail(`must be an address or name of this machine, not "${text}"`);
};

export const publicUrl: Parser<string> = (text) => {
  const url = urlOf(text, ['http:', 'https:']);
  if (url.username !== '' || url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    fail('must be the address of the server alone, such as https://kept.example.com');
  }
  return url.origin;
};

/** The value may hold a password, so no fault repeats it. */
export const databaseUrl: Parser<string> = (text) => {
  let database = '';
  try {
    database = readUrl(text).database;
  } catch {
    fail('must look like postgresql://user:password@host:5432/database');
  }
  return database === '' ? fail('must name the database, as in postgresql://user:password@host:5432/database') : text;
};

/** A URL that may hold a password. */
export const outsideUrl =
  (...schemes: string[]): Parser<string> =>
  (text) => {
    urlOf(text, schemes);
    return text;
  };

/** An issuer of OpenID Connect: https, or http on this machine; nothing behind its path. */
export const issuer: Parser<string> = (text) => {
  const url = urlOf(text, ['https:', 'http:']);
  if (url.protocol === 'http:' && !/^(localhost|127\.[\d.]+|\[::1\])$/.test(url.hostname))
    fail('must begin with https://, but on this machine');
  return url.search || url.hash || url.username ? fail('must be an address without ? and #, and without a name') : text;
};

/** A text of one line. */
export const words: Parser<string> = (text) => (text.length > 500 ? fail('must be at most 500 characters') : text);

export const folder =
  (resolve: (path: string) => string): Parser<string> =>
  (text) => {
    const path = resolve(text);
    return existsSync(path) && !statSync(path).isDirectory()
      ? fail(`must be a folder; ${path} is something else`)
      : path;
  };

/** A file in a folder that is there; itself it may be to come. */
export const fileIn =
  (resolve: (path: string) => string): Parser<string> =>
  (text) => {
    const path = resolve(text);
    if (existsSync(path) && !statSync(path).isFile()) fail(`must be a file; ${path} is something else`);
    return existsSync(dirname(path)) ? path : fail(`must be a file in a folder that is there; ${dirname(path)} is not`);
  };

export const proxies: Parser<readonly string[]> = (text) =>
  list(text).map((entry) => {
    const [address = '', bits] = entry.split('/');
    const version = isIP(address);
    const wide = bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
    const named = ['loopback', 'linklocal', 'uniquelocal'].includes(entry);
    return named || (version !== 0 && wide)
      ? entry
      : fail(`"${entry}" is no address, network (10.0.0.0/8), loopback, linklocal or uniquelocal`);
  });

/** A path for a unix socket; systems refuse longer ones. */
export const socket =
  (resolve: (path: string) => string): Parser<string> =>
  (text) => {
    const path = resolve(text);
    return Buffer.byteLength(path) <= 100 ? path : fail('must be a path of at most 100 bytes');
  };

/** `127.0.0.1:3514`, `[::1]:3514` */
export const place: Parser<{ readonly host: string; readonly port: number }> = (text) => {
  const read = /^(?:\[([0-9a-f:.]+)\]|([0-9.]+)):(\d{1,5})$/i.exec(text);
  const address = read?.[1] ?? read?.[2] ?? '';
  const number = Number(read?.[3]);
  if (isIP(address) === 0 || !(number >= 1 && number <= 65_535))
    fail('must be an address and a port, such as 127.0.0.1:3514');
  return { host: address, port: number };
};

export const peers: Parser<readonly string[]> = (text) =>
  list(text).map((entry) => urlOf(entry, ['http:', 'https:']).origin);

function list(text: string): string[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

function urlOf(text: string, schemes: readonly string[]): URL {
  const url = URL.parse(text);
  if (url === null || !schemes.includes(url.protocol) || url.host === '') {
    return fail(`must be a URL that begins with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`);
  }
  return url;
}
