import { Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { call } from '../../api/client.ts';
import type { NoticeText } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { DataList, Line } from '../../ui/datum.tsx';
import { Failure } from '../../ui/failure.tsx';
import { PageHead, Panel } from '../../ui/page-head.tsx';
import { When } from '../../ui/when.tsx';

const route = getRouteApi('/frame/notices/$id');

/** The very words people saw, with their hash. */
export function NoticePage() {
  const { id } = route.useParams();
  const notice = useQuery({
    queryKey: ['notice', id],
    queryFn: ({ signal }) => call<NoticeText>('GET', `/notices/${id}`, { signal }),
  });
  if (notice.isError) return <Failure error={notice.error} retry={() => void notice.refetch()} />;
  if (!notice.data) return <Skeleton height={320} />;
  const { kind, version, sha256, effectiveAt, publishedAt, sections } = notice.data;
  const paragraphs = sections.map((section, index) => ({ ...section, key: `${index} ${section.heading}` }));
  return (
    <>
      <PageHead title={m.provenance.noticeText(m.noticeKinds[kind] ?? kind, version)} about={m.notices.about} />
      <Stack maw={760}>
        <Panel>
          <DataList>
            <Line label={m.notices.effective}>
              <When at={effectiveAt} />
            </Line>
            <Line label={m.notices.published}>
              <When at={publishedAt} />
            </Line>
            <Line label={m.notices.hash}>
              <span style={{ fontFamily: 'monospace' }}>{sha256}</span>
            </Line>
          </DataList>
        </Panel>
        <Panel>
          {paragraphs.map((section) => (
            <section key={section.key}>
              {section.heading && (
                <Title order={2} mt="md">
                  {section.heading}
                </Title>
              )}
              {section.text.split(/\n{2,}/).map((text) => (
                <Text key={text} mt="xs" style={{ whiteSpace: 'pre-line' }}>
                  {text}
                </Text>
              ))}
            </section>
          ))}
        </Panel>
      </Stack>
    </>
  );
}
