import type { PlanView } from '../../../../shared/plan-wire.ts';
import { useName } from '../../../i18n/language.ts';
import { useText } from '../../../i18n/text.ts';
import { Button } from '../../../ui/button.tsx';
import type { PlanDraft } from './plan-draft.ts';
import type { Merged } from './plan-merge.ts';
import { useTrouble, VERSION } from './trouble.ts';
import styles from './plan-editor.module.css';

interface Props {
  draft: PlanDraft;
  /** What somebody else saved meanwhile; null = nobody did. */
  theirs: PlanView | null;
  /** What has become of both; null = it was not called for. */
  merged: Merged | null;
  onMerge: (theirs: PlanView) => void;
  onDiscard: () => void;
}
/** Says that somebody else has saved the plan, and afterwards what of it is theirs: nothing of either is lost on the way. */
export function MergeNotice({ draft, theirs, merged, onMerge, onDiscard }: Props) {
  const t = useText();
  const name = useName();
  const said = useTrouble(VERSION);
  if (theirs)
    return (
      <div className={styles.notice} role="alert">
        <p>{said ?? t('plans.edit.changed', { version: theirs.version })}</p>
        <Button kind="primary" data-field={VERSION} onClick={() => onMerge(theirs)}>
          {t('plans.edit.merge')}
        </Button>
        <Button onClick={onDiscard}>{t('plans.edit.takeTheirs')}</Button>
      </div>
    );
  if (!merged) return null;
  const known = new Map([...(draft.start?.items ?? []), ...merged.content.items].map(({ code, names }) => [code, names]));
  const listed = (codes: Merged['taken']): string =>
    codes
      .map((code) => (code === null ? t('plans.edit.planItself') : name(known.get(code) ?? { zh: code, en: code })))
      .join(t('plans.edit.and'));
  return (
    <div className={styles.notice} role="status">
      <p>
        {merged.taken.length > 0 ? t('plans.edit.taken', { items: listed(merged.taken) }) : t('plans.edit.takenNothing')}{' '}
        {merged.both.length > 0 && t('plans.edit.both', { items: listed(merged.both) })}
      </p>
    </div>
  );
}
