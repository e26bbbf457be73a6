import { Alert, Button, Group, NumberInput, Select, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { IssuedLicences, Page, Product, Reseller } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { download } from '../../ui/csv.ts';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { complain, needed } from '../../ui/forms.ts';
import { PageHead, Panel } from '../../ui/page-head.tsx';
import { count } from '../../ui/when.tsx';
import { useProducts } from './catalogue.ts';
import { endingKinds, FeatureSelect, type IssueTerms, TemplateSelect } from './issue-terms.tsx';
import { SeatFields, sentSeats, usualSeats } from './seat-terms.tsx';

const route = getRouteApi('/frame/licences/issue');

interface Values extends IssueTerms {
  holderCompanyId: string;
  productId: string;
  releaseId: string;
  count: number;
}

/** Stands for no reseller. */
const drafts = 'drafts';
const isDraft = ({ holderCompanyId }: Values) => holderCompanyId === drafts;

function sent(values: Values) {
  const { productId, releaseId, kind, count, seats } = values;
  return {
    ...{ productId, releaseId, kind, count, seats },
    holderCompanyId: isDraft(values) ? null : values.holderCompanyId,
    expiresOn: values.expiresOn || null,
    maintenanceUntil: values.maintenanceUntil || null,
    features: values.features.length > 0 ? values.features : null,
    ...sentSeats(values),
  };
}

/** Issues serials to a reseller: choose, check, issue, take the list away. */
export function Issue() {
  const products = useProducts();
  const resellers = useQuery({
    queryKey: ['list', '/resellers', 'all'],
    queryFn: ({ signal }) => call<Page<Reseller>>('GET', '/resellers?limit=500&sort=name', { signal }),
  });
  const failed = products.error ?? resellers.error;
  const released = (products.data?.items ?? []).filter((product) => product.releases.length > 0);
  const missing = products.data && resellers.data && (released.length === 0 || resellers.data.items.length === 0);
  return (
    <>
      <PageHead title={m.issue.title} about={m.issue.about} />
      {failed && <Failure error={failed} />}
      {missing && (
        <Panel>
          <Empty
            title={m.issue.notYet}
            how={m.issue.notYetHow}
            action={
              <Group>
                <Button component={Link} to="/licences/products" variant="default">
                  {m.licensing.products}
                </Button>
                <Button component={Link} to="/resellers/new" variant="default">
                  {m.resellers.new}
                </Button>
              </Group>
            }
          />
        </Panel>
      )}
      {products.data && resellers.data && !missing && <Wizard products={released} resellers={resellers.data.items} />}
    </>
  );
}

function Wizard({ products, resellers }: { products: Product[]; resellers: Reseller[] }) {
  const { holder } = route.useSearch();
  const [step, setStep] = useState<'choose' | 'check'>('choose');
  const [problem, setProblem] = useState<unknown>(null);
  // One key a filled form: sent twice, it issues once.
  const key = useRef(crypto.randomUUID());
  const form = useForm<Values>({
    initialValues: {
      holderCompanyId: holder ?? '',
      productId: products.length === 1 ? (products[0]?.id ?? '') : '',
      releaseId: products.length === 1 ? (products[0]?.releases[0]?.id ?? '') : '',
      kind: 'perpetual',
      count: 10,
      seats: 1,
      expiresOn: '',
      maintenanceUntil: '',
      features: [],
      ...usualSeats,
    },
    validate: {
      holderCompanyId: needed(m.issue.holderNeeded),
      productId: needed(m.issue.productNeeded),
      releaseId: needed(m.issue.releaseNeeded),
      count: (value) => (value >= 1 && value <= 500 ? null : m.issue.countWrong),
      seats: (value) => (value >= 1 && value <= 100_000 ? null : m.issue.seatsWrong),
      expiresOn: (value, values) => (endingKinds.includes(values.kind) && !value ? m.issue.expiryNeeded : null),
    },
  });
  const issue = useMutation({
    mutationFn: (values: Values) =>
      call<IssuedLicences>('POST', '/licences', {
        idempotencyKey: key.current,
        body: sent(values),
      }),
    onMutate: () => setProblem(null),
    onError: (error) => {
      const rest = complain(form, error);
      setProblem(rest);
      if (rest === null) setStep('choose');
    },
    onSuccess: () => void queries.invalidateQueries(),
  });
  const product = products.find((one) => one.id === form.values.productId);
  const release = product?.releases.find((one) => one.id === form.values.releaseId);
  const reseller = resellers.find((one) => one.id === form.values.holderCompanyId);

  if (issue.data) {
    return (
      <Serials
        issued={issue.data}
        reseller={reseller?.name ?? null}
        product={`${product?.name} ${release?.version}`}
        again={() => {
          key.current = crypto.randomUUID();
          issue.reset();
          setStep('choose');
        }}
      />
    );
  }
  if (step === 'check') {
    return (
      <Panel title={m.issue.check}>
        <Stack maw={560}>
          <Text>
            {(isDraft(form.values) ? m.issue.summaryOfDrafts : m.issue.summary)({
              count: count(form.values.count),
              product: `${product?.name} ${release?.version}`,
              reseller: reseller?.name ?? m.common.none,
              seats: form.values.floating ? m.licence.floatingSeats(form.values.seats) : count(form.values.seats),
              kind: m.licenceKinds[form.values.kind] ?? form.values.kind,
            })}
          </Text>
          <Text size="sm" c="dimmed">
            {isDraft(form.values) ? m.issue.draftsConsequence : m.issue.consequence}
          </Text>
          {problem !== null && <Failure error={problem} />}
          <Group>
            <Button loading={issue.isPending} onClick={() => issue.mutate(form.values)}>
              {m.issue.go(count(form.values.count))}
            </Button>
            <Button variant="default" onClick={() => setStep('choose')}>
              {m.common.back}
            </Button>
          </Group>
        </Stack>
      </Panel>
    );
  }
  return (
    <Panel>
      <form onSubmit={form.onSubmit(() => setStep('check'))} noValidate>
        <Stack maw={560}>
          <Select
            label={m.issue.holder}
            required
            searchable
            data={[
              { value: drafts, label: m.issue.drafts },
              ...resellers.map((one) => ({ value: one.id, label: one.name })),
            ]}
            {...form.getInputProps('holderCompanyId')}
          />
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <Select
              label={m.licence.product}
              required
              searchable
              data={products.map((one) => ({ value: one.id, label: one.name }))}
              {...form.getInputProps('productId')}
              onChange={(productId) => {
                const newest = products.find((one) => one.id === productId)?.releases[0]?.id ?? '';
                form.setValues({ productId: productId ?? '', releaseId: newest, features: [] });
              }}
            />
            <Select
              label={m.licence.release}
              required
              data={(product?.releases ?? []).map((one) => ({ value: one.id, label: one.version }))}
              {...form.getInputProps('releaseId')}
            />
            <TemplateSelect key={form.values.productId} productId={form.values.productId} onPick={form.setValues} />
            <NumberInput
              label={m.issue.count}
              required
              min={1}
              max={500}
              allowDecimal={false}
              {...form.getInputProps('count')}
            />
            <NumberInput
              label={m.issue.seats}
              required
              min={1}
              max={100_000}
              allowDecimal={false}
              {...form.getInputProps('seats')}
            />
            <Select
              label={m.licence.kind}
              allowDeselect={false}
              data={Object.entries(m.licenceKinds).map(([value, label]) => ({ value, label }))}
              {...form.getInputProps('kind')}
            />
            <TextInput
              label={endingKinds.includes(form.values.kind) ? m.licence.expires : m.issue.expiresOptional}
              type="date"
              required={endingKinds.includes(form.values.kind)}
              {...form.getInputProps('expiresOn')}
            />
            <TextInput label={m.issue.maintenanceOptional} type="date" {...form.getInputProps('maintenanceUntil')} />
            <FeatureSelect
              productId={form.values.productId}
              value={form.values.features}
              onChange={(features) => form.setFieldValue('features', features)}
            />
          </SimpleGrid>
          <SeatFields values={form.values} getInputProps={form.getInputProps} />
          <Group>
            <Button type="submit">{m.issue.next}</Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}

interface SerialsProps {
  issued: IssuedLicences;
  /** Null: they are drafts. */
  reseller: string | null;
  product: string;
  again: () => void;
}

function Serials({ issued, reseller, product, again }: SerialsProps) {
  const text = issued.licences.map((licence) => licence.serial).join('\n');
  return (
    <Stack maw={640}>
      <Alert
        color="green"
        variant="outline"
        title={
          reseller === null
            ? m.issue.draftsDone(count(issued.licences.length))
            : m.issue.done(count(issued.licences.length), reseller)
        }
        role="status"
      >
        {reseller === null ? m.issue.draftsConsequence : m.issue.doneNext}
      </Alert>
      <Textarea
        label={`${m.issue.serials} (${product})`}
        value={text}
        readOnly
        autosize
        maxRows={16}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
      <Group>
        <Button
          variant="default"
          onClick={() => download(new Blob([`${text}\n`], { type: 'text/plain' }), 'serials.txt')}
        >
          {m.issue.save}
        </Button>
        <Button variant="default" onClick={again}>
          {m.issue.again}
        </Button>
        <Button component={Link} to="/licences" variant="default">
          {m.issue.list}
        </Button>
      </Group>
    </Stack>
  );
}
