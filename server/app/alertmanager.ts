import { Rejection } from '../domain/rejection.ts';
import type { ReadingOutcome, ReadingUses, ToldReading } from './readings.ts';
import type { Actor } from '../domain/actor.ts';

/** One alert of Prometheus' Alertmanager, as far as a reading follows from it. */
export interface MonitorAlert {
  status: 'firing' | 'resolved';
  labels: Readonly<Record<string, string>>;
  startsAt: string;
  endsAt?: string | undefined;
}
export interface MonitorAsk {
  indicator: string;
  /** Labels whose values, joined by colons, are the code of a device. */
  labels: readonly string[];
}

/**
 * Alerts of a monitored system as readings of an indicator: 1 from its start on, 0 from its end on. Repetitions say the same at the same
 * instants, so they are known; one that is only heard of when it is over is told with its beginning.
 */
export async function takeAlerts(
  readings: ReadingUses,
  actor: Actor,
  alerts: readonly MonitorAlert[],
  { indicator, labels }: MonitorAsk,
): Promise<ReadingOutcome[]> {
  const told: ToldReading[] = [];
  const refused: ReadingOutcome[] = [];
  for (const { status, labels: own, startsAt, endsAt } of alerts) {
    const lacking = labels.find((label) => !own[label]);
    if (lacking !== undefined) {
      refused.push({ outcome: 'refused', rejection: new Rejection('reading.label-missing', { label: lacking }) });
      continue;
    }
    const reading = (at: string, value: number): ToldReading => ({
      device: labels.map((label) => own[label]).join(':'),
      indicator,
      atMs: Date.parse(at),
      value,
      isStale: false,
      datum: null,
    });
    told.push(reading(startsAt, 1));
    if (status === 'resolved' && endsAt !== undefined) told.push(reading(endsAt, 0));
  }
  return [...(await readings.take(actor, told)), ...refused];
}
