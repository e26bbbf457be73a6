import { createHash } from 'node:crypto';
import { longIpv6, shortIpv6, type Visitor } from './visitors.ts';

/** One way to write down an address or an agent. */
export interface Spelling {
  readonly what: string;
  readonly spelling: string;
  readonly bytes: Buffer;
  /** So short that chance writes it, too: counts only where two visitors are found so in one kind of place. */
  readonly weak: boolean;
}

const latin = (text: string) => Buffer.from(text, 'latin1');
const wide = (text: string) => Buffer.from(text, 'utf16le');
const reversed = (bytes: Buffer) => Buffer.from([...bytes].reverse());

/** How the address and the agent of a visitor could be written down. */
export function spellingsOf(visitor: Visitor): Spelling[] {
  const { agent, family, mark } = visitor;
  const address = `address (${family})`;
  return [
    ...(family === 'IPv4' ? ipv4(visitor) : ipv6(visitor)).map((each) => ({ what: address, ...each })),
    ...[...texts(mark), ...digests([agent])].map((each) => ({ what: 'user agent', ...each })),
  ];
}

type Written = Omit<Spelling, 'what'>;
const sure = (spelling: string, bytes: Buffer): Written => ({ spelling, bytes, weak: false });
const weak = (spelling: string, bytes: Buffer): Written => ({ spelling, bytes, weak: true });

/** What is written with four bytes, or with eight signs of which each says half a byte, is weak. */
function ipv4({ address, bytes }: Visitor): Written[] {
  const parts = address.split('.');
  const number = bytes.readUInt32BE();
  const hex = bytes.toString('hex');
  return [
    ...texts(address),
    ...digests([address]),
    sure('text, without its last number', latin(`${parts.slice(0, 3).join('.')}.`)),
    sure('text, backwards', latin([...parts].reverse().join('.'))),
    sure('text, with dashes', latin(parts.join('-'))),
    sure('URL-encoded', latin(parts.join('%2E'))),
    sure('text within IPv6', latin(`${hex.slice(0, 4)}:${hex.slice(4)}`)),
    sure('the database’s own bytes', Buffer.concat([Buffer.from([2, 32]), bytes])),
    weak('four bytes', bytes),
    weak('four bytes, backwards', reversed(bytes)),
    ...[hex, hex.toUpperCase(), reversed(bytes).toString('hex')].map((text) => weak('hexadecimal', latin(text))),
    sure('number', latin(String(number))),
    sure('number with a sign', latin(String(number | 0))),
    sure('base64 of its bytes', latin(bytes.toString('base64'))),
  ];
}

/** The first half names the network of a household: it counts as the address. */
function ipv6({ bytes }: Visitor): Written[] {
  const [long, short] = [longIpv6(bytes), shortIpv6(bytes)];
  const net = bytes.subarray(0, 8);
  const [longNet, shortNet] = [long.slice(0, 20), short.slice(0, short.indexOf('::') + 1)];
  const hex = net.toString('hex');
  const nibbles = [...hex].reverse().join('.');
  return [
    ...texts(shortNet),
    ...texts(longNet).map((each) => ({ ...each, spelling: `${each.spelling}, long` })),
    ...digests([short, long, `${shortNet}:`, `${shortNet}:/64`]),
    sure('text, backwards', latin(nibbles)),
    ...['%3A', '%3a'].map((colon) => sure('URL-encoded', latin(shortNet.replaceAll(':', colon)))),
    sure('URL-encoded, long', latin(longNet.replaceAll(':', '%3A'))),
    sure('bytes', net),
    sure('bytes, backwards', reversed(net)),
    ...[hex, hex.toUpperCase(), reversed(net).toString('hex')].map((text) => sure('hexadecimal', latin(text))),
    sure('number', latin(BigInt(`0x${bytes.toString('hex')}`).toString())),
    ...base64(net).map((text) => sure('base64 of its bytes', latin(text))),
  ];
}

/** A text as programs write it. */
function texts(text: string): Written[] {
  const escaped = [...text].map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  const forms = [...new Set([text, text.toLowerCase(), text.toUpperCase()])];
  return [
    ...forms.map((form) => sure('text', latin(form))),
    ...forms
      .slice(0, 1)
      .flatMap((form) => [
        sure('text of two bytes a sign', wide(form)),
        sure('text of two bytes a sign, the other way', swapped(wide(form))),
        sure('hexadecimal of the text', latin(latin(form).toString('hex'))),
        sure('hexadecimal of the text', latin(latin(form).toString('hex').toUpperCase())),
        ...base64(latin(form)).map((each) => sure('base64', latin(each))),
      ]),
    sure('JSON escapes', latin(escaped)),
  ];
}

const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();

/** Hashes without a key. One with a key that is thrown away cannot be looked for, nor told from chance by anybody. */
function digests(of: readonly string[]): Written[] {
  return of.flatMap((text) =>
    ['md5', 'sha1', 'sha256'].flatMap((name) => {
      const digest = createHash(name).update(text).digest();
      return [
        sure(`${name} of the text`, digest),
        sure(`${name} of the text`, latin(digest.toString('hex'))),
        sure(`${name} of the text`, latin(digest.toString('base64').slice(0, 20))),
      ];
    }),
  );
}

/** The signs of base64 that these bytes alone decide, wherever they stand in what was encoded; also as for URLs. */
function base64(bytes: Buffer): string[] {
  const found = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const whole = Math.floor(((before + bytes.length) * 8) / 6);
    return text.slice(Math.ceil((before * 8) / 6), whole);
  });
  return [...new Set(found.flatMap((text) => [text, text.replaceAll('+', '-').replaceAll('/', '_')]))];
}
