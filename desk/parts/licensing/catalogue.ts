import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import type { Page, Product, ProductTerms, RegistrationFields, Technology } from '../../api/wire.ts';

/** Products with their releases: few enough to be read whole. */
export function useProducts() {
  return useQuery({
    queryKey: ['products'],
    queryFn: ({ signal }) => call<Page<Product>>('GET', '/products?limit=500&sort=name', { signal }),
  });
}

/** Features and templates of a product. */
export function useTerms(productId: string | null) {
  return useQuery({
    queryKey: ['terms', productId],
    queryFn: ({ signal }) => call<ProductTerms>('GET', `/products/${productId}/terms`, { signal }),
    enabled: productId !== null,
  });
}

export function useTechnologies() {
  return useQuery({
    queryKey: ['technologies'],
    queryFn: ({ signal }) => call<Page<Technology>>('GET', '/technologies?limit=500', { signal }),
  });
}

/** The registration fields (clause L2) with their purposes, recipients and retention. */
export function useRegistrationFields() {
  return useQuery({
    queryKey: ['registration-fields'],
    queryFn: ({ signal }) => call<RegistrationFields>('GET', '/registration-fields', { signal }),
    staleTime: 300_000,
  });
}
