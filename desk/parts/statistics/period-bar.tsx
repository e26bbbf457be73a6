import { Button, Group, Select, TextInput } from '@mantine/core';
import { type KeyboardEvent, useId } from 'react';
import { statisticsWords } from '../../messages/statistics.ts';
import { Icon } from '../../ui/icon.tsx';
import { rangeName } from './formats.ts';
import { useFrame, useStatisticsSearch } from './frame.ts';
import { defaultPeriod, isDay, moved, periods } from './periods.ts';
import classes from './statistics.module.css';

interface Props {
  /** Pages whose answers do not compare or have no series leave these away. */
  compares?: boolean;
  steps?: boolean;
}

/** Which days, compared with which, by what; Page Up and Page Down go one period back and on. */
export function PeriodBar({ compares = false, steps = false }: Props) {
  const frame = useFrame();
  const [, change] = useStatisticsSearch();
  const hint = useId();
  const { days, site, period, compare, by, origin } = frame;
  const earlier = moved(days, -1, site.today);
  const later = moved(days, 1, site.today);
  const choose = (next: { from: string; to: string } | null) => next && change({ ...next, period: '' });
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'PageUp' && event.key !== 'PageDown') return;
    event.preventDefault();
    choose(event.key === 'PageUp' ? earlier : later);
  }
  return (
    <fieldset
      className={classes.fields}
      aria-label={statisticsWords.period.label}
      aria-describedby={hint}
      onKeyDown={onKeyDown}
    >
      <span id={hint} className="sr-only">
        {statisticsWords.period.keys}
      </span>
      <Group gap="sm" align="flex-end">
        <Group gap={4} align="flex-end" wrap="nowrap">
          <Step label={statisticsWords.period.earlier} icon="left" go={earlier && (() => choose(earlier))} />
          <Select
            size="xs"
            w={176}
            label={statisticsWords.period.label}
            allowDeselect={false}
            maxDropdownHeight={420}
            data={[
              ...periods.map((value) => ({ value, label: statisticsWords.period.names[value] })),
              { value: 'days', label: statisticsWords.period.names.days },
            ]}
            value={period ?? 'days'}
            onChange={(value) =>
              value === 'days'
                ? choose(days)
                : change({ period: value === defaultPeriod ? '' : (value ?? ''), from: '', to: '' })
            }
          />
          <Step label={statisticsWords.period.later} icon="right" go={later && (() => choose(later))} />
        </Group>
        {!period && <DayInputs />}
        {compares && (
          <Select
            size="xs"
            w={176}
            label={statisticsWords.compare.label}
            allowDeselect={false}
            data={Object.entries(statisticsWords.compare.names).map(([value, label]) => ({ value, label }))}
            value={compare}
            onChange={(value) => change({ compare: value === 'none' ? '' : (value ?? '') })}
          />
        )}
        {steps && (
          <Select
            size="xs"
            w={112}
            label={statisticsWords.by.label}
            allowDeselect={false}
            data={Object.entries(statisticsWords.by.names).map(([value, label]) => ({ value, label }))}
            value={by ?? 'auto'}
            onChange={(value) => change({ by: value === 'auto' ? '' : (value ?? '') })}
          />
        )}
        {site.origins.length > 1 && (
          <Select
            size="xs"
            w={208}
            label={statisticsWords.origin.label}
            allowDeselect={false}
            data={site.origins.map((each) => ({
              value: each.origin,
              label: statisticsWords.origin.names[each.origin],
            }))}
            value={origin}
            onChange={(value) => change({ origin: value ?? '' })}
          />
        )}
      </Group>
    </fieldset>
  );
}

function Step({ label, icon, go }: { label: string; icon: 'left' | 'right'; go: (() => void) | null }) {
  return (
    <Button
      size="xs"
      px={8}
      variant="default"
      aria-label={label}
      title={label}
      aria-keyshortcuts={icon === 'left' ? 'PageUp' : 'PageDown'}
      disabled={!go}
      onClick={() => go?.()}
    >
      <Icon name={icon} size={14} />
    </Button>
  );
}

function DayInputs() {
  const { days, site } = useFrame();
  const [, change] = useStatisticsSearch();
  function pick(next: { from?: string; to?: string }) {
    const { from, to } = { ...days, ...next };
    if (!isDay(from) || !isDay(to)) return;
    // A first day after the last moves the last with it, and the other way round.
    change({ period: '', ...(from <= to ? { from, to } : next.from ? { from, to: from } : { from: to, to }) });
  }
  return (
    <>
      <TextInput
        key={`from ${days.from}`}
        size="xs"
        type="date"
        label={statisticsWords.period.from}
        max={site.today}
        defaultValue={days.from}
        onBlur={(event) => pick({ from: event.currentTarget.value })}
        onKeyDown={(event) => event.key === 'Enter' && pick({ from: event.currentTarget.value })}
      />
      <TextInput
        key={`to ${days.to}`}
        size="xs"
        type="date"
        label={statisticsWords.period.to}
        max={site.today}
        defaultValue={days.to}
        onBlur={(event) => pick({ to: event.currentTarget.value })}
        onKeyDown={(event) => event.key === 'Enter' && pick({ to: event.currentTarget.value })}
      />
    </>
  );
}

/** The days in words, with their zone on hover. */
export function DaysShown({ from, to }: { from: string; to: string }) {
  const { site } = useFrame();
  return <span title={site.timeZone}>{rangeName({ from, to })}</span>;
}
