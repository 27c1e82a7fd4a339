import type { HeldOffer } from '../../features/incidents/use-offers.ts';
import type { Give } from '../../features/incidents/use-commands.ts';
import type { Desk } from './use-desk.ts';
import type { useDeskLine } from './use-desk-line.ts';

/** What the desk's parts share, in panes or on a phone. */
export interface DeskParts {
  desk: Desk;
  offers: readonly HeldOffer[];
  line: ReturnType<typeof useDeskLine>;
  /** Told how commands are given to what is selected. */
  onReady: (give: Give | null) => void;
  onDone: () => void;
  onOpen: (id: number) => void;
  onHelp: () => void;
  isStale: boolean;
}
