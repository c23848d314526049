import { type ServiceSummary } from '@hansom/client-console';

import { Chip, type Tone } from '../components/chip.tsx';

const LOOKS: Record<ServiceSummary['state'], { tone: Tone; label: string }> = {
  HEALTHY: { tone: 'good', label: 'Healthy' },
  UNWELL: { tone: 'warn', label: 'Unwell' },
  GONE: { tone: 'bad', label: 'Gone' },
};

export function StateChip({ state }: { state: ServiceSummary['state'] }) {
  const { tone, label } = LOOKS[state];
  return <Chip tone={tone}>{label}</Chip>;
}
