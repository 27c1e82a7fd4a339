import type { Room } from '../../shared/wall-glass.ts';
import type { WallPanel, WallScene } from '../../shared/wall-scene.ts';
import type { Theme } from '../ui/theme.ts';
import type { WallArea } from './wall-data.ts';

/** What every panel is given. `room`: free for text, in the type size of the page. */
export interface PanelProps<K extends WallPanel['kind'] = WallPanel['kind']> {
  panel: Extract<WallPanel, { kind: K }>;
  room: Room;
  data: WallArea;
  scene: WallScene;
  theme: Theme;
  /** The case that has the screen. */
  incident: number | null;
  /** The alert that has it. */
  alert: number | null;
}
