import { Button, Group, Modal, MultiSelect, Skeleton, Stack, Table, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Product, Release } from '../../api/wire.ts';
import { downloadsMessages } from '../../messages/en/downloads.ts';
import { m } from '../../messages/en.ts';
import { useMay, vendorDay } from '../../session.ts';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { complain, needed } from '../../ui/forms.ts';
import { Panel } from '../../ui/page-head.tsx';
import { say } from '../../ui/said.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import { count, Day } from '../../ui/when.tsx';
import { useProducts, useTechnologies } from './catalogue.ts';
import { ProductTerms } from './product-terms.tsx';
import { ReleaseFiles } from './release-files.tsx';

/** What is sold: products, their releases, and whose technology each release embeds. */
export function Products() {
  const may = useMay();
  const products = useProducts();
  const [adding, setAdding] = useState(false);
  const [release, setRelease] = useState<{ product: Product; release: Release | null } | null>(null);
  const [files, setFiles] = useState<{ product: Product; release: Release } | null>(null);
  const add = may('issue') && <Button onClick={() => setAdding(true)}>{m.products.add}</Button>;
  const items = products.data?.items ?? [];
  return (
    <Stack>
      {items.length > 0 && <Group justify="flex-end">{add}</Group>}
      {products.isPending && <Skeleton height={240} />}
      {products.isError && <Failure error={products.error} retry={() => void products.refetch()} />}
      {products.data && items.length === 0 && (
        <Panel>
          <Empty title={m.products.none} how={m.products.noneHow} action={add} />
        </Panel>
      )}
      {items.map((product) => (
        <ProductPanel
          key={product.id}
          product={product}
          edit={(one) => setRelease({ product, release: one })}
          open={(one) => setFiles({ product, release: one })}
        />
      ))}
      <Modal opened={adding} onClose={() => setAdding(false)} title={m.products.add}>
        <ProductForm close={() => setAdding(false)} />
      </Modal>
      <Modal
        opened={files !== null}
        onClose={() => setFiles(null)}
        size="xl"
        title={files && downloadsMessages.downloads.filesOf(files.product.name, files.release.version)}
      >
        {files && <ReleaseFiles release={files.release} />}
      </Modal>
      <Modal
        opened={release !== null}
        onClose={() => setRelease(null)}
        title={
          release?.release
            ? m.products.technologiesOf(release.product.name, release.release.version)
            : m.products.addRelease
        }
      >
        {release && <ReleaseForm {...release} close={() => setRelease(null)} />}
      </Modal>
    </Stack>
  );
}

interface PanelProps {
  product: Product;
  edit: (release: Release | null) => void;
  open: (release: Release) => void;
}

function ProductPanel({ product, edit, open }: PanelProps) {
  const may = useMay();
  const aside = (
    <Text size="sm" c="dimmed">
      {product.code} · {m.products.licences(count(product.licences))}
    </Text>
  );
  return (
    <Panel title={product.name} aside={aside}>
      {product.releases.length === 0 && (
        <Text size="sm" c="dimmed">
          {m.products.noReleases}
        </Text>
      )}
      {product.releases.length > 0 && (
        <Scroll label={m.products.releases(product.name)} width={480}>
          <Table fz="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{m.licence.release}</Table.Th>
                <Table.Th>{m.products.built}</Table.Th>
                {may('recipients') && <Table.Th>{m.products.embeds}</Table.Th>}
                {may('figures') && <Table.Th>{m.table.act}</Table.Th>}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {product.releases.map((release) => (
                <Table.Tr key={release.id}>
                  <Table.Td>{release.version}</Table.Td>
                  <Table.Td>
                    <Day on={release.builtOn} />
                  </Table.Td>
                  {may('recipients') && (
                    <Table.Td>
                      {release.technologies.map((one) => `${one.name} (${one.licensor.name})`).join(', ') ||
                        m.products.nothing}
                    </Table.Td>
                  )}
                  {may('figures') && (
                    <Table.Td>
                      <Group gap="xs">
                        <Button size="xs" variant="default" onClick={() => open(release)}>
                          {downloadsMessages.downloads.files}
                        </Button>
                        {may('issue') && (
                          <Button size="xs" variant="default" onClick={() => edit(release)}>
                            {m.products.change}
                          </Button>
                        )}
                      </Group>
                    </Table.Td>
                  )}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Scroll>
      )}
      {may('issue') && (
        <Button size="xs" variant="default" mt="sm" onClick={() => edit(null)}>
          {m.products.addRelease}
        </Button>
      )}
      <ProductTerms product={product} />
    </Panel>
  );
}

function ProductForm({ close }: { close: () => void }) {
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm({
    initialValues: { name: '', code: '' },
    validate: { name: needed(m.fields.nameNeeded), code: needed(m.products.codeNeeded) },
  });
  const save = useMutation({
    mutationFn: (values: typeof form.values) =>
      call('POST', '/products', { body: { name: values.name.trim(), code: values.code.trim() } }),
    onError: (error) => setProblem(complain(form, error)),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries();
      say(m.products.added);
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack>
        <TextInput label={m.products.name} required data-autofocus {...form.getInputProps('name')} />
        <TextInput label={m.products.code} description={m.products.codeHint} required {...form.getInputProps('code')} />
        {problem !== null && <Failure error={problem} />}
        <Button type="submit" loading={save.isPending}>
          {m.products.add}
        </Button>
      </Stack>
    </form>
  );
}

function ReleaseForm({ product, release, close }: { product: Product; release: Release | null; close: () => void }) {
  const technologies = useTechnologies();
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm({
    initialValues: {
      version: release?.version ?? '',
      builtOn: release?.builtOn ?? vendorDay(),
      technologyIds: release?.technologies.map((one) => one.id) ?? [],
    },
    validate: { version: needed(m.products.versionNeeded), builtOn: needed(m.products.dayNeeded) },
  });
  const save = useMutation({
    mutationFn: (values: typeof form.values) =>
      release
        ? call('PUT', `/releases/${release.id}/technologies`, { body: { technologyIds: values.technologyIds } })
        : call('POST', `/products/${product.id}/releases`, { body: values }),
    onError: (error) => setProblem(complain(form, error)),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries();
      say(m.products.saved);
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack>
        {!release && (
          <>
            <TextInput label={m.products.version} required data-autofocus {...form.getInputProps('version')} />
            <TextInput label={m.products.built} type="date" required {...form.getInputProps('builtOn')} />
          </>
        )}
        <MultiSelect
          label={m.products.embeds}
          description={m.products.embedsHint}
          searchable
          nothingFoundMessage={m.products.noTechnologies}
          data={(technologies.data?.items ?? []).map((one) => ({
            value: one.id,
            label: `${one.name} (${one.licensor.name})`,
          }))}
          {...form.getInputProps('technologyIds')}
        />
        {problem !== null && <Failure error={problem} />}
        <Button type="submit" loading={save.isPending}>
          {release ? m.products.save : m.products.addRelease}
        </Button>
      </Stack>
    </form>
  );
}
