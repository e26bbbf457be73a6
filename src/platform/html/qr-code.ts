import { encode } from 'uqr';
import { type Html, html } from './html.ts';

/** A QR code (ISO/IEC 18004) as one path, dark on white in either colour scheme so that cameras read it. */
export function qrCode(text: string, label: string): Html {
  const { data, size } = encode(text, { ecc: 'L', border: 4 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return html`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label="${label}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`;
}
