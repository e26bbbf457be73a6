import type { ReactNode } from 'react';

/** A table that may be wider than the screen: it scrolls by itself, by keyboard too. */
export function Scroll({ label, width, children }: { label: string; width?: number; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll" tabIndex={0} aria-label={label}>
      <div style={{ minWidth: width }}>{children}</div>
    </section>
  );
}
