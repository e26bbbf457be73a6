import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import type { Who } from '../../../platform/http/who.ts';
import { recipientsById } from '../../disclosures/index.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import * as products from '../store/products.ts';
import * as technologies from '../store/technologies.ts';
import type { NewProduct, NewRelease, NewTechnology, Product, Technology } from '../wire/catalogue.ts';
import { readAs, tenantOf } from './read-as.ts';

const everything: ListRequest = { limit: 1, sort: 'name', descending: false, after: null };

/** Products with their releases and what those embed. Resellers see no technologies: those concern the licensors. */
export function listProducts(
  deps: Deps,
  who: Who,
  list: ListRequest,
  filter: { q: string | null },
): Promise<ListAnswer<Product>> {
  return readAs(deps, who, (trx) => productPage(trx, list, { ...filter, id: null }, tenantOf(who) === null));
}

async function productPage(
  trx: Trx,
  list: ListRequest,
  filter: { q: string | null; id: string | null },
  withTechnologies: boolean,
): Promise<ListAnswer<Product>> {
  const { rows, count } = await products.readProducts(trx, list, filter);
  const ids = rows.map((row) => row.id);
  const releases = await products.readReleases(trx, ids);
  const licences = await products.countLicencesByProduct(trx, ids);
  const embedded = withTechnologies
    ? await technologies.readTechnologiesOfReleases(
        trx,
        releases.map((release) => release.id),
      )
    : [];
  const licensors =
    embedded.length > 0 ? await recipientsById(trx, [...new Set(embedded.map((each) => each.licensor_id))]) : new Map();
  return answerList(list, rows, count, (row) => ({
    id: row.id,
    code: row.code,
    name: row.name,
    createdAt: row.created_at.toISOString(),
    licences: licences.get(row.id) ?? 0,
    releases: releases
      .filter((release) => release.product_id === row.id)
      .map((release) => ({
        id: release.id,
        version: release.version,
        builtOn: release.built_on,
        technologies: embedded
          .filter((each) => each.release_id === release.id)
          .map((each) => ({
            id: each.id,
            name: each.name,
            licensor: { id: each.licensor_id, name: licensors.get(each.licensor_id)?.name ?? '' },
          })),
      })),
  }));
}

/** One product as the desk shows it. */
async function readProduct(trx: Trx, id: string): Promise<Product> {
  const product = (await productPage(trx, everything, { q: null, id }, true)).items[0];
  if (!product) throw httpErrors.KEPT_NOT_FOUND();
  return product;
}

export async function createProduct(trx: Trx, deps: Deps, who: Who, input: NewProduct): Promise<Product> {
  const id = deps.ids.uuid();
  const made = await products.insertProduct(trx, { id, ...input, created_at: deps.clock.now() });
  if (!made) throw errors.KEPT_NAME_TAKEN({ fields: { code: 'is taken' } });
  await audit(trx, deps, who, { action: 'licensing.product created', aboutKind: 'product', aboutId: id });
  return readProduct(trx, id);
}

export async function addRelease(
  trx: Trx,
  deps: Deps,
  who: Who,
  input: NewRelease & { readonly productId: string },
): Promise<Product> {
  if (!(await products.productExists(trx, input.productId))) throw httpErrors.KEPT_NOT_FOUND();
  const id = deps.ids.uuid();
  const made = await products.insertRelease(trx, {
    id,
    product_id: input.productId,
    version: input.version,
    built_on: input.builtOn,
    created_at: deps.clock.now(),
  });
  if (!made) throw errors.KEPT_NAME_TAKEN({ fields: { version: 'is taken' } });
  await embed(trx, deps, { releaseId: id, technologyIds: input.technologyIds });
  await audit(trx, deps, who, { action: 'licensing.release added', aboutKind: 'product', aboutId: input.productId });
  return readProduct(trx, input.productId);
}

/** What a release embeds decides who is told of its registrations, so every change is in the audit log. */
export async function setReleaseTechnologies(
  trx: Trx,
  deps: Deps,
  who: Who,
  input: { readonly releaseId: string; readonly technologyIds: readonly string[] },
): Promise<Product> {
  const productId = await products.productOfRelease(trx, input.releaseId);
  if (productId === null) throw httpErrors.KEPT_NOT_FOUND();
  await embed(trx, deps, input);
  await audit(trx, deps, who, {
    action: 'licensing.technologies of release set',
    aboutKind: 'release',
    aboutId: input.releaseId,
    detail: { count: input.technologyIds.length },
  });
  return readProduct(trx, productId);
}

async function embed(
  trx: Trx,
  deps: Deps,
  { releaseId, technologyIds }: { readonly releaseId: string; readonly technologyIds: readonly string[] },
): Promise<void> {
  if (!(await technologies.setTechnologies(trx, { releaseId, technologyIds, at: deps.clock.now() })))
    throw httpErrors.KEPT_INVALID({ fields: { technologyIds: 'names a technology that is not known' } });
}

export async function listTechnologies(
  deps: Deps,
  list: ListRequest,
  filter: { q: string | null; licensorId: string | null },
): Promise<ListAnswer<Technology>> {
  return deps.db.base((trx) => technologyPage(trx, list, { ...filter, id: null }));
}

async function technologyPage(
  trx: Trx,
  list: ListRequest,
  filter: { q: string | null; licensorId: string | null; id: string | null },
): Promise<ListAnswer<Technology>> {
  const { rows, count } = await technologies.readTechnologies(trx, list, filter);
  const licensors = await recipientsById(trx, [...new Set(rows.map((row) => row.licensor_id))]);
  return answerList(list, rows, count, (row) => ({
    id: row.id,
    name: row.name,
    licensor: { id: row.licensor_id, name: licensors.get(row.licensor_id)?.name ?? '' },
    createdAt: row.created_at.toISOString(),
    releases: row.releases,
  }));
}

export async function createTechnology(trx: Trx, deps: Deps, who: Who, input: NewTechnology): Promise<Technology> {
  const licensor = (await recipientsById(trx, [input.licensorId])).get(input.licensorId);
  if (licensor?.kind !== 'licensor' || licensor.endedAt) throw errors.KEPT_LICENSOR_UNKNOWN();
  const id = deps.ids.uuid();
  const made = await technologies.insertTechnology(trx, {
    id,
    name: input.name,
    licensor_id: input.licensorId,
    created_at: deps.clock.now(),
  });
  if (!made) throw errors.KEPT_NAME_TAKEN({ fields: { name: 'is taken' } });
  await audit(trx, deps, who, { action: 'licensing.technology created', aboutKind: 'technology', aboutId: id });
  const technology = (await technologyPage(trx, everything, { q: null, licensorId: null, id })).items[0];
  if (!technology) throw httpErrors.KEPT_FAULT();
  return technology;
}

/** Names of products, by id, for other parts. */
export async function productRefs(
  db: Database['read'],
  ids: readonly string[],
): Promise<Map<string, { id: string; name: string }>> {
  const names = ids.length === 0 ? new Map<string, string>() : await products.readProductNames(db, [...new Set(ids)]);
  return new Map([...names].map(([id, name]) => [id, { id, name }]));
}
