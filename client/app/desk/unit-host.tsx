import { lazy, Suspense, useEffect, useState } from 'react';
import { closeUnits, useUnitDialog } from '../../state/unit-dialog.ts';

const UnitDialog = lazy(async () => ({ default: (await import('../../features/units/unit-dialog.tsx')).UnitDialog }));

/** Units over the desk; its code comes when it is first wanted. */
export function UnitHost({ area, onIncident }: { area: string; onIncident: (id: number) => void }) {
  const isOpen = useUnitDialog((state) => state.isOpen);
  const [wasOpened, setOpened] = useState(isOpen);
  if (isOpen && !wasOpened) setOpened(true);
  // What was open over one page is not open over the next.
  useEffect(() => closeUnits, []);
  return (
    wasOpened && (
      <Suspense>
        <UnitDialog area={area} onIncident={onIncident} />
      </Suspense>
    )
  );
}
