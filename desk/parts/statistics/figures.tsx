import { Text } from '@mantine/core';
import type { CSSProperties } from 'react';
import type { Overview } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { statisticsWords } from '../../messages/statistics.ts';
import { change, inUnit } from './formats.ts';
import { useFrame } from './frame.ts';
import { isDrawn, type MetricName, metricLabel, metricNames, metrics } from './metrics.ts';
import classes from './statistics.module.css';

interface Props {
  overview: Overview;
  chosen: MetricName;
  choose: (name: MetricName) => void;
}

/** The figures of the range; pressing one draws it. */
export function FigureTiles({ overview, chosen, choose }: Props) {
  const { figures, series } = overview;
  const shown = metricNames.filter((name) =>
    figures.few ? name === 'visits' : metrics[name].ofFigures(figures) !== null,
  );
  // Two even rows rather than one and a rest.
  const columns = shown.length > 5 ? Math.ceil(shown.length / 2) : Math.max(2, shown.length);
  return (
    <>
      <fieldset
        className={classes.figures}
        aria-label={statisticsWords.figures}
        style={{ '--columns': columns } as CSSProperties}
      >
        {shown.map((name) =>
          isDrawn(name, series) ? (
            <button
              key={name}
              type="button"
              className={classes.figure}
              aria-pressed={name === chosen}
              onClick={() => choose(name)}
            >
              <Figure name={name} overview={overview} />
            </button>
          ) : (
            <div key={name} className={classes.figure}>
              <Figure name={name} overview={overview} />
            </div>
          ),
        )}
      </fieldset>
      {figures.few && (
        <Text size="sm" c="dimmed">
          {statisticsWords.fewVisits}
        </Text>
      )}
      {figures.visitors && !figures.visitors.exact && (
        <Text size="xs" c="dimmed">
          {overview.origin === 'live' || overview.origin === 'log'
            ? statisticsWords.atMostWhy
            : statisticsWords.atMostTakenOver(statisticsWords.origin.names[overview.origin])}
        </Text>
      )}
    </>
  );
}

function Figure({ name, overview: { figures, before } }: { name: MetricName; overview: Overview }) {
  const { k } = useFrame();
  const { unit, ofFigures } = metrics[name];
  const value = ofFigures(figures);
  const earlier = before && ofFigures(before.figures);
  const difference = change(value, earlier, unit);
  const atMost = name === 'visitors' && figures.visitors?.exact === false;
  return (
    <>
      <span className={classes.name}>{metricLabel(name, figures)}</span>
      <span className={classes.number}>
        {atMost && <span className={classes.small}>{statisticsWords.atMost} </span>}
        {value === null ? (figures.few ? statisticsWords.fewerThan(k) : m.common.none) : inUnit(value, unit)}
      </span>
      {before && (
        <span className={classes.small}>
          {difference ?? m.common.none}
          {earlier !== null && earlier !== undefined && ` · ${statisticsWords.was(inUnit(earlier, unit))}`}
          {name === 'visits' && before.figures.few && ` · ${statisticsWords.was(statisticsWords.fewerThan(k))}`}
        </span>
      )}
    </>
  );
}
