import type { Overview, Point } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { statisticsWords } from '../../messages/statistics.ts';
import { Scroll } from '../../ui/scroll.tsx';
import { change, inUnit, stepName } from './formats.ts';
import { type MetricName, metrics } from './metrics.ts';
import classes from './statistics.module.css';

interface Props {
  overview: Overview;
  metric: MetricName;
  title: string;
  zoom: ((from: string) => void) | null;
}

/** What the chart shows, in words and numbers. */
export function SeriesTable({ overview: { series, before, by }, metric, title, zoom }: Props) {
  const { unit, ofPoint } = metrics[metric];
  const shown = (point: Point | undefined) => {
    const value = point ? ofPoint(point) : null;
    if (point?.few) return statisticsWords.notTold;
    return value === null ? m.common.none : inUnit(value, unit);
  };
  return (
    <Scroll label={title}>
      <table className={classes.table}>
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{statisticsWords.by.heads[by]}</th>
            <th scope="col">{statisticsWords.metrics[metric]}</th>
            {before && <th scope="col">{statisticsWords.before}</th>}
            {before && <th scope="col">{statisticsWords.change}</th>}
          </tr>
        </thead>
        <tbody>
          {series.map((point, index) => {
            const earlier = before?.series[index];
            const name = stepName(point.from, by);
            return (
              <tr key={point.from}>
                <th scope="row">
                  {zoom ? (
                    <button type="button" className={classes.value} onClick={() => zoom(point.from)}>
                      {name}
                    </button>
                  ) : (
                    name
                  )}
                  {point.partial && ` ${statisticsWords.notWhole}`}
                </th>
                <td>{shown(point)}</td>
                {before && <td>{shown(earlier)}</td>}
                {before && <td>{change(ofPoint(point), earlier && ofPoint(earlier), unit) ?? m.common.none}</td>}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}
