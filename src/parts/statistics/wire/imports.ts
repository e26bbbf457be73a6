import Type, { type Static } from 'typebox';
import { origins } from './reports.ts';

const imported = Type.Enum(origins.filter((origin) => origin !== 'live'));
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const whole = Type.Integer();

/** One import: of logs, or of what another program counted. No name of a file is kept. */
const ImportRun = Type.Object({
  id: whole,
  origin: imported,
  /** Which of the site's web servers wrote the logs; null for other programs. */
  server: orNull(Type.String()),
  at: Type.String(),
  /** Files of which something was taken over. */
  files: whole,
  /** Of logs only. `badLines` is null, too, for logs imported before it was noted. */
  lines: orNull(whole),
  badLines: orNull(whole),
  /** Lines of times that were imported before, which were left out. */
  knownLines: orNull(whole),
  firstDay: Type.String(),
  lastDay: Type.String(),
});

/** What a site has from elsewhere than the live count, and how it came. */
export const Imports = Type.Object({
  origins: Type.Array(
    Type.Object({
      origin: imported,
      firstDay: Type.String(),
      lastDay: Type.String(),
      days: whole,
      badLines: whole,
    }),
  ),
  /** The latest first, 200 at most. */
  runs: Type.Array(ImportRun),
  /** Of all imports. */
  count: whole,
});
export type Imports = Static<typeof Imports>;

export const ImportedParams = Type.Object({
  slug: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' }),
  origin: imported,
});
export type ImportedOrigin = Static<typeof imported>;

/** What became of the lines that web servers handed over since the start of the server. */
export const LineSources = Type.Object({
  since: Type.String(),
  /** False: lines are not taken, because somebody else listens there. */
  listens: Type.Boolean(),
  ways: Type.Array(
    Type.Object({
      way: Type.Enum(['socket', 'syslog']),
      place: Type.String(),
      lines: whole,
      counted: whole,
      bad: whole,
      unknown: whole,
      notCounted: whole,
      tooLong: whole,
      letGo: whole,
      lastAt: orNull(Type.String()),
    }),
  ),
});
export type LineSources = Static<typeof LineSources>;
