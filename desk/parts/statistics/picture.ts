const looks = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-opacity',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'visibility',
];
const svgNames = 'http://www.w3.org/2000/svg';
const margin = 16;
const headHeight = 64;

interface Words {
  readonly title: string;
  /** Site and days. */
  readonly about: string;
  readonly key: readonly { readonly label: string; readonly dash: string }[];
}

/**
 * A chart as a PNG, drawn in this browser. Style sheets do not reach a picture, so each element takes its looks along. The
 * page's own policy allows no blob: address, hence data:.
 */
export async function chartPicture(chart: SVGSVGElement, words: Words): Promise<string> {
  const { width, height } = chart.getBoundingClientRect();
  const size = { width: width + 2 * margin, height: height + headHeight + 2 * margin };
  const page = getComputedStyle(document.body);
  const picture = document.createElementNS(svgNames, 'svg');
  picture.setAttribute('xmlns', svgNames);
  picture.setAttribute('width', String(size.width));
  picture.setAttribute('height', String(size.height));
  const surface = page.getPropertyValue('--kept-surface').trim() || '#fff';
  picture.append(element('rect', { width: '100%', height: '100%', fill: surface }));
  writeHead(picture, words, { color: page.color, font: page.fontFamily });
  const copy = withLooks(chart);
  copy.setAttribute('x', String(margin));
  copy.setAttribute('y', String(headHeight + margin));
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.style.overflow = 'visible';
  picture.append(copy);
  return drawn(new XMLSerializer().serializeToString(picture), size);
}

function element(name: string, attributes: Record<string, string>, text = ''): SVGElement {
  const made = document.createElementNS(svgNames, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

function writeHead(picture: SVGElement, { title, about, key }: Words, look: { color: string; font: string }): void {
  const text = { fill: look.color, 'font-family': look.font };
  picture.append(
    element('text', { ...text, x: String(margin), y: '30', 'font-size': '16', 'font-weight': '600' }, title),
    element('text', { ...text, x: String(margin), y: '50', 'font-size': '12' }, about),
  );
  let x = margin;
  for (const { label, dash } of key) {
    const line = { x1: String(x), x2: String(x + 24), y1: '66', y2: '66', stroke: look.color, 'stroke-width': '2' };
    picture.append(
      element('line', { ...line, 'stroke-dasharray': dash }),
      element('text', { ...text, x: String(x + 32), y: '70', 'font-size': '12' }, label),
    );
    x += 56 + label.length * 7;
  }
}

function withLooks(chart: SVGSVGElement): SVGSVGElement {
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const from = [chart, ...chart.querySelectorAll('*')];
  const to = [copy, ...copy.querySelectorAll('*')];
  for (const [index, source] of from.entries()) {
    const computed = getComputedStyle(source);
    const style = looks.map((name) => `${name}:${computed.getPropertyValue(name)}`).join(';');
    to[index]?.setAttribute('style', style);
    to[index]?.removeAttribute('class');
  }
  return copy;
}

async function drawn(svg: string, { width, height }: { width: number; height: number }): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  const sharpness = 2;
  canvas.width = width * sharpness;
  canvas.height = height * sharpness;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png');
}

export function saveAs(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}
