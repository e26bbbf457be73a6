/** Small line icons, always beside a word. */
const paths = {
  home: 'M3 9.5 10 4l7 5.5V16H3zM8 16v-4h4v4',
  contacts: 'M3 16V6l5-3v13M8 16h9V8H8M11 11h3M5 8h1M5 11h1',
  licences: 'M4 4h12v12H4zM7 8h6M7 12h3',
  resellers: 'M3 8h14l-1.5-4h-11zM4 8v8h12V8M8 16v-4h4v4',
  proof: 'M10 3l6 2v5c0 3.500-2.500 6-6 7-3.500-1-6-3.500-6-7V5zM7.500 10l2 2 3.500-4',
  requests: 'M4 4h12v9H9l-3 3v-3H4zM7 7.500h6M7 10h4',
  settings: 'M3 6h6M13 6h4M11 4v4M3 14h2M9 14h8M7 12v4',
  statistics: 'M3 17h14M5 14v-4M9 14V5M13 14V8M17 14v-2',
  left: 'M12 5l-5 5 5 5',
  search: 'M9 4a5 5 0 1 1 0 10A5 5 0 0 1 9 4M13 13l4 4',
  source: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14M10 9v5M10 6v.5',
  up: 'M10 16V5M5.500 9 10 4.500 14.500 9',
  down: 'M10 4v11M5.500 11l4.500 4.500 4.500-4.500',
  right: 'M8 5l5 5-5 5',
  check: 'M4 10.500l4 4 8-9',
  cross: 'M5 5l10 10M15 5L5 15',
  question: 'M7 7.500a3 3 0 1 1 4.500 2.600c-1 .6-1.500 1.200-1.500 2.400M10 15.500v.5',
  dash: 'M5 10h10',
  clock: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14M10 6v4l3 2',
  pen: 'M4 16l1-4 8-8 3 3-8 8zM11 6l3 3',
  hand: 'M4 15c3-6 5-9 6-9s0 6 1 6 1-3 2-3 0 4 3 4',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      style={{ flex: 'none' }}
    >
      <path d={paths[name]} />
    </svg>
  );
}
