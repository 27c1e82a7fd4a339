import type { CategoryFacts } from '../domain/deadlines.ts';
import type { Incident } from '../domain/incident.ts';
import type { Timing } from '../domain/stage-clocks.ts';
import type { Catalogue } from './ports.ts';

/** Of a category that the city does not have: no clocks. */
const unknown = ({ category: code, severity }: Incident): CategoryFacts => ({
  code,
  severity,
  limits: { critical: {}, urgent: {}, normal: {}, low: {} },
});

/** What the clocks of an incident are counted with, as the city has it now. */
export const timingOf = ({ categories, clock, rules }: Catalogue, incident: Incident): Timing => ({
  category: categories.get(incident.category) ?? unknown(incident),
  clock,
  rules,
});
