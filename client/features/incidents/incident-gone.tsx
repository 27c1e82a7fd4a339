import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

/** Why an incident cannot be shown, and a way to ask again. */
export function IncidentGone({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useText();
  return (
    <Notice icon="warning" role="alert" title={t('drawer.gone')} action={<Button onClick={onRetry}>{t('error.retry')}</Button>}>
      <p>{error.message}</p>
      <p>{t('drawer.goneHint')}</p>
    </Notice>
  );
}
