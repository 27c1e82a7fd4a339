import type { ViewControl } from '../../state/use-view.ts';
import { Bar } from '../shell/bar.tsx';
import { Breadcrumb } from '../shell/breadcrumb.tsx';

/** Whose alerts these are. They are those of now: there is no window to choose. */
export function AlertsTopBar({ control, onNear }: { control: ViewControl; onNear: (area: string | null) => void }) {
  return (
    <Bar>
      <Breadcrumb control={control} onNear={onNear} />
    </Bar>
  );
}
