import { useEffect, useState } from 'react';
import { layoutFor } from '../../../shared/wall-budget.ts';
import { countedGlass } from '../../../shared/wall-fault-words.ts';
import type { WallScene } from '../../../shared/wall-scene.ts';
import type { ScreenWire } from '../../../shared/wall-wire.ts';
import type { Directory } from '../../api/areas.query.ts';
import { orderScreens } from '../../api/screens.query.ts';
import { pathUp } from '../../api/wall-scenes.query.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/form-fields.tsx';
import { glassOf } from './glass-fields.tsx';
import styles from './scenes.module.css';
import { useSaving } from './use-saving.ts';

interface Props {
  /** Null = it comes with the product, and holds everywhere. */
  node: string | null;
  what: { scene: WallScene } | { playlist: string };
  screens: readonly ScreenWire[];
  directory: Directory | undefined;
}
const DONE_MS = 4_000;

/** Puts what is kept onto a screen at once. */
export function ShowBar({ node, what, screens, directory }: Props) {
  const t = useText();
  const { run, problem, isBusy } = useSaving();
  const [wanted, setWanted] = useState<number | null>(null);
  const [shownOn, setShownOn] = useState<string | null>(null);
  useEffect(() => {
    if (shownOn === null) return undefined;
    const timer = setTimeout(() => setShownOn(null), DONE_MS);
    return () => clearTimeout(timer);
  }, [shownOn]);
  const holds = screens.filter(({ areaCode }) => node === null || pathUp(areaCode, directory).includes(node));
  const chosen = holds.find(({ id }) => id === wanted) ?? holds[0];
  if (!chosen) return <p className={styles.quiet}>{t('scenes.noScreens')}</p>;
  const isSmall = 'scene' in what && layoutFor(what.scene, glassOf(chosen)) === null;
  const show = async (): Promise<void> => {
    const order = 'scene' in what ? { scene: what.scene.id } : { playlist: what.playlist };
    if (await run(() => orderScreens([chosen.id], order))) setShownOn(chosen.name);
  };
  return (
    <div className={styles.show}>
      <SelectField
        name="showOn"
        label={t('scenes.showOn')}
        value={String(chosen.id)}
        options={holds.map(({ id, name }) => ({ value: String(id), text: `${id} ${name}` }))}
        onChange={(id) => setWanted(Number(id))}
      />
      <Button disabled={isBusy} onClick={() => void show()}>
        {t('scenes.show')}
      </Button>
      {isSmall && <p>{t('scenes.tooSmallFor', countedGlass(glassOf(chosen)))}</p>}
      <p role={problem === null ? 'status' : 'alert'}>{problem ?? (shownOn !== null && t('screens.shown', { name: shownOn }))}</p>
    </div>
  );
}
