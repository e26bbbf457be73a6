import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { call, queries } from '../../api/client.ts';
import type { Site } from '../../api/wire.ts';
import { statisticsWords } from '../../messages/statistics.ts';
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
      <Panel title={statisticsWords.oneSite.waysIn(site.name)}>
        <Stack gap="sm" maw={720}>
          <Text size="sm">{statisticsWords.pasteScript}</Text>
          <Snippet />
          <Text size="sm">{statisticsWords.oneSite.goalsInPages}</Text>
          <pre className={classes.snippet}>
            {'<a href="/trial" data-kept-goal="Trial">…</a>\nkept(\'goal\', \'Trial\', 25)'}
          </pre>
          <Text size="sm">{statisticsWords.importLog}</Text>
          <pre className={classes.snippet}>{`./kept log import access.log --site ${slug}`}</pre>
          <Text size="sm">{statisticsWords.proxyLog}</Text>
          <pre className={classes.snippet}>{'./kept log proxy nginx'}</pre>
        </Stack>
      </Panel>
      <Panel title={statisticsWords.oneSite.settings(site.name)}>
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
    say(verb === 'end' ? statisticsWords.oneSite.ended : statisticsWords.oneSite.resumed);
  };
  const resume = useMutation({ mutationFn: () => set('resume') });
  return (
    <Panel title={statisticsWords.oneSite.ending}>
      <Group gap="sm">
        <Text size="sm">
          {site.endedAt ? (
            <>
              {statisticsWords.oneSite.endedOn} <When at={site.endedAt} time={false} />
            </>
          ) : (
            statisticsWords.oneSite.endingAbout
          )}
        </Text>
        {site.endedAt ? (
          <Button size="xs" variant="default" loading={resume.isPending} onClick={() => resume.mutate()}>
            {statisticsWords.oneSite.resume}
          </Button>
        ) : (
          <Confirm
            size="xs"
            label={statisticsWords.oneSite.end}
            title={statisticsWords.oneSite.endTitle(site.name)}
            consequence={statisticsWords.oneSite.endConsequence}
            act={() => set('end')}
          />
        )}
      </Group>
      {resume.isError && <Failure error={resume.error} />}
    </Panel>
  );
}
