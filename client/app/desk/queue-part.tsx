import { DeskQueue } from '../../features/incidents/desk-queue.tsx';
import type { DeskParts } from './desk-parts.ts';

export function QueuePart({ desk, onOpen }: Pick<DeskParts, 'desk' | 'onOpen'>) {
  const { control, counts, shown, book, error, subject, isFiltered, selected, select, marked, mark, readOn, refetch } = desk;
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
      onView={control.setQueue}
      onRetry={() => void refetch()}
      onSelect={select}
      onOpen={onOpen}
      onMark={mark}
      onEnd={readOn}
    />
  );
}
