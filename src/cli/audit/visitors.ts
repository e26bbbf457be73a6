import { randomBytes, randomInt } from 'node:crypto';

/** Somebody made up for one way in, with an address and a user agent that nobody else has. */
export interface Visitor {
  /** The way in, or the place in which a control is put. */
  readonly way: string;
  readonly family: 'IPv4' | 'IPv6';
  /** As an address is usually written. */
  readonly address: string;
  /** 4 or 16. */
  readonly bytes: Buffer;
  /** A whole user agent of a browser that is counted as a person's. */
  readonly agent: string;
  /** The part of the agent that nobody else has: letters only, so that no way of escaping changes it. */
  readonly mark: string;
}

/** No word comes of these by chance: one that begins like the name of a bot would be counted as one. */
const letters = 'jkqvwxyzJKQVWXYZ';

export function aVisitor(way: string, family: Visitor['family'], first?: number): Visitor {
  const bytes = family === 'IPv4' ? ipv4Bytes(first) : ipv6Bytes();
  const mark = Array.from({ length: 18 }, () => letters[randomInt(letters.length)]).join('');
  return {
    way,
    family,
    bytes,
    address: family === 'IPv4' ? [...bytes].join('.') : shortIpv6(bytes),
    agent: `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 ${mark}/1`,
    mark,
  };
}

/** No private and no small numbers, so that hardly anything else looks like one. */
function ipv4Bytes(first = randomInt(131, 167)): Buffer {
  return Buffer.from([first, randomInt(130, 250), randomInt(130, 250), randomInt(130, 250)]);
}

/** One group begins with a nought and three are nought, so that long and short writing differ. */
function ipv6Bytes(): Buffer {
  const bytes = Buffer.concat([Buffer.from([0x2a, 0x0c]), randomBytes(14)]);
  for (const at of [2, 6, 14]) bytes[at] = randomInt(0x11, 0xff);
  bytes[4] = randomInt(0x01, 0x0f);
  bytes.fill(0, 8, 14);
  return bytes;
}

const groups = (bytes: Buffer) => Array.from({ length: 8 }, (_, at) => bytes.readUInt16BE(2 * at));

export const longIpv6 = (bytes: Buffer) =>
  groups(bytes)
    .map((group) => group.toString(16).padStart(4, '0'))
    .join(':');

/** RFC 5952, for addresses whose only nought groups are the fifth to seventh. */
export const shortIpv6 = (bytes: Buffer) => {
  const all = groups(bytes).map((group) => group.toString(16));
  return `${all.slice(0, 4).join(':')}::${all[7]}`;
};
