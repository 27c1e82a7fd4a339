import { useQuery } from '@tanstack/react-query';
import { incidentQuery } from '../../api/incidents.query.ts';
import { useOffers, type HeldOffer } from '../../features/incidents/use-offers.ts';

const NONE: HeldOffer[] = [];

/**
 * The units to send to what is selected, the same for pane, command line and map. Also while it waits to be registered: what comes
 * next stands there already, and nothing jumps.
 */
export function useDeskOffers(selected: number | null, isBatch: boolean): HeldOffer[] {
  const { data: detail } = useQuery({ ...incidentQuery(selected ?? 0), enabled: selected !== null });
  const commands = detail?.incident.id === selected ? detail?.commands : undefined;
  const isWanted = !isBatch && (commands?.includes('dispatch') === true || commands?.includes('register') === true);
  const offers = useOffers(selected ?? 0, isWanted);
  return isWanted ? offers : NONE;
}
