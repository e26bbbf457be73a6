import type { LineSources, LogLines } from '../parts/statistics/index.ts';
import type { Deps } from '../platform/deps.ts';
import { type ListenOptions, listenForLines } from '../platform/logs/listen.ts';
import { statusPath, tellAt } from '../platform/logs/tell.ts';

/** Where lines of web servers are taken, and where is told what became of them: to `./kept log status`, and to the desk. */
export function openLineSources(
  deps: Pick<Deps, 'clock' | 'log'>,
  lines: LogLines,
  places: Pick<ListenOptions, 'socket' | 'syslog'> | null,
) {
  const since = deps.clock.now().toISOString();
  let opened: Promise<(() => Promise<void>)[]> = Promise.resolve([]);
  let listens = false;

  function tell(): LineSources {
    const at = {
      socket: places?.socket ?? null,
      syslog: places?.syslog ? `${places.syslog.host}:${places.syslog.port}` : null,
    };
    const ways = (['socket', 'syslog'] as const).flatMap((way) => {
      const place = at[way];
      const { lastAt, ...counts } = lines.ways[way];
      return place === null ? [] : [{ way, place, ...counts, lastAt: lastAt?.toISOString() ?? null }];
    });
    return { since, listens, ways };
  }

  async function open(): Promise<(() => Promise<void>)[]> {
    if (places === null) return [];
    const closes: (() => Promise<void>)[] = [];
    try {
      const tooLong = (way: 'socket' | 'syslog', count: number) => lines.lost(way, 'tooLong', count);
      const listener = await listenForLines({ ...places, take: lines.take, tooLong });
      closes.push(() => listener.close());
      listens = true;
      if (places.socket !== null) closes.push(await tellAt(statusPath(places.socket), tell));
    } catch (error) {
      deps.log.warn(listens ? 'nobody can ask what became of lines' : 'lines of web servers are not taken', { error });
    }
    return closes;
  }

  return {
    tell,
    listen() {
      opened = open();
    },
    async close() {
      for (const close of await opened) await close();
    },
  };
}
