import { MultiSelect, Select } from '@mantine/core';
import { useState } from 'react';
import type { LicenceTemplate } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { vendorDay } from '../../session.ts';
import { useTerms } from './catalogue.ts';
import { type SeatTerms, shownSeats } from './seat-terms.tsx';

export interface IssueTerms extends SeatTerms {
  kind: string;
  seats: number;
  expiresOn: string;
  maintenanceUntil: string;
  features: string[];
}

/** These have a last day. */
export const endingKinds = ['subscription', 'trial', 'education', 'demo'];

/** Fills the terms in from a template; each can be changed afterwards. */
export function TemplateSelect({ productId, onPick }: { productId: string; onPick: (terms: IssueTerms) => void }) {
  const templates = useTerms(productId || null).data?.templates ?? [];
  const [picked, setPicked] = useState<string | null>(null);
  if (templates.length === 0) return null;
  function pick(id: string | null) {
    setPicked(id);
    const template = templates.find((one) => one.id === id);
    if (template) onPick(termsOf(template));
  }
  return (
    <Select
      label={m.terms.template}
      description={m.terms.templateHint}
      clearable
      data={templates.map((one) => ({ value: one.id, label: one.name }))}
      value={picked}
      onChange={pick}
    />
  );
}

export function FeatureSelect(props: { productId: string; value: string[]; onChange: (codes: string[]) => void }) {
  const features = useTerms(props.productId || null).data?.features ?? [];
  if (features.length === 0) return null;
  return (
    <MultiSelect
      label={m.terms.features}
      description={m.terms.featuresHint}
      data={features.map((one) => ({ value: one.code, label: one.name }))}
      value={props.value}
      onChange={props.onChange}
    />
  );
}

function termsOf({ kind, seats, termDays, maintenanceDays, features, ...seatTerms }: LicenceTemplate): IssueTerms {
  return {
    ...shownSeats(seatTerms),
    kind,
    seats,
    expiresOn: inDays(termDays),
    maintenanceUntil: inDays(maintenanceDays),
    features: features ?? [],
  };
}

function inDays(days: number | null): string {
  return days === null ? '' : vendorDay(days);
}
