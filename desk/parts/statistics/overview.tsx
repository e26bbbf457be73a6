import { Alert, Anchor, Group, Skeleton, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Figures, Overview } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { statisticsWords } from '../../messages/statistics.ts';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { count } from '../../ui/when.tsx';
import { DimensionPanel } from './dimension-panel.tsx';
import { FigureTiles } from './figures.tsx';
import { FilterMark } from './filter-mark.tsx';
import { dayName, percent } from './formats.ts';
import { asked, base, useFrame, useStatisticsSearch } from './frame.ts';
import { Hours } from './hours.tsx';
import { HowFiguresCome } from './how-figures-come.tsx';
import { isDrawn, isMetric } from './metrics.ts';
import { DaysShown, PeriodBar } from './period-bar.tsx';
import { useReport } from './reads.ts';
import { SeriesPanel } from './series-panel.tsx';
import classes from './statistics.module.css';
import { Times } from './times.tsx';
import { groups } from './values.ts';
import { Views } from './views.tsx';

/** How a site does: figures, their course, and what they are made of. */
export function OverviewPage() {
  const frame = useFrame();
  const { site } = frame;
  const path = `${base}/${site.slug}/overview${asked(frame, { by: frame.by })}`;
  const overview = useReport<Overview>(path);
  if (site.origins.length === 0) return <HowFiguresCome slug={site.slug} />;
  return (
    <Stack>
      <Group align="flex-end" justify="space-between" gap="sm">
        <PeriodBar compares steps />
        <Views />
      </Group>
      <FilterMark />
      {overview.isError && <Failure error={overview.error} retry={() => void overview.refetch()} />}
      {overview.isPending && <Loading />}
      {overview.data && !overview.isError && (
        <div className={overview.isPlaceholderData ? classes.stale : undefined} aria-busy={overview.isPlaceholderData}>
          <Figured overview={overview.data} />
        </div>
      )}
      <div className={classes.panels}>
        {groups.map((group) => (
          <DimensionPanel key={`${site.slug} ${group.id}`} group={group} />
        ))}
      </div>
      <Panel title={statisticsWords.dimensions.hour}>
        <Hours />
      </Panel>
    </Stack>
  );
}

function Loading() {
  return (
    <Stack role="status" aria-label={m.common.loading}>
      <Skeleton height={88} />
      <Skeleton height={340} />
    </Stack>
  );
}

function Figured({ overview }: { overview: Overview }) {
  const { site } = useFrame();
  const [search, change] = useStatisticsSearch();
  const { figures, series, before } = overview;
  const wanted = isMetric(search.metric) ? search.metric : 'visits';
  const metric = isDrawn(wanted, series) ? wanted : 'visits';
  const since = site.origins.find(({ origin }) => origin === overview.origin)?.firstDay;
  return (
    <Stack>
      <Warnings overview={overview} />
      <Text size="sm" c="dimmed">
        <DaysShown {...overview.range} />
        {before && (
          <>
            {` ${statisticsWords.comparedWith} `}
            <DaysShown {...before.range} />
            {` ${statisticsWords.comparedHow}`}
          </>
        )}
        {before && since && before.range.from < since && `. ${statisticsWords.countedSince(dayName(since))}`}
        {overview.origin !== 'live' && ` · ${statisticsWords.origin.names[overview.origin]}`}
      </Text>
      <FigureTiles
        overview={overview}
        chosen={metric}
        choose={(name) => change({ metric: name === 'visits' ? '' : name })}
      />
      {isEmpty(overview) ? (
        <Panel>
          <Empty title={statisticsWords.nothingInRange} how={statisticsWords.nothingInRangeHow} />
        </Panel>
      ) : (
        <>
          <SeriesPanel overview={overview} metric={metric} />
          <Times overview={overview} />
        </>
      )}
      <Apart figures={figures} />
    </Stack>
  );
}

function isEmpty({ figures, before, annotations }: Overview): boolean {
  const none = ({ visits, views }: Figures) => visits === 0 && (views ?? 0) === 0;
  return none(figures) && (!before || none(before.figures)) && annotations.length === 0;
}

function Warnings({ overview: { warnings } }: { overview: Overview }) {
  return warnings.map((warning) => (
    <Alert key={warning} color="orange" variant="outline" title={statisticsWords.warnings[warning].title}>
      <Text size="sm">{statisticsWords.warnings[warning].next}</Text>
      {warning === 'nothing counted' && (
        <Anchor size="sm" component={Link} to="/statistics/sites">
          {statisticsWords.toSites}
        </Anchor>
      )}
    </Alert>
  ));
}

/** A number that is missing is one to four; under a filter none of them is known. */
function isHidden({ botHits }: Figures): boolean {
  return botHits !== null;
}

/** What was seen and is not among the visits. */
function Apart({ figures }: { figures: Figures }) {
  const { k } = useFrame();
  const said = (['botHits', 'refusedHits', 'ownHits', 'badLines'] as const)
    .filter((name) => (figures[name] === null ? isHidden(figures) : figures[name] > 0))
    .map((name) =>
      statisticsWords.apart[name](figures[name] === null ? statisticsWords.fewerThan(k) : count(figures[name])),
    );
  const { missedByBeacon: missed, onePage } = figures;
  const onePages = onePage !== null && (figures.visits ?? 0) > 0;
  if (said.length === 0 && !missed && !onePages) return null;
  return (
    <Stack gap={4}>
      {onePages && (
        <Text size="sm" c="dimmed">
          {statisticsWords.onePage(count(onePage))}
        </Text>
      )}
      {said.length > 0 && (
        <Text size="sm" c="dimmed">
          {statisticsWords.apart.title} {new Intl.ListFormat('en').format(said)}.
        </Text>
      )}
      {missed && (
        <Text size="sm" c="dimmed">
          {statisticsWords.missed(
            missed.share === null ? m.common.none : percent(missed.share),
            count(missed.logOnly),
            count(missed.beaconOnly),
          )}
        </Text>
      )}
    </Stack>
  );
}
