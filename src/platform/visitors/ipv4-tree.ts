/** What a file in MMDB format says of its tree (https://maxmind.github.io/MaxMind-DB/). */
export interface TreeShape {
  readonly nodeCount: number;
  /** Bits of a record: 24, 28 or 32. */
  readonly recordSize: number;
  readonly ipVersion: number;
}

/**
 * Finds the record of an IPv4 address in the tree of a country file, by its text. 0: nothing is said of it. -1: the text is no such
 * address. Logs hold tens of thousands of addresses, but few records: what a record says is looked up once.
 */
export function openIpv4Tree(bytes: Uint8Array, { ipVersion, nodeCount, recordSize }: TreeShape) {
  const child = children(bytes, recordSize);
  let root = 0;
  // In a tree of IPv6, those of IPv4 lie below 96 zeros.
  if (ipVersion === 6) for (let bit = 0; bit < 96 && root < nodeCount; bit++) root = child(root, 0);
  return (text: string): number => {
    const address = ipv4Of(text);
    if (address < 0) return -1;
    let node = root;
    for (let bit = 31; bit >= 0 && node < nodeCount; bit--) node = child(node, (address >>> bit) & 1);
    return node > nodeCount ? node : 0;
  };
}

function children(bytes: Uint8Array, recordSize: number): (node: number, side: number) => number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (recordSize === 24)
    return (node, side) => {
      const at = node * 6 + side * 3;
      return (view.getUint16(at) << 8) | view.getUint8(at + 2);
    };
  if (recordSize === 32) return (node, side) => view.getUint32(node * 8 + side * 4);
  if (recordSize !== 28) throw new RangeError(`records of ${recordSize} bits`);
  // The byte in the middle holds the highest bits of both.
  return (node, side) => {
    const at = node * 7;
    const middle = view.getUint8(at + 3);
    return side === 0 ? ((middle & 0xf0) << 20) | (view.getUint32(at) >>> 8) : view.getUint32(at + 3) & 0x0fffffff;
  };
}

/** -1 for what is not four numbers of at most 255 with dots between. */
function ipv4Of(text: string): number {
  let address = 0;
  let number = -1;
  let dots = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) {
      number = Math.max(number, 0) * 10 + code - 48;
      if (number > 255) return -1;
    } else if (code === 46 && number >= 0 && dots < 3) {
      address = address * 256 + number;
      number = -1;
      dots++;
    } else return -1;
  }
  return dots === 3 && number >= 0 ? address * 256 + number : -1;
}
