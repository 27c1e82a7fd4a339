import { useQuery } from '@tanstack/react-query';
import { directoryQuery, nodeItems } from '../../../api/areas.query.ts';
import { useName } from '../../../i18n/language.ts';
import { useText } from '../../../i18n/text.ts';
import { useSession } from '../../../state/session.ts';
import { NodeField } from '../../../ui/node-field.tsx';
import { FieldProblem } from '../../../ui/told-field.tsx';
import { NamesFields, TickField, TypedField } from './fields.tsx';
import type { PlanDraft } from './plan-draft.ts';
import { useTrouble } from './trouble.ts';
import styles from './plan-editor.module.css';

/** What the plan is called, whose it is, and for which years. Once it is kept, code and node stay: values are told of them. */
export function HeadFields({ draft, onChange }: { draft: PlanDraft; onChange: (change: Partial<PlanDraft>) => void }) {
  const t = useText();
  const name = useName();
  const { me } = useSession();
  const { data: directory } = useQuery(directoryQuery);
  const nodeProblem = useTrouble('node');
  const isNew = draft.start === null;
  return (
    <>
      <div className={styles.two}>
        <NamesFields field="names" value={draft.names} onChange={(names) => onChange({ names })} />
      </div>
      <div className={styles.two}>
        {isNew ? (
          <TypedField
            field="code"
            label={t('plans.edit.code')}
            hint={t('plans.edit.codeHint')}
            most={60}
            value={draft.code}
            onChange={(code) => onChange({ code })}
          />
        ) : (
          <p className={styles.fixed}>
            <span>{t('plans.edit.code')}</span>
            <code>{draft.code}</code>
          </p>
        )}
        <div data-field="node" tabIndex={-1}>
          <NodeField
            label={t('plans.edit.node')}
            value={draft.node}
            shown={name(directory?.get(draft.node)?.name ?? { zh: draft.node, en: draft.node })}
            items={nodeItems(directory, me.scope, name)}
            placeholder={t('plans.edit.findArea')}
            emptyText={t('plans.edit.noArea')}
            isDisabled={!isNew}
            onPick={(node) => onChange({ node })}
          />
          <FieldProblem problem={nodeProblem} />
        </div>
      </div>
      <div className={styles.two}>
        <TypedField
          field="from"
          label={t('plans.edit.from')}
          most={4}
          isNumber
          value={draft.from}
          onChange={(from) => onChange({ from })}
        />
        <TypedField field="to" label={t('plans.edit.to')} most={4} isNumber value={draft.to} onChange={(to) => onChange({ to })} />
      </div>
      <TypedField
        field="document"
        label={t('plans.edit.document')}
        hint={t('plans.edit.documentHint')}
        most={200}
        value={draft.document ?? ''}
        onChange={(typed) => onChange({ document: typed === '' ? undefined : typed })}
      />
      <TickField
        field="isExample"
        label={t('plans.edit.isExample')}
        isOn={draft.isExample === true}
        onChange={(isExample) => onChange({ isExample: isExample ? true : undefined })}
      />
    </>
  );
}
