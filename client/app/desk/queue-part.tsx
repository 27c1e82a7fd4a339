import { DeskQueue } from '../../features/incidents/desk-queue.tsx';
import { queryOf } from '../../state/saved-view.ts';
import { useSession } from '../../state/session.ts';
import type { DeskParts } from './desk-parts.ts';

export function QueuePart({ desk, onOpen }: Pick<DeskParts, 'desk' | 'onOpen'>) {
  const { control, counts, shown, book, error, subject, isFiltered, selected, select, marked, mark, readOn, refetch } = desk;
  const { me } = useSession();
  return (
    <DeskQueue
      view={control.queue}
      counts={counts}
      rows={shown}
      book={book}
      error={error}
      area={control.area}
      subject={subject}
      isFiltered={isFiltered}
      selected={selected}
      marked={marked}
      sort={control.sort}
      query={queryOf(control, me.scope)}
      onView={control.setQueue}
      onSort={control.setSort}
      onSaved={control.openView}
      onRetry={() => void refetch()}
      onSelect={select}
      onOpen={onOpen}
      onMark={mark}
      onEnd={readOn}
    />
  );
}
