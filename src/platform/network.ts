import { isIPv6 } from 'node:net';

/**
 * The network an address belongs to: the address itself, or the /64 of an IPv6 one (RFC 4291, 2.2: `::` stands for as many
 * groups of zeros as are missing), however it is spelled. An IPv4 address written as IPv6 is the IPv4 address.
 */
export function networkOfAddress(address: string): string {
  if (!address.includes(':') || !isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const [before = '', after] = address.split('%', 1)[0]?.split('::') ?? [];
  const left = groups(before);
  const right = after === undefined ? [] : groups(after);
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

/** An IPv4 address at the end stands for two groups. */
function groups(text: string): string[] {
  return text === '' ? [] : text.split(':').flatMap((group) => (group.includes('.') ? ['0', '0'] : [group]));
}
