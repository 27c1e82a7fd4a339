import { useEffect, useRef, useState } from 'react';
import { FEED_KINDS } from '../../../shared/feed-terms.ts';
import type { FeedWire } from '../../../shared/feed-wire.ts';
import { postFeed, putFeed, removeFeed } from '../../api/feeds.query.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/form-fields.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { draftOf, lackOf, toSettings, type FeedDraft } from './feed-draft.ts';
import { useFeedAct } from './use-feed-act.ts';
import styles from './feeds.module.css';

interface Props {
  /** To which a new one belongs. */
  area: string;
  /** Null = a new one. */
  feed: FeedWire | null;
  onDone: () => void;
}

/** A feed as it is made or changed. What is refused is said below; nothing typed is lost. */
export function FeedForm({ area, feed, onDone }: Props) {
  const t = useText();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState<FeedDraft>(() => draftOf(feed));
  // What this person began with: who was quicker is not overwritten unseen.
  const [seenVersion] = useState(feed?.settings?.version ?? 0);
  const [isChecked, setChecked] = useState(false);
  const [isRemoving, setRemoving] = useState(false);
  const { act, problem, isBusy } = useFeedAct();
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const change = (patch: Partial<FeedDraft>): void => setDraft((held) => ({ ...held, ...patch }));
  const lack = isChecked ? lackOf(draft) : null;
  const save = async () => {
    setChecked(true);
    if (lackOf(draft) !== null || isBusy) return;
    const settings = toSettings(draft);
    const isDone = await act({ id: feed?.id, settings }, (key) =>
      feed ? putFeed(feed.id, { seenVersion, ...settings }) : postFeed({ node: area, ...settings }, key),
    );
    if (isDone) onDone();
  };
  const drop = async () => {
    if (!isRemoving) return setRemoving(true);
    if (feed && (await act({ removed: feed.id }, () => removeFeed(feed.id)))) onDone();
  };
  const text = (
    name: 'zh' | 'en' | 'url' | 'senders' | 'hosts' | 'token',
    most: number,
    more: { hint?: string; isLong?: boolean } = {},
  ) => (
    <TextField
      name={name}
      label={t(`feed.field.${name}`)}
      value={draft[name]}
      most={most}
      onChange={(value) => change({ [name]: value })}
      {...more}
    />
  );
  const check = (name: 'isOn' | 'skipsElsewhere' | 'dropsToken') => (
    <label className={styles.check}>
      <input type="checkbox" name={name} checked={draft[name]} onChange={({ target }) => change({ [name]: target.checked })} />
      <span>{t(`feed.field.${name}`)}</span>
    </label>
  );
  return (
    <form
      ref={form}
      className={styles.form}
      aria-label={t(feed ? 'feed.editTitle' : 'feed.add')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h3>{t(feed ? 'feed.editTitle' : 'feed.add')}</h3>
      <div className={styles.two}>
        {text('zh', 120)}
        {text('en', 120)}
      </div>
      {text('url', 2000)}
      <div className={styles.two}>
        <SelectField
          name="kind"
          label={t('feed.field.kind')}
          value={draft.kind}
          options={FEED_KINDS.map((value) => ({ value, text: t(`feed.kind.${value}`) }))}
          onChange={(kind) => change({ kind })}
        />
        <NumberField
          name="everyMin"
          label={t('feed.field.everyMin')}
          value={draft.everyMin}
          least={0.5}
          most={1440}
          step={0.5}
          onChange={(everyMin) => change({ everyMin })}
        />
      </div>
      {text('senders', 20_000, { isLong: true, hint: t('feed.hint.senders') })}
      {text('hosts', 5_000, { hint: t('feed.hint.hosts') })}
      {text('token', 4_000, { hint: t(draft.hasToken ? 'feed.hint.tokenKept' : 'feed.hint.token') })}
      {draft.hasToken && check('dropsToken')}
      {check('skipsElsewhere')}
      {check('isOn')}
      <p className={styles.trouble} role="alert">
        {lack === null ? problem : t(`feed.lack.${lack}`)}
      </p>
      <div className={styles.acts}>
        <Button type="submit" kind="primary" disabled={isBusy}>
          {t('feed.save')}
        </Button>
        <Button kind="quiet" onClick={onDone}>
          {t('feed.cancel')}
        </Button>
        <span className={styles.gap} />
        {feed && (
          <Button disabled={isBusy} title={t('feed.removeHint')} onClick={() => void drop()}>
            {t(isRemoving ? 'feed.removeSure' : 'feed.remove')}
          </Button>
        )}
      </div>
    </form>
  );
}
