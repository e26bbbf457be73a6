import { Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { call } from '../../api/client.ts';
import type { Lead } from '../../api/wire.ts';
import { leadsMessages } from '../../messages/en/leads.ts';
import { m } from '../../messages/en.ts';
import { useMay } from '../../session.ts';
import { countryName } from '../../ui/countries.ts';
import { DataList, Line } from '../../ui/datum.tsx';
import { Failure } from '../../ui/failure.tsx';
import { PageHead, Panel } from '../../ui/page-head.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { When } from '../../ui/when.tsx';
import { LeadActs } from './lead-acts.tsx';

const route = getRouteApi('/frame/leads/$id');

/** A prospect: what is known of it, why it is where it is, and whom it was offered to. */
export function LeadPage() {
  const { id } = route.useParams();
  const staff = useMay()('resellers');
  const lead = useQuery({
    queryKey: ['lead', id],
    queryFn: ({ signal }) => call<Lead>('GET', `/leads/${id}`, { signal }),
  });
  if (lead.isError) return <Failure error={lead.error} retry={() => void lead.refetch()} />;
  if (!lead.data) return <Skeleton height={400} />;
  const data = lead.data;
  return (
    <>
      <PageHead title={data.companyName} about={countryName(data.country)} actions={<LeadActs lead={data} />} />
      <Stack maw={960}>
        <Panel>
          <DataList>
            <Line label={m.licence.state}>
              <StateBadge state={data.state} />
            </Line>
            {data.outcome && (
              <Line label={leadsMessages.leads.outcome}>
                {leadsMessages.leads.outcomes[data.outcome] ?? data.outcome}
              </Line>
            )}
            {data.dueAt && (
              <Line label={leadsMessages.leads.due}>
                <When at={data.dueAt} />
              </Line>
            )}
            {data.holder && (
              <Line label={leadsMessages.leads.holder}>
                <RefLink kind="reseller" id={data.holder.id}>
                  {data.holder.name}
                </RefLink>
              </Line>
            )}
            {data.reason && <Line label={leadsMessages.leads.reason}>{data.reason}</Line>}
            <Line label={leadsMessages.leads.interest}>
              {leadsMessages.leads.interests[data.interest] ?? data.interest}
            </Line>
            {data.product && <Line label={leadsMessages.leads.product}>{data.product.name}</Line>}
            {data.region && <Line label={m.fields.region}>{data.region}</Line>}
            {data.industry && <Line label={m.dataFields.industry ?? ''}>{data.industry}</Line>}
            <Line label={leadsMessages.leads.source}>{leadsMessages.leads.sources[data.source] ?? data.source}</Line>
            <Line label={m.fields.since}>
              <When at={data.createdAt} />
            </Line>
            <Line label={leadsMessages.leads.contact}>
              <Contact lead={data} />
            </Line>
          </DataList>
        </Panel>
        {staff && (
          <Panel title={leadsMessages.leads.offers}>
            <Offers lead={data} />
          </Panel>
        )}
      </Stack>
    </>
  );
}

function Contact({ lead }: { lead: Lead }) {
  if (!lead.company)
    return lead.state === 'offered' ? leadsMessages.leads.contactLater : leadsMessages.leads.contactNone;
  return (
    <Group gap="md">
      <RefLink kind="company" id={lead.company.id}>
        {leadsMessages.leads.companyPage}
      </RefLink>
      {lead.personId && (
        <RefLink kind="person" id={lead.personId}>
          {leadsMessages.leads.contactPage}
        </RefLink>
      )}
    </Group>
  );
}

function Offers({ lead }: { lead: Lead }) {
  if (lead.offers.length === 0) return <Text size="sm">{leadsMessages.leads.noOffers}</Text>;
  return (
    <Stack gap="sm">
      {lead.offers.map((offer) => (
        <div key={offer.id}>
          <Text size="sm">
            <RefLink kind="reseller" id={offer.reseller.id}>
              {offer.reseller.name}
            </RefLink>
            {': '}
            {leadsMessages.leads.offerStates[offer.state] ?? offer.state}
          </Text>
          <Text size="sm" c="dimmed">
            <When at={offer.offeredAt} /> · {offer.reason}
            {offer.remindedAt && ` · ${leadsMessages.leads.reminded}`}
          </Text>
        </div>
      ))}
    </Stack>
  );
}
