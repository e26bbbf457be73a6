import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { call, queries } from '../../api/client.ts';
import type { Site } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { useMay } from '../../session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { say } from '../../ui/said.tsx';
import { When } from '../../ui/when.tsx';
import { Snippet } from './how-figures-come.tsx';
import { ImportsPanel } from './imports.tsx';
import { useReport } from './reads.ts';
import { SiteForm } from './site-form.tsx';
import classes from './statistics.module.css';

/** One website: how its visits come here, and how they are counted. */
export function SitePage() {
  const { id: slug = '' }: { id?: string } = useParams({ strict: false });
  const writes = useMay()('statistics settings');
  const read = useReport<Site>(`/statistics/sites/${slug}`);
  if (read.isError) return <Failure error={read.error} retry={() => void read.refetch()} />;
  if (!read.data || read.isPlaceholderData) return <Skeleton height={400} />;
  const site = read.data;
  return (
    <Stack>
      <Panel title={m.statistics.oneSite.waysIn(site.name)}>
        <Stack gap="sm" maw={720}>
          <Text size="sm">{m.statistics.pasteScript}</Text>
          <Snippet />
          <Text size="sm">{m.statistics.oneSite.goalsInPages}</Text>
          <pre className={classes.snippet}>
            {'<a href="/trial" data-kept-goal="Trial">…</a>\nkept(\'goal\', \'Trial\', 25)'}
          </pre>
          <Text size="sm">{m.statistics.importLog}</Text>
          <pre className={classes.snippet}>{`./kept log import access.log --site ${slug}`}</pre>
          <Text size="sm">{m.statistics.proxyLog}</Text>
          <pre className={classes.snippet}>{'./kept log proxy nginx'}</pre>
        </Stack>
      </Panel>
      <Panel title={m.statistics.oneSite.settings(site.name)}>
        <SiteForm key={site.slug} site={site} writes={writes} />
      </Panel>
      <ImportsPanel site={site} writes={writes} />
      {writes && <Ending site={site} />}
    </Stack>
  );
}

function Ending({ site }: { site: Site }) {
  const set = async (verb: 'end' | 'resume') => {
    await call('POST', `/statistics/sites/${site.slug}/${verb}`, { body: {} });
    await queries.invalidateQueries({ queryKey: ['statistics'] });
    say(verb === 'end' ? m.statistics.oneSite.ended : m.statistics.oneSite.resumed);
  };
  const resume = useMutation({ mutationFn: () => set('resume') });
  return (
    <Panel title={m.statistics.oneSite.ending}>
      <Group gap="sm">
        <Text size="sm">
          {site.endedAt ? (
            <>
              {m.statistics.oneSite.endedOn} <When at={site.endedAt} time={false} />
            </>
          ) : (
            m.statistics.oneSite.endingAbout
          )}
        </Text>
        {site.endedAt ? (
          <Button size="xs" variant="default" loading={resume.isPending} onClick={() => resume.mutate()}>
            {m.statistics.oneSite.resume}
          </Button>
        ) : (
          <Confirm
            size="xs"
            label={m.statistics.oneSite.end}
            title={m.statistics.oneSite.endTitle(site.name)}
            consequence={m.statistics.oneSite.endConsequence}
            act={() => set('end')}
          />
        )}
      </Group>
      {resume.isError && <Failure error={resume.error} />}
    </Panel>
  );
}
