import type { Today } from '../../staff/index.ts';
import { lostOf } from '../rules/line-counts.ts';
import type { LogLines } from './imports/live-lines.ts';
import type { WaysIn } from './ways-in.ts';

/**
 * For whoever runs the server: a proxy stands in front of it that nobody has named, so that visits cannot be told apart; lines of web
 * servers come in that are lost, since the start of the server.
 */
export function waysInToday(waysIn: WaysIn, logLines: Pick<LogLines, 'anyOneAddress' | 'figures'>): Today {
  return async (who) => {
    if (who.role !== 'administrator') return {};
    const groups = [
      {
        kind: 'visits share one address',
        count: waysIn.anyOneAddress() || logLines.anyOneAddress() ? 1 : 0,
        items: [],
      },
      { kind: 'log lines not counted', count: lostOf(logLines.figures), items: [] },
    ];
    return { groups: groups.filter(({ count }) => count > 0) };
  };
}
