import { NETWORK, ProblemError } from '../api/problem.ts';
import { useText } from '../i18n/text.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

export function FailedPage({ error, onRetry }: { error: Error | null; onRetry: () => void }) {
  const t = useText();
  const isNetwork = !(error instanceof ProblemError) || error.code === NETWORK;
  return (
    <main style={{ height: '100%' }}>
      <Notice
        isPage
        icon={isNetwork ? 'cut' : 'warning'}
        role="alert"
        title={isNetwork ? t('error.network') : t('error.title')}
        action={<Button onClick={onRetry}>{t('error.retry')}</Button>}
      >
        {isNetwork ? t('error.networkHint') : error.message}
      </Notice>
    </main>
  );
}
