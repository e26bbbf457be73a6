import { Anchor, Button, CopyButton, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { m } from '../../messages/en.ts';
import { statisticsWords } from '../../messages/statistics.ts';
import { Panel } from '../../ui/page-head.tsx';
import classes from './statistics.module.css';

/** The line to be pasted into the site's pages. The server that counts is the one that this desk is from. */
export function Snippet() {
  const script = `<script async src="${location.origin}/s.js"></script>`;
  const pixel = `<noscript><img src="${location.origin}/s/pixel.gif" alt="" referrerpolicy="no-referrer-when-downgrade"></noscript>`;
  const text = `${script}\n${pixel}`;
  return (
    <Stack gap="xs" align="flex-start">
      <pre className={classes.snippet}>{text}</pre>
      <Copy text={text} />
    </Stack>
  );
}

export function Copy({ text }: { text: string }) {
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Button size="xs" variant="default" onClick={copy}>
          {copied ? m.common.copied : statisticsWords.copy}
        </Button>
      )}
    </CopyButton>
  );
}

/** While nothing was counted: the two ways in which figures come. */
export function HowFiguresCome({ slug }: { slug: string }) {
  return (
    <Panel title={statisticsWords.nothingYet}>
      <Stack gap="sm" maw={720}>
        <Text size="sm">{statisticsWords.pasteScript}</Text>
        <Snippet />
        <Text size="sm" c="dimmed">
          {statisticsWords.fillsItself}
        </Text>
        <Text size="sm">{statisticsWords.importLog}</Text>
        <pre className={classes.snippet}>{`./kept log import access.log --site ${slug}`}</pre>
        <Group>
          <Anchor size="sm" component={Link} to="/statistics/sites/$id" params={{ id: slug } as never}>
            {statisticsWords.toSite}
          </Anchor>
        </Group>
      </Stack>
    </Panel>
  );
}
