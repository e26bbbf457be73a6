import { Group, Stack, Text, Title } from '@mantine/core';
import type { Licence, LicenceRegistrations } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { countryName } from '../../ui/countries.ts';
import { DataList, DatumRow, Line } from '../../ui/datum.tsx';
import { NoticeMark } from '../../ui/notice-mark.tsx';
import { Personal, usePersonal } from '../../ui/personal.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { When } from '../../ui/when.tsx';

/** What was told at each activation: opened only for a reason. */
export function Registrations({ id, known }: { id: string; known: Licence['registrations'] }) {
  if (known.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {m.licence.noRegistrations}
      </Text>
    );
  }
  return <Told id={id} />;
}

function Told({ id }: { id: string }) {
  const read = usePersonal<LicenceRegistrations>(`/licences/${id}/registrations`);
  return (
    <Personal read={read}>
      {({ registrations }) => (
        <Stack gap="lg">
          {registrations.map((registration) => (
            <section key={registration.id}>
              <Group justify="space-between">
                <Title order={3}>{registration.company.name}</Title>
                <StateBadge state={registration.state} />
              </Group>
              <DataList>
                <Line label={m.provenance.when}>
                  <When at={registration.givenAt} />
                </Line>
                <Line label={m.provenance.notice}>
                  <NoticeMark notice={registration.notice} />
                </Line>
                {registration.data.map((datum) => (
                  <DatumRow key={datum.field} datum={datum} show={datum.field === 'country' ? countryName : (v) => v} />
                ))}
              </DataList>
              <RefLink kind="person" id={registration.personId} fz="sm">
                {m.licence.openPerson}
              </RefLink>
            </section>
          ))}
        </Stack>
      )}
    </Personal>
  );
}
