import { port } from './cluster/settings.ts';

/** The form of a URL for a unix socket that `pg` accepts. */
export function socketUrl(to: { user: string; password: string; database: string; socketFolder: string }): string {
  const query = `host=${encodeURIComponent(to.socketFolder)}&port=${port}`;
  return `postgresql://${encodeURIComponent(to.user)}:${encodeURIComponent(to.password)}@/${encodeURIComponent(to.database)}?${query}`;
}

export interface UrlChange {
  readonly user?: string;
  readonly password?: string;
  readonly database?: string;
}

/** The same server as somebody else, or another database of it. (`URL` refuses the form for sockets: a user without a host.) */
export function changeUrl(url: string, change: UrlChange): string {
  const { scheme, user, password, place, database, query } = readUrl(url);
  const who = change.user ?? user;
  const secret = change.user === undefined ? (change.password ?? password) : change.password;
  const credentials = who === '' ? '' : `${encodeURIComponent(who)}${secret ? `:${encodeURIComponent(secret)}` : ''}@`;
  return `${scheme}${credentials}${place}/${encodeURIComponent(change.database ?? database)}${query}`;
}

/** User and database that a URL names; '' where it names none. Throws TypeError for what is no URL of PostgreSQL. */
export function readUrl(url: string) {
  const parts = /^(postgres(?:ql)?:\/\/)(?:([^@/?:]*)(?::([^@/?]*))?@)?([^/?]*)(?:\/([^?]*))?(\?.*)?$/.exec(url);
  if (parts === null) throw new TypeError('not a URL of PostgreSQL');
  const [, scheme = '', user = '', password = '', place = '', database = '', query = ''] = parts;
  return {
    scheme,
    user: decodeURIComponent(user),
    password: decodeURIComponent(password),
    place,
    database: decodeURIComponent(database),
    query,
  };
}
