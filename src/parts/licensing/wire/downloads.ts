import Type, { type Static } from 'typebox';
import { listOf, listQuery } from '../../../platform/http/list.ts';

const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const mostBytes = 64 * 2 ** 30;

export const NewReleaseFile = Type.Object(
  {
    platform: Type.String({
      minLength: 1,
      maxLength: 40,
      pattern: '^\\S(.*\\S)?$',
      description: 'As customers read it, such as Windows (x64)',
    }),
    fileName: Type.String({
      pattern: '^[A-Za-z0-9][A-Za-z0-9._+-]{0,119}$',
      description: 'Under which it is saved: letters, digits, dot, plus, minus and underscore',
    }),
    bytes: Type.Integer({ minimum: 1, maximum: mostBytes, description: 'How long it is' }),
  },
  { additionalProperties: false },
);
export type NewReleaseFile = Static<typeof NewReleaseFile>;

export const ReleaseFile = Type.Object({
  id: Type.String(),
  platform: Type.String(),
  fileName: Type.String(),
  state: Type.Enum(['uploading', 'ready', 'withdrawn']),
  bytes: Type.Integer(),
  received: Type.Integer({ description: 'How much of it is here; the next piece begins there' }),
  sha256: orNull(Type.String()),
  missing: Type.Boolean({ description: 'Its bytes are not where they should be' }),
  downloads: Type.Integer(),
  createdAt: Type.String(),
});
export type ReleaseFile = Static<typeof ReleaseFile>;
export const ReleaseFileList = listOf(ReleaseFile);
export const ReleaseFileQuery = listQuery(['createdAt', 'fileName'], {});

export const PieceQuery = Type.Object(
  { offset: Type.Integer({ minimum: 0, maximum: mostBytes, description: 'Where the piece begins' }) },
  { additionalProperties: false },
);
export const FinishedFile = Type.Object(
  {
    sha256: Type.Optional(
      Type.String({ pattern: '^[0-9a-f]{64}$', description: 'What it should be; another file is not offered' }),
    ),
  },
  { additionalProperties: false },
);

/** Files that a licence may fetch, each under a link that is over after a while. */
export const LicenceDownloads = Type.Object({
  until: Type.String({ description: 'Until when the links open' }),
  files: Type.Array(
    Type.Object({
      id: Type.String(),
      release: Type.String(),
      builtOn: Type.String(),
      platform: Type.String(),
      fileName: Type.String(),
      bytes: Type.Integer(),
      sha256: Type.String(),
      url: Type.String(),
      lastFetchedOn: orNull(Type.String()),
    }),
  ),
  notCovered: Type.Array(Type.Object({ release: Type.String(), builtOn: Type.String() })),
});
export type LicenceDownloads = Static<typeof LicenceDownloads>;

/** How often a release was fetched on a day: licences that fetched a file of it whole. */
export const DownloadDay = Type.Object({
  id: Type.String(),
  day: Type.String(),
  product: Type.String(),
  release: Type.String(),
  platform: Type.String(),
  downloads: Type.Integer(),
});
export type DownloadDay = Static<typeof DownloadDay>;
export const DownloadDayList = listOf(DownloadDay);
export const DownloadDayQuery = listQuery(['day', 'downloads'], {});
