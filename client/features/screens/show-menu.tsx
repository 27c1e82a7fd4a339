import { Menu } from '@base-ui/react/menu';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { SHOW_MINUTES } from '../../../shared/wall-control.ts';
import type { ScreenWire } from '../../../shared/wall-wire.ts';
import { directoryQuery } from '../../api/areas.query.ts';
import { orderScreens, screensQuery } from '../../api/screens.query.ts';
import { useName } from '../../i18n/language.ts';
import { loadScreenTexts } from '../../i18n/screen-texts.ts';
import { useText } from '../../i18n/text.ts';
import { Icon } from '../../ui/icon.tsx';
import { MenuPopup } from '../../ui/option-menu.tsx';
import type { PopupControl } from '../../ui/popup-button.tsx';
import popup from '../../ui/popup.module.css';
import { nodeNames, reaches } from './screen-words.ts';
import type { Shown } from './shown.ts';
import { useActing } from './use-acting.ts';

await loadScreenTexts();

/** The screens that could show it now. */
export function ShowMenu({ control, what }: { control: PopupControl; what: Shown }) {
  const t = useText();
  const name = useName();
  const { data, isPending } = useQuery(screensQuery);
  const { data: directory } = useQuery(directoryQuery);
  const { act, problem, isBusy } = useActing();
  const [shownOn, setShownOn] = useState<ScreenWire | null>(null);
  const places = what.kind === 'alert' ? what.places : [what.place];
  const screens = (data?.screens ?? []).filter(
    (screen) => screen.health === 'live' && places.some((place) => reaches(screen, place, directory)),
  );
  const show = async (screen: ScreenWire) => {
    const { kind, id } = what;
    const thing = kind === 'area' ? { kind, id } : { kind, id };
    if (await act(() => orderScreens([screen.id], { show: thing, minutes: SHOW_MINUTES }))) setShownOn(screen);
  };
  return (
    <MenuPopup control={control}>
      <p className={popup['group']}>{t('screens.showFor', { n: SHOW_MINUTES })}</p>
      {screens.map((screen) => (
        <Menu.Item key={screen.id} className={popup['item']} closeOnClick={false} disabled={isBusy} onClick={() => void show(screen)}>
          <span className={popup['check']}>{shownOn?.id === screen.id && <Icon name="check" size={16} />}</span>
          <span className={popup['label']}>
            {screen.id} · {screen.name}
          </span>
          <span className={popup['hint']}>{name(nodeNames(screen.areaCode, directory))}</span>
        </Menu.Item>
      ))}
      {screens.length === 0 && !isPending && <p className={popup['empty']}>{t('screens.noneToShow')}</p>}
      {problem !== null && (
        <p className={popup['note']} role="alert">
          {problem}
        </p>
      )}
      {problem === null && shownOn && (
        <p className={popup['note']} role="status">
          {t('screens.shown', { name: shownOn.name })}
        </p>
      )}
    </MenuPopup>
  );
}
