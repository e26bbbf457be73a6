import { createTheme, type MantineColorsTuple, type MantineThemeOverride } from '@mantine/core';

export const defaultAccent = '#2b5f8a';

type Rgb = readonly [number, number, number];

function parse(hex: string): Rgb {
  const n = Number.parseInt(hex.slice(1), 16);
  return [(n >> 16) & 255, (n >> 8) & 255, n & 255];
}

function print(rgb: Rgb): string {
  return `#${rgb.map((c) => Math.round(c).toString(16).padStart(2, '0')).join('')}`;
}

function mix(a: Rgb, b: Rgb, part: number): Rgb {
  return [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part, a[2] + (b[2] - a[2]) * part];
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

/** WCAG 2.2 contrast with white, 1..21. */
function contrastWithWhite(hex: string): number {
  return 1.05 / (luminance(parse(hex)) + 0.05);
}

const white: Rgb = [255, 255, 255];
const black: Rgb = [0, 0, 0];

/** Ten shades of the vendor's accent. The seventh carries white text: it is darkened until its contrast is at least 4.8. */
export function accentShades(hex: string): MantineColorsTuple {
  let base = parse(/^#[0-9a-f]{6}$/i.test(hex) ? hex : defaultAccent);
  while (contrastWithWhite(print(base)) < 4.8) base = mix(base, black, 0.04);
  const lights = [0.93, 0.84, 0.7, 0.54, 0.38, 0.18].map((part) => print(mix(base, white, part)));
  const darks = [0.14, 0.28, 0.42].map((part) => print(mix(base, black, part)));
  return [...lights, print(base), ...darks] as unknown as MantineColorsTuple;
}

const neutral: MantineColorsTuple = [
  '#d5d8dc',
  '#b9bec5',
  '#9aa1aa',
  '#737b86',
  '#3a4049',
  '#2c3138',
  '#22262c',
  '#1a1d22',
  '#15171b',
  '#0f1114',
];

const font =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif, "Apple Color Emoji"';

/** The one place where the desk's look is decided. Sizes keep an 8-pixel rhythm. */
export function deskTheme(accent: string | null): MantineThemeOverride {
  return createTheme({
    fontFamily: font,
    fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
    headings: {
      fontFamily: font,
      fontWeight: '600',
      sizes: {
        h1: { fontSize: '1.5rem', lineHeight: '2rem' },
        h2: { fontSize: '1.125rem', lineHeight: '1.5rem' },
        h3: { fontSize: '1rem', lineHeight: '1.5rem' },
      },
    },
    colors: { accent: accentShades(accent ?? defaultAccent), dark: neutral },
    primaryColor: 'accent',
    primaryShade: { light: 6, dark: 6 },
    defaultRadius: 'sm',
    respectReducedMotion: true,
    spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
    components: {
      Table: { defaultProps: { verticalSpacing: 8, horizontalSpacing: 'md' } },
      Modal: {
        defaultProps: { centered: true, closeButtonProps: { 'aria-label': 'Close' } },
        styles: { title: { fontWeight: 600 } },
      },
      Drawer: {
        defaultProps: { position: 'right', size: 'lg', closeButtonProps: { 'aria-label': 'Close' } },
        styles: { title: { fontWeight: 600 } },
      },
      Anchor: { defaultProps: { underline: 'always' } },
      // Within a dialog a header would be a second banner of the page.
      ModalHeader: { defaultProps: { component: 'div' } },
      DrawerHeader: { defaultProps: { component: 'div' } },
      Menu: { defaultProps: { withinPortal: false, withInitialFocusPlaceholder: false } },
      Select: { defaultProps: { comboboxProps: { transitionProps: { duration: 0 } } } },
    },
  });
}
