import { BlockList, isIP } from 'node:net';

/** Networks of the Internet's special purposes (IANA registries, RFC 6890): nothing outside lies in them. */
const special = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4', '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
];
/** What is routed in IPv6; all else is special. */
const routed = listOf(['2000::/3']);
const loopback = ['127.0.0.0/8', '::1/128'];
const named: Readonly<Record<string, readonly string[]>> = {
  loopback,
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};
const closed = listOf(special);
const ownMachine = listOf(loopback);

/** Which addresses a webhook may be posted to. */
export interface Reach {
  /** Whether this address may be reached over `https:`, or over `http:`, which never leaves the machine. */
  allows(address: string, protocol: string): boolean;
}

/** Everything outside, and of the inside what the operator names: `127.0.0.0/8`, `loopback`, `10.1.2.0/24`. */
export function createReach(networks: readonly string[]): Reach {
  const inside = listOf(networks.flatMap((network) => named[network] ?? [network]));
  return {
    allows(given, protocol) {
      const address = plain(given);
      const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
      if (isIP(address) === 0 || (protocol !== 'https:' && !ownMachine.check(address, family))) return false;
      if (inside.check(address, family)) return true;
      return !closed.check(address, family) && (family === 'ipv4' || routed.check(address, family));
    },
  };
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

/** Without brackets and zone; an IPv4 address that is written as IPv6 is the IPv4 address. */
function plain(address: string): string {
  const bare = address.replace(/^\[|\]$/g, '').split('%', 1)[0] ?? '';
  const hex = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(bare);
  if (hex) {
    const [high, low] = [Number.parseInt(hex[1] ?? '', 16), Number.parseInt(hex[2] ?? '', 16)];
    return [high >> 8, high & 255, low >> 8, low & 255].join('.');
  }
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1] ?? bare;
}
